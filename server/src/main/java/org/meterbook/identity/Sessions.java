package org.meterbook.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.RateClass;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.SingleValue;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Signing in with a password, for clients that have no API key. */
final class Sessions {
  /** How long a token is good. */
  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  private final Supplier<Database> database;

  Sessions(Supplier<Database> database) {
    this.database = database;
  }

  record LoginRequest(
      @Required @Meaning("code of the datasource") String dataSource,
      @Required @Meaning("password") String password,
      @Required @Meaning("sign-in name") String username,
      @Meaning("has no effect: this server is one partition") @Nullable String partition) {
    /** Never shows the password. */
    @Override
    public String toString() {
      return "LoginRequest[" + username + "@" + dataSource + "]";
    }
  }

  record ApiUser(@Meaning("sign-in name") String userName, @Meaning("full name") String fullName) {}

  record LoginResponse(
      @Meaning("bearer token, good for twelve hours") String token,
      @Meaning("who signed in") ApiUser user) {}

  private record Known(int id, String userCode, String fullName, String hash, boolean expired) {}

  void register(Operations operations) {
    operations.add(
        new Operation(
            "LoginV3",
            "POST",
            "/api/v3/login",
            List.of(),
            true,
            List.of(),
            Optional.empty(),
            RateClass.LOGIN,
            new Operation.Public(
                Optional.of(new Operation.Body(LoginRequest.class, false)),
                LoginResponse.class,
                request -> login((LoginRequest) java.util.Objects.requireNonNull(request))),
            "Gives a bearer token for a password; API keys are the better way."));
    operations.compute(
        "LogoutV3",
        "POST",
        "/api/v3/logout",
        "",
        Void.class,
        false,
        (_, _) -> null,
        "Ends a browser session; keys and tokens stay good.");
    operations
        .compute(
            "CreateTokenForPartitionV3",
            "GET",
            "/api/v3/exchange/eco",
            "",
            SingleValue.class,
            false,
            (call, _) -> exchange(call),
            "Gives the caller a further token for the same datasource.")
        .writing()
        .parameter("partition", FieldType.TEXT, "code of the caller's own datasource");
  }

  private LoginResponse login(LoginRequest request) {
    Optional<Long> tenant = Datasources.find(database.get(), request.dataSource());
    Optional<Known> user =
        tenant.flatMap(
            id -> database.get().read(id, Scope.UNBOUNDED, sql -> find(sql, request.username())));
    if (!Passwords.verify(user.map(Known::hash), request.password())) {
      throw Problem.of(ErrorCode.UNAUTHORIZED, "Datasource, username or password is wrong.");
    }
    Known known = user.orElseThrow();
    if (known.expired()) {
      throw Problem.of(
          ErrorCode.FORBIDDEN, "The password has expired; an administrator can set a new one.");
    }
    String token =
        database
            .get()
            .write(
                tenant.orElseThrow(), Scope.UNBOUNDED, known.id(), sql -> signIn(sql, known.id()));
    return new LoginResponse(token, new ApiUser(known.userCode(), known.fullName()));
  }

  private static Optional<Known> find(Sql sql, String username) {
    return sql.first(
        """
        SELECT user_id, user_code, full_name, password_hash, password_expiration_interval > 0
          AND password_changed_date + make_interval(days => password_expiration_interval) < :now
        FROM app_user WHERE tenant_id = :tenant AND lower(user_code) = lower(:code) AND active
        """,
        Map.of("code", username, "now", sql.now()),
        row -> new Known(row.integer(1), row.text(2), row.text(3), row.text(4), row.bool(5)));
  }

  private static String signIn(Sql sql, int user) {
    sql.execute(
        "DELETE FROM login_token WHERE tenant_id = :tenant AND expires_date < :now",
        Map.of("now", sql.now()));
    sql.execute(
        "UPDATE app_user SET last_login = :now WHERE tenant_id = :tenant AND user_id = :user",
        Map.of("now", sql.now(), "user", user));
    return token(sql, user);
  }

  private static String token(Sql sql, int user) {
    int id = sql.nextId(Tables.LOGIN_TOKEN);
    Secret secret = Secret.make(Secret.Kind.TOKEN, sql.tenant(), id);
    sql.insert(
        Tables.LOGIN_TOKEN,
        id,
        Values.none()
            .with("user_id", user)
            .with("key_hash", secret.hash())
            .with("created_date", sql.now())
            .with("expires_date", sql.now().plus(TOKEN_LIFE)));
    return secret.text();
  }

  private static SingleValue exchange(Call call) {
    call.parameter("partition")
        .filter(partition ->
            !partition.isBlank() && !partition.equalsIgnoreCase(call.caller().datasource()))
        .ifPresent(partition -> {
          throw Problem.notFound("There is no partition '" + partition + "' here.");
        });
    return new SingleValue(token(call.sql(), call.caller().userId()));
  }
}
