package org.meterbook.store.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes an empty database: built beside its place and renamed, so that half of one never counts.
 */
record NewCluster(DataDirectory directory, PostgresBinaries binaries, DropPrivileges privileges) {
  void create() {
    Path fresh = directory.root().resolve("postgres.new");
    Path passwordCopy = directory.root().resolve("postgres.password.new");
    try {
      Unpacking.delete(fresh);
      Files.createDirectory(fresh, asFileAttribute(fromString("rwx------")));
      privileges.own(fresh);
      // initdb reads it as the other account, so it cannot be the file we keep.
      DataDirectory.writeSecret(passwordCopy, directory.newPassword());
      privileges.own(passwordCopy);
      initialize(fresh, passwordCopy);
      Files.move(fresh, directory.cluster(), ATOMIC_MOVE);
    } catch (IOException e) {
      throw new PostgresException(
          "The database could not be created in %s (%s).".formatted(directory.root(), e), e);
    } finally {
      passwordCopy.toFile().delete();
    }
  }

  private void initialize(Path fresh, Path passwordCopy) {
    var result =
        privileges
            .command(
                List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + fresh,
                    "--username=" + PostgresConnection.USER,
                    "--pwfile=" + passwordCopy,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions"))
            .run();
    if (!result.succeeded()) {
      throw new PostgresException(
          "The database could not be created in %s. initdb says:%n%s"
              .formatted(directory.root(), result.output().indent(2)));
    }
  }
}
