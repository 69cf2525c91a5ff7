package org.meterbook.store.postgres;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the server of a cluster up: the one that is still there, or a new one. */
record PostmasterStart(
    DataDirectory directory, PostgresBinaries binaries, DropPrivileges privileges) {
  private static final Logger log = LoggerFactory.getLogger(PostmasterStart.class);
  private static final Duration READY = Duration.ofMinutes(5);
  private static final Duration LEFT_OVER_SETTLES = Duration.ofSeconds(60);
  private static final File NOTHING = new File("/dev/null");
  private static final int ATTEMPTS = 20;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

  /** What passes by itself: a port that was just taken, a killed server that is still ending. */
  private static final List<String> PASSING =
      List.of(
          "could not create any TCP/IP sockets",
          "pre-existing shared memory block",
          "lock file \"postmaster.pid\" already exists");

  Postmaster start() {
    return leftOver().orElseGet(this::startNew);
  }

  /** The server of a Meterbook that was killed. One of another version is stopped. */
  private Optional<Postmaster> leftOver() {
    Waiting.until(LEFT_OVER_SETTLES, this::settled);
    Optional<Postmaster> found = Postmaster.running(directory);
    Optional<Postmaster> fit = found.filter(it -> it.hasVersion(binaries.version()));
    fit.ifPresent(it -> log.info("Taking over PostgreSQL, process {}", it.processId()));
    if (fit.isEmpty()) {
      found.ifPresent(Postmaster::stop);
    }
    return fit;
  }

  /** Neither coming up nor going down. */
  private boolean settled() {
    return PostmasterFile.read(directory.cluster())
        .filter(PostmasterFile::alive)
        .map(PostmasterFile::ready)
        .orElse(true);
  }

  private Postmaster startNew() {
    var file = new PostgresLog(directory.log());
    try {
      for (int attempt = 1; ; attempt++) {
        long begin = file.begin();
        directory.giveToOwner(directory.log());
        Optional<Postmaster> started = attempt();
        if (started.isPresent()) {
          return started.get();
        }
        String words = file.lastLines(begin);
        if (attempt == ATTEMPTS || PASSING.stream().noneMatch(words::contains)) {
          throw notStarted(words);
        }
        Waiting.pause(BETWEEN_ATTEMPTS);
      }
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL could not be started (%s).".formatted(e), e);
    }
  }

  private Optional<Postmaster> attempt() throws IOException {
    Process process =
        privileges
            .command(words(freePort()))
            .builder()
            .redirectInput(NOTHING)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
            .start();
    Waiting.until(READY, () -> !process.isAlive() || ready(process));
    if (!process.isAlive()) {
      return Optional.empty();
    }
    Optional<Postmaster> started = Postmaster.running(directory);
    if (started.isEmpty()) {
      process.destroy();
    }
    return started;
  }

  private boolean ready(Process process) {
    return PostmasterFile.read(directory.cluster())
        .filter(it -> it.ready() && it.processId() == process.pid())
        .isPresent();
  }

  private List<String> words(int port) {
    var words = new ArrayList<String>();
    // A session of its own: Ctrl-C in our terminal is for us, who then stop it in order.
    if (Command.of("setsid", "--version").run().succeeded()) {
      words.add("setsid");
    }
    words.addAll(List.of(binaries.program("postgres"), "-D", directory.cluster().toString()));
    words.addAll(PostgresSettings.arguments(port));
    return words;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private PostgresException notStarted(String words) {
    String hint =
        words.contains("postmaster.pid")
            ? """
            Another process has the number that the last PostgreSQL here had, or another \
            PostgreSQL serves this directory: end that process, or restart the machine.\
            """
            : "";
    return new PostgresException(
        "PostgreSQL did not start on %s. %s%nThe last lines of %s:%n%s"
            .formatted(directory.cluster(), hint, directory.log(), words.indent(2)));
  }
}
