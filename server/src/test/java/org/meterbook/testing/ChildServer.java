package org.meterbook.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java process with the class path of this one, which says {@code ready} and a few words when it
 * is; to be killed.
 *
 * @param words what stood behind {@code ready}
 */
public record ChildServer(Process process, List<String> words) {
  /** Starts a main class, and waits until it is ready. */
  public static ChildServer start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("ready ")) {
        return new ChildServer(process, List.of(line.substring(6).split(" ", -1)));
      }
    }
    throw new IllegalStateException("the server did not start");
  }

  /** Kills it and everything it started, as a power cut would. */
  public void kill() throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }
}
