package org.meterbook.collection.connector.demo;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.meterbook.collection.connector.Connector;
import org.meterbook.collection.connector.Interruption;
import org.meterbook.collection.connector.Login;
import org.meterbook.collection.connector.Session;

/** Signs in at the website of the demo utility. */
public final class DemoConnector implements Connector {
  private static final String DEMO = "DEMO";
  private static final String METERS = "/meters";
  private static final String CODE = "/code";

  private final String utility;
  private final String title;
  private final Supplier<URI> site;

  /**
   * The utility {@code DEMO}.
   *
   * @param site where the website is; asked at each sign-in, so it may start then
   */
  public DemoConnector(Supplier<URI> site) {
    this(DEMO, "Demo Utility", site);
  }

  /** The same website under the id of another utility, for tests of that one. */
  public DemoConnector(String utility, String title, Supplier<URI> site) {
    this.utility = utility;
    this.title = title;
    this.site = site;
  }

  @Override
  public String utility() {
    return utility;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Access access() {
    return Access.CREDENTIALS;
  }

  @Override
  public ZoneId zone() {
    return DemoMeter.ZONE;
  }

  @Override
  public Session logIn(Login login) {
    URI base = site.get();
    if (login.code().isPresent() && !login.state().isEmpty()) {
      Website waiting = new Website(base, login.state());
      String next = sendCode(waiting, login.code().get());
      if (next.equals(METERS)) {
        return new DemoSession(waiting);
      }
      // The website has forgotten the sign-in that asked for the code.
    }
    return signIn(base, login);
  }

  private static Session signIn(URI base, Login login) {
    String form =
        Fields.encoded("username", login.username())
            + "&"
            + Fields.encoded("password", login.password());
    HttpResponse<byte[]> answer = new Website(base, "").post("/login", form);
    Website website = new Website(base, cookie(answer));
    String next = location(answer);
    if (next.equals(CODE)) {
      if (login.code().isEmpty()) {
        throw codeNeeded("The utility has sent a code. Please type it.", website);
      }
      next = sendCode(website, login.code().get());
    }
    if (!next.equals(METERS)) {
      throw Website.strange();
    }
    return new DemoSession(website);
  }

  /** Where the website sends us next. */
  private static String sendCode(Website website, String code) {
    HttpResponse<byte[]> answer = website.post(CODE, Fields.encoded("code", code));
    if (answer.statusCode() == 200) {
      throw codeNeeded("The utility did not take the code. Please type it again.", website);
    }
    return location(answer);
  }

  private static Interruption codeNeeded(String message, Website website) {
    return Interruption.codeNeeded(message, website.session());
  }

  private static String location(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static String cookie(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Set-Cookie")
        .map(text -> text.split(";", 2)[0])
        .orElseThrow(Website::strange);
  }
}
