package org.meterbook.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.identity.Users;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook user}. */
@Command(
    name = "user",
    description = "Users of a datasource.",
    subcommands = UserCommand.Create.class,
    mixinStandardHelpOptions = true)
final class UserCommand {
  /** A password that nobody guesses. */
  static String generatedPassword() {
    byte[] random = new byte[15];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  @Command(
      name = "create",
      description = "Makes a user who sees the whole datasource.",
      mixinStandardHelpOptions = true)
  static final class Create implements Runnable {
    @Mixin private final Where where = new Where();

    @Parameters(paramLabel = "CODE", description = "Sign-in name.")
    private String code = "";

    @Option(
        names = "--datasource",
        required = true,
        paramLabel = "CODE",
        description = "Whose user it is.")
    private String datasource = "";

    @Option(names = "--name", description = "Full name (default: the sign-in name).")
    private String name = "";

    @Option(names = "--role", description = "Name of the role (default: ${DEFAULT-VALUE}).")
    private String role = "Administrator: Full Access";

    @Option(
        names = "--password-stdin",
        description =
            "Reads the password from the first line of standard input; else one is made and shown.")
    private boolean fromInput;

    @Override
    public void run() {
      String password = fromInput ? firstLine() : generatedPassword();
      try (Store store = where.open()) {
        Database database = store.database();
        long tenant = Where.tenant(database, datasource);
        Users.create(
            database, tenant, code, name.isBlank() ? code : name, password, role(database, tenant));
      } catch (org.meterbook.store.StoreException.Duplicate e) {
        throw new Main.UserError("There is already a user '" + code + "' in " + datasource);
      }
      System.out.println(
          "Made the user " + code + (fromInput ? "" : " with the password " + password));
    }

    private int role(Database database, long tenant) {
      @Nullable Integer id =
          database
              .read(
                  tenant,
                  Scope.UNBOUNDED,
                  sql ->
                      sql.first(
                          "SELECT user_role_id FROM user_role WHERE tenant_id = :tenant AND lower(system_user_role_name) = lower(:name)",
                          Map.of("name", role),
                          row -> row.integer(1)))
              .orElse(null);
      if (id == null) {
        throw new Main.UserError("There is no role '" + role + "' in " + datasource);
      }
      return id;
    }

    private static String firstLine() {
      try {
        String line =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isBlank()) {
          throw new Main.UserError("The password on standard input is empty");
        }
        return line;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
