package org.meterbook.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** As much of SMTP (RFC 5321) as a client needs to hand in a message. */
final class MailServer implements AutoCloseable {
  private final ServerSocket server;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private volatile String refused = "";

  MailServer() {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Refuses this recipient from now on. */
  void refuse(String recipient) {
    refused = recipient;
  }

  List<String> commands() {
    return commands;
  }

  /** Waits for a message. */
  String next() throws InterruptedException {
    String message = messages.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no mail came");
    }
    return message;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(socket);
      } catch (IOException _) {
        // The client has gone, or the server is closed.
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    say(socket, "220 test");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add(line);
      String verb = line.length() < 4 ? line : line.substring(0, 4);
      switch (verb) {
        case "EHLO" -> say(socket, "250-test\r\n250 AUTH PLAIN");
        case "AUTH" -> say(socket, "235 welcome");
        case "RCPT" ->
            say(socket, line.contains(refused) && !refused.isEmpty() ? "550 unknown" : "250 ok");
        case "DATA" -> {
          say(socket, "354 go on");
          messages.add(data(in));
          say(socket, "250 taken");
        }
        case "QUIT" -> {
          say(socket, "221 bye");
          return;
        }
        default -> say(socket, "250 ok");
      }
    }
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder data = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      data.append(line).append('\n');
    }
    return data.toString();
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(UTF_8));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
