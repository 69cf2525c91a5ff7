package org.meterbook.identity;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.RateClass;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Database;

/** Registers what is about users and the server itself. */
public final class Identity {
  private Identity() {}

  record Environment(
      @Meaning("when the program was built") LocalDateTime buildDate,
      @Meaning("its version") String version) {}

  public static void register(
      Operations operations, Supplier<Database> database, String version, LocalDateTime buildDate) {
    new Sessions(database).register(operations);
    new Me(version, buildDate).register(operations);
    Users.register(operations);
    UserRoles.register(operations);
    UserGroups.register(operations);
    ApiKeys.register(operations);
    Environment environment = new Environment(buildDate, version);
    operations.add(
        new Operation(
            "EnvironmentMethodV3",
            "GET",
            "/api/v3/environment",
            List.of(),
            true,
            List.of(),
            Optional.empty(),
            RateClass.READ,
            new Operation.Public(Optional.empty(), Environment.class, _ -> environment),
            "Answers the program's version."));
  }
}
