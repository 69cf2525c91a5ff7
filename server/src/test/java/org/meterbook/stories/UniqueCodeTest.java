package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;

/** A code is there once in any letter case, also where several clients make it at once. */
class UniqueCodeTest {
  private static final int CLIENTS = 8;

  private final Ledger ledger = new Ledger();
  private final int vendor = ledger.vendor("V");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v3/place",
        "v3/costcenter",
        "v3/vendor",
        "v3/account",
        "v3/meter",
        "v3/generalledger",
        "v202611/customer",
        "v3/udf",
        "v3/meterGroup/category",
        "v3/placeGroup/category"
      })
  void exactlyOneOfSeveralClientsWins(String resource) throws Exception {
    UnaryOperator<String> body = body(resource);
    List<Client.Response> answers;
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Client.Response>> work =
          IntStream.range(0, CLIENTS)
              .<Callable<Client.Response>>mapToObj(
                  n -> () -> ledger.client().post("/api/" + resource, body.apply(mixed(n))))
              .toList();
      answers = threads.invokeAll(work).stream().map(UniqueCodeTest::get).toList();
    }
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() == 400))
        .as(() -> answers.getFirst().text())
        .hasSize(CLIENTS - 1)
        .allSatisfy(refusal -> assertThat(refusal.json().get("errors").size()).isPositive());
  }

  private static Client.Response get(Future<Client.Response> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same letters, each time others of them large. */
  private static String mixed(int n) {
    String code = "abcxyz";
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < code.length(); i++) {
      String letter = code.substring(i, i + 1);
      mixed.append((n >> i & 1) == 1 ? letter.toUpperCase(Locale.ROOT) : letter);
    }
    return mixed.toString();
  }

  private UnaryOperator<String> body(String resource) {
    return switch (resource) {
      case "v3/place" -> code -> Ledger.place(code, Ledger.ROOT, 2);
      case "v3/costcenter" -> code -> Ledger.costCenterBody(code, Ledger.ROOT);
      case "v3/vendor" -> Ledger::vendorBody;
      case "v3/account" -> code -> Ledger.accountBody(code, Ledger.ROOT, vendor);
      case "v3/meter" -> code -> Ledger.meterBody(code, Ledger.ROOT);
      case "v3/generalledger" -> "{\"generalLedgerCode\": \"%s\", \"subCodes\": []}"::formatted;
      case "v202611/customer" ->
          "{\"customerCode\": \"%s\", \"customerInfo\": \"x\", \"address\": null}"::formatted;
      case "v3/udf" ->
          "{\"udfType\": \"Meter\", \"name\": \"%s\", \"dataTypeId\": 3, \"displayOrder\": 1}"
              ::formatted;
      case "v3/meterGroup/category" ->
          "{\"meterGroupCategoryCode\": \"%s\", \"meterGroupCategoryInfo\": \"x\"}"::formatted;
      case "v3/placeGroup/category" ->
          "{\"placeGroupCategoryCode\": \"%s\", \"placeGroupCategoryInfo\": \"x\"}"::formatted;
      default -> throw new IllegalArgumentException(resource);
    };
  }

  @Test
  void placesMadeAtOnceRefusedEachOthersNewWeatherStation() throws Exception {
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Client.Response>> work =
          IntStream.range(0, CLIENTS)
              .<Callable<Client.Response>>mapToObj(n ->
                  () ->
                      ledger
                          .client()
                          .post(
                              "/api/v3/place",
                              Ledger.place("P" + n, Ledger.ROOT, 2)
                                  .replace(
                                      "\"weatherStationCode\": null",
                                      "\"weatherStationCode\": \"KNEW\"")))
              .toList();
      assertThat(threads.invokeAll(work).stream().map(UniqueCodeTest::get))
          .allSatisfy(answer -> answer.expect(200));
    }
    assertThat(Ledger.each(ledger.client().get("/api/v3/weatherstation").json(), "stationCode"))
        .hasSize(1);
  }
}
