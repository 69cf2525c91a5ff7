package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.FieldType;
import org.meterbook.api.FilterField;
import org.meterbook.api.Operation;
import org.meterbook.api.Operator;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/**
 * Filters that are wrong are refused with where, what was expected, and which fields there are; odd
 * ones are taken.
 */
class FilterRefusalTest {
  private static final String FILTERED = "org.meterbook.conventions.Registry#filteredLists";

  private final Client client = TestServer.demo().client();

  @ParameterizedTest
  @MethodSource(FILTERED)
  void saysWhereAndWhatWasExpected(Operation list) {
    String name = Registry.listing(list).filters().getFirst().name();
    String well =
        name + " equals '" + sample(Registry.listing(list).filters().getFirst().type()) + "'";
    refused(list, "noSuchField equals '1'", 1, "there is no field 'noSuchField'");
    refused(list, "= '1'", 1, "expected a field");
    refused(
        list,
        well + " and noSuchField equals '1'",
        well.length() + 6,
        "there is no field 'noSuchField'");
    refused(list, name + " resembles 'x'", name.length() + 2, "expected an operator");
    refused(list, name + " equals", name.length() + 8, "single quotes");
    refused(list, name + " equals 1", name.length() + 9, "single quotes");
    refused(list, name + " equals 'x", name.length() + 9, "not closed");
    refused(list, name + " equals 'x\\'", name.length() + 9, "not closed");
    refused(list, well + " or " + well, well.length() + 2, "expected 'and'");
    refused(
        list, well + "|" + well.substring(name.length() + 8), name.length() + 8, "takes 1 value");
    refused(list, well + " and", well.length() + 5, "expected a field");
  }

  @ParameterizedTest
  @MethodSource(FILTERED)
  void refusesValuesAndOperatorsThatDoNotFitTheType(Operation list) {
    for (FilterField field : Registry.listing(list).filters()) {
      int value = field.name().length() + 9;
      switch (field.type()) {
        case BOOLEAN -> {
          refused(
              list,
              field.name() + " not equals 'true'",
              field.name().length() + 2,
              "does not work on");
          refused(list, field.name() + " equals 'maybe'", value, "'true' or 'false'");
        }
        case INTEGER, LONG ->
            refused(list, field.name() + " equals '1.5'", value, "a whole number");
        case NUMBER, MONEY -> refused(list, field.name() + " equals 'ten'", value, "a number");
        case DATE_TIME, MOMENT ->
            refused(list, field.name() + " equals '2025-02-30'", value, "a date such as");
        default ->
            refused(list, field.name() + " today", field.name().length() + 2, "does not work on");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(FILTERED)
  void neverFailsOnAnOddValue(Operation list) {
    Set<FieldType> tried = EnumSet.noneOf(FieldType.class);
    for (FilterField field :
        Registry.listing(list).filters().stream().filter(each -> tried.add(each.type())).toList()) {
      for (String odd : odd(field.type())) {
        String filter = FilterValues.expression(field.name(), Operator.EQUALS, List.of(odd));
        Client.Response response =
            client.get(Rows.of(list).path(), "filter", filter, "pageSize", "1");
        assertThat(response.status()).as(filter + ": " + response.text()).isIn(200, 400);
      }
    }
  }

  /** Clients send {@code |} and {@code '} as they are, though a URL should not have them. */
  @ParameterizedTest
  @MethodSource(FILTERED)
  void takesBarsAndQuotesThatAreNotEncoded(Operation list) throws IOException {
    Rows whole = Rows.of(list);
    assumeThat(whole.rows()).as("the demo has rows of it").isNotEmpty();
    FilterField field =
        Registry.listing(list).filters().stream()
            .filter(each -> each.path().equals(whole.key()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(list.id() + " has no filter " + whole.key()));
    List<String> values =
        List.of(String.valueOf(whole.ids().getFirst()), String.valueOf(whole.ids().getLast()));
    String filter = FilterValues.expression(field.name(), Operator.ONE_OF, values);
    Client.Response encoded =
        client
            .get(whole.path(), "filter", filter, "field", whole.key(), "pageSize", "10")
            .expect(200);
    String raw =
        raw(
            whole.path()
                + "?filter="
                + filter.replace(" ", "%20")
                + "&field="
                + whole.key()
                + "&pageSize=10");
    assertThat(raw).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + encoded.text());
  }

  private static String raw(String target) throws IOException {
    URI server = URI.create(TestServer.server().url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(10_000);
      String request = "GET %s HTTP/1.1\r\nHost: localhost\r\nECI-ApiKey: %s\r\n\r\n";
      socket
          .getOutputStream()
          .write(
              request.formatted(target, TestServer.demo().key()).getBytes(StandardCharsets.UTF_8));
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) socket.getInputStream().read());
      }
      int length =
          Integer.parseInt(head.toString().replaceFirst("(?si).*content-length: (\\d+).*", "$1"));
      return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }
  }

  private void refused(Operation list, String filter, int character, String expected) {
    Client.Response response = client.get(Rows.of(list).path(), "filter", filter);
    JsonNode problem = Refusals.check(response, 400);
    assertThat(Refusals.fields(problem)).as(filter).containsExactly("filter");
    String message = problem.path("errors").path("filter").path(0).stringValue();
    assertThat(message).as(filter).contains("at character " + character + ":", expected);
    assertThat(message)
        .as(filter)
        .contains(Registry.listing(list).filters().stream().map(FilterField::name).toList());
  }

  private static String sample(FieldType type) {
    return switch (type) {
      case BOOLEAN -> "true";
      case DATE_TIME, MOMENT -> "2025-01-15";
      default -> "1";
    };
  }

  private static List<String> odd(FieldType type) {
    return switch (type) {
      case BOOLEAN -> List.of("", " true");
      case INTEGER, LONG ->
          List.of("", " 1 ", "+1", "9223372036854775807", "9223372036854775808", "0x1", "١");
      case NUMBER, MONEY ->
          List.of(
              "",
              "1e5",
              "1e-400",
              "1e400",
              "1e200000",
              "1e2147483647",
              "1e-2147483647",
              "NaN",
              "Infinity",
              "-0",
              "9".repeat(40));
      case DATE_TIME, MOMENT ->
          List.of(
              "",
              "today",
              "2025-1-1",
              "0001-01-01",
              "0000-01-01",
              "9999-12-31",
              "2025-01-15T10:30",
              "2025-01-15T10:30:00.123456789",
              "2025-01-15T10:30:00Z",
              "2025-01-15T10:30:00-06:00",
              "+99999-01-01T00:00",
              "-9999-01-01T00:00",
              "+999999999-12-31T23:59:59.999999999",
              "2025-01-15 10:30");
      default ->
          List.of(
              "",
              " ",
              "\\",
              "\\\\",
              "%",
              "_",
              "*",
              "'",
              "|",
              "\u00e6",
              "\ud83d\ude00",
              "\t\n",
              "a".repeat(3000),
              "'; DROP TABLE bill; --",
              "$1",
              ":f0",
              "?");
    };
  }
}
