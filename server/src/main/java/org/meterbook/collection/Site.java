package org.meterbook.collection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;

/**
 * Where clients and customers reach the server.
 *
 * @param url its public address, without a slash at the end
 */
public record Site(Supplier<String> url) {
  /** The address of an operation. */
  String api(String path) {
    return url.get() + "/api/v2" + path;
  }

  /** The address of a portal's consent page. */
  public String portal(String portal) {
    return url.get() + "/authorize/" + encode(portal);
  }

  /** The rest of a list: the same call after its last object; null where there is nothing more. */
  <T> @Nullable String next(
      Call call, String path, Selection.Chosen<T> chosen, Function<T, String> uid) {
    return chosen.more() ? next(call, path, uid.apply(chosen.items().getLast())) : null;
  }

  /** The same call after an object. */
  String next(Call call, String path, String last) {
    StringJoiner query = new StringJoiner("&");
    call.query()
        .forEach((name, value) -> {
          if (!name.equals("after")) {
            query.add(encode(name) + "=" + encode(value));
          }
        });
    return api(path) + "?" + query.add("after=" + encode(last));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
