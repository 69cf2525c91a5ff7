package org.meterbook.ledger.billimport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RefusedRowsTest {
  @TempDir static Path database;
  private static ImportFixture fixture;

  @TempDir Path directory;
  private ImportFixture.Ledger city;

  @BeforeAll
  static void start() {
    fixture = new ImportFixture(database);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void emptyBooks() {
    city = fixture.ledger();
  }

  @Test
  void refusesEachBrokenRowWithItsReasonAndBooksTheOthers() throws IOException {
    String good = "E1,2026-01-31,100,10.00\n";
    byte[] latin = "E6,2026-01-31,1?,1.00\n".getBytes(UTF_8);
    latin[15] = (byte) 0xE9;
    String before =
        TestProfile.HEADER
            + good
            + "E2,2026-01-31,100,ten\n"
            + "E3,2026-02-30,100,10.00\n"
            + "E4,2026-01-31,100\n"
            + ",2026-01-31,1,1.00\n"
            + "E5,2026-01-31,,1.00\n";
    String after =
        "E7,2026-01-31,1,1.005\nE8,2026-01-31,1,1,0\n"
            + "\nE9,2026-01-31,1\0,1.00\nE10,31.01.2026,x,\n"
            + "=1+1,2026-01-31,5,5.00\nE11,2026-01-31,10,1.0";
    byte[] all = (before + "@" + after).getBytes(UTF_8);
    int at = before.length();
    byte[] bytes = new byte[all.length - 1 + latin.length];
    System.arraycopy(all, 0, bytes, 0, at);
    System.arraycopy(latin, 0, bytes, at, latin.length);
    System.arraycopy(all, at + 1, bytes, at + latin.length, all.length - at - 1);
    Files.write(file(), bytes);

    Result result = city.run(file(), TestProfile.plain());

    assertThat(city.bills())
        .containsExactly(
            "=1+1 2026-01-01 2026-01-31 202601 5.00", "E1 2026-01-01 2026-01-31 202601 10.00");
    assertThat(result.rows()).isEqualTo(13);
    assertThat(result.refused())
        .isEqualTo(new Result.Sum(11, new BigDecimal("13.00"), new BigDecimal("212")));
    assertThat(result.refusals())
        .map(each -> each.line() + " " + each.reason())
        .containsExactly(
            "3 Cost: 'ten' is not an amount",
            "4 Date: '2026-02-30' is not a date of the form yyyy-MM-dd",
            "5 3 cells where 4 are expected",
            "6 Account: is empty",
            "7 kWh: is empty",
            "8 byte 16 of the row, 0xE9, is not UTF-8",
            "9 Cost: '1.005' has more than two decimals",
            "10 5 cells where 4 are expected",
            "12 character 16 of the row is a NUL",
            "13 Date: '31.01.2026' is not a date of the form yyyy-MM-dd; kWh: 'x' is not an amount;"
                + " Cost: is empty",
            "15 the file ends within this line, which may be cut off");
    assertThat(ImportFixture.rejected(file()))
        .hasSize(12)
        .startsWith("line,reason,row")
        .contains("3,Cost: 'ten' is not an amount,\"E2,2026-01-31,100,ten\"");
  }

  @Test
  void booksNothingAtAllWhereStrictFindsOneBrokenRow() throws IOException {
    String rows = "E1,2026-01-31,100,10.00\nE2,2026-01-31,100,ten\n";
    write(rows);

    Result refused = city.run(file(), TestProfile.plain(), true, Progress.NONE);

    assertThat(refused.held().rows()).isEqualTo(1);
    assertThat(refused.refused().rows()).isEqualTo(1);
    assertThat(
            city.count("bill")
                + city.count("batch")
                + city.count("account")
                + city.count("vendor")
                + city.count("meter"))
        .isZero();

    write(rows.replace("ten", "10"));
    assertThat(city.run(file(), TestProfile.plain(), true, Progress.NONE).booked().rows())
        .isEqualTo(2);
    assertThat(ImportFixture.rejected(file())).isEmpty();
  }

  @Test
  void strictAlsoSeesWhatOnlyTheBooksCanSay() throws IOException {
    write("E1,2026-01-31,100,10.00\n");
    Profile profile = TestProfile.with("\"accounts\", ", "");

    Result result = city.run(file(), profile, true, Progress.NONE);

    assertThat(result.refusals())
        .map(Result.Refusal::reason)
        .containsExactly("account 'E1' is unknown, and the profile does not create accounts");
    assertThat(city.count("place")).isEqualTo(1);
  }

  @Test
  void neverBooksHalfOfABillThatRowsShare() throws IOException {
    Result first = run("E1,2026-01-31,100,10.00\nE1,2026-01-31,50,five\nE1,2026-02-28,70,7.00\n");

    assertThat(first.refusals())
        .map(each -> each.line() + " " + each.reason())
        .containsExactly(
            "3 Cost: 'five' is not an amount", "2 line 3, which is refused, is of the same bill");
    assertThat(city.bills())
        .as("its begin is the refused bill's date")
        .containsExactly("E1 2026-01-31 2026-02-28 202602 7.00");

    Result mended = run("E1,2026-01-31,100,10.00\nE1,2026-01-31,50,5.00\nE1,2026-02-28,70,7.00\n");
    assertThat(mended.booked().rows()).isEqualTo(2);
    assertThat(city.money()).isEqualTo("22.00");
  }

  @Test
  void usesWhatTheBooksHaveAndMakesOnlyWhatTheProfileAllows() throws IOException {
    run("E1,2026-01-31,100,10.00\n");
    city.database()
        .write(
            city.tenant(),
            org.meterbook.store.Scope.UNBOUNDED,
            null,
            sql ->
                sql.execute(
                    "UPDATE account SET active = false WHERE tenant_id = :tenant AND account_code ="
                        + " :code",
                    java.util.Map.of("code", "E1")));
    String none =
        "\"places\", \"accounts\", \"meters\", \"vendors\", \"costCenters\", \"links\", \"rates\"";

    assertThat(run("e1,2026-02-28,100,10.00\n").refusals())
        .map(Result.Refusal::reason)
        .containsExactly("account 'e1' is not active");
    write("E2,2026-02-28,100,10.00\n");
    for (String missing : List.of("account", "vendor", "cost center", "meter", "place", "link")) {
      String creates = none.replaceAll("\"" + missing.replace("cost c", "costC") + "s\"(, )?", "");
      Profile profile =
          Profile.parse(
              TestProfile.JSON
                  .replace(none, creates)
                  .replace("\"CITY\"", "\"TOWN\"")
                  .replace("\"POWER\"", "\"LIGHT\"")
                  .replace("\"end\"", "\"costCenter\": {\"value\": \"DEPOT\"}, \"end\""));
      assertThat(city.run(file(), profile).refusals())
          .as(missing)
          .singleElement()
          .extracting(Result.Refusal::reason)
          .asString()
          .contains(missing);
    }
    assertThat(city.count("vendor")).isEqualTo(1);
  }

  @Test
  void saysWhichColumnsAreMissingBeforeItBooksAnything() throws IOException {
    Files.writeString(file(), "Account,Day,kWh,Costs\nE1,2026-01-31,1,1\n");

    assertThatThrownBy(() -> city.run(file(), TestProfile.plain()))
        .isInstanceOf(ImportException.class)
        .hasMessage(
            "The file does not fit the profile 'unnamed': there is no column 'Date'; there is no"
                + " column 'Cost'. It has: Account, Day, kWh, Costs.");
    assertThatThrownBy(() -> city.run(Files.writeString(file(), ""), TestProfile.plain()))
        .isInstanceOf(ImportException.class)
        .hasMessage("The file is empty.");
    assertThatThrownBy(() ->
            BillImporter.run(
                city.database(),
                city.tenant(),
                city.user(),
                file(),
                TestProfile.plain(),
                new Options(false, java.util.Optional.of(file()), Progress.NONE)))
        .hasMessage("The rejects would overwrite the file itself.");
  }

  private Path file() {
    return directory.resolve("bills.csv");
  }

  private void write(String rows) throws IOException {
    Files.writeString(file(), TestProfile.HEADER + rows);
  }

  private Result run(String rows) throws IOException {
    write(rows);
    return city.run(file(), TestProfile.plain());
  }
}
