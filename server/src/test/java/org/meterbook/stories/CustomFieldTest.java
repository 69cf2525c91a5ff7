package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.testing.Ledger.each;
import static org.meterbook.testing.Ledger.fault;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** Custom fields: what each kind of value takes, selection lists, the order, files. */
class CustomFieldTest {
  private static final int TEXT = 3;
  private static final int PDF = 17;

  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int meter = ledger.meter("M", ledger.building("B", Ledger.ROOT));
  private final String values = "/api/v3/meter/%d/udf".formatted(meter);

  private int field(String type, String name, int dataType, int order, String options) {
    return ledger.id(
        "/api/v3/udf",
        """
        {"udfType": "%s", "name": "%s", "description": "", "dataTypeId": %d, "displayOrder": %d, "important": false,
         "udfSelectValues": %s}\
        """
            .formatted(type, name, dataType, order, options),
        "udfId");
  }

  private int field(String name, int dataType) {
    return field("Meter", name, dataType, 99, "null");
  }

  private Client.Response set(int field, String value) {
    return client.put(
        values,
        Client.JSON.writeValueAsString(List.of(java.util.Map.of("udfId", field, "value", value))));
  }

  private JsonNode shown(int field) {
    return StreamSupport.stream(client.get(values).expect(200).json().spliterator(), false)
        .filter(each -> each.get("udfId").intValue() == field)
        .findFirst()
        .orElseThrow()
        .get("value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|Yes|true|maybe",
        "2|42|42|4.2",
        "4|1.50|1.50|NaN",
        "6|2026-03-30T00:00:00|2026-03-30|30.3.2026",
        "13|https://example.org/x|https://example.org/x|ftp://example.org",
        "15|<b>bold</b>|<b>bold</b>|",
        "19|{\"a\": 1}|{\"a\": 1}|{\"a\"",
        "3|any|any|"
      })
  void aKindOfValueKeepsWhatFitsAndRefusesTheRest(
      int dataType, String given, String shown, String wrong) {
    int field = field("F", dataType);
    set(field, given).expect(200);
    assertThat(shown(field).stringValue()).isEqualTo(shown);
    String unfit = wrong == null ? "x".repeat(4001) : wrong;
    assertThat(fault(set(field, unfit), "[0].value")).startsWith("must be").contains("'F'");
    assertThat(shown(field).stringValue()).as("a refusal changes nothing").isEqualTo(shown);
    set(field, " ").expect(200);
    assertThat(shown(field).isNull()).as("a blank takes the value away").isTrue();
  }

  @Test
  void valuesNotSentStayAndAllFaultsAreNamedAtOnce() {
    int one = field("one", TEXT);
    int other = field("other", TEXT);
    int number = field("number", 2);
    int ofAccounts = field("Account", "a", TEXT, 1, "null");
    set(one, "1").expect(200);
    set(other, "2").expect(200);
    assertThat(shown(one).stringValue()).isEqualTo("1");
    JsonNode faults =
        client
            .put(
                values,
                "[{\"udfId\": %d, \"value\": \"x\"}, {\"udfId\": %d, \"value\": \"x\"}]"
                    .formatted(ofAccounts, number))
            .expect(400)
            .json()
            .get("errors");
    assertThat(faults.propertyNames()).containsExactlyInAnyOrder("[0].udfId", "[1].value");
    client.put(values, "[{\"udfId\": 99999, \"value\": \"x\"}]").expect(400);
    assertThat(each(client.get(values).json(), "udfId")).hasSize(3);
  }

  @Test
  void anOptionIsRenamedWithItsValuesAndNotRemovedWhileInUse() {
    int color =
        field(
            "Meter",
            "color",
            12,
            1,
            "[{\"value\": \"Red\", \"displayOrder\": 2}, {\"value\": \"Blue\", \"displayOrder\": 1}]");
    JsonNode options = client.get("/api/v3/udf/" + color).expect(200).json().get("udfSelectValues");
    assertThat(each(options, "value").toString()).isEqualTo("[\"Blue\", \"Red\"]");
    int blue = options.get(0).get("udfSelectValueId").intValue();
    int red = options.get(1).get("udfSelectValueId").intValue();
    assertThat(fault(set(color, "Green"), "[0].value")).contains("no option");
    set(color, "red").expect(200);
    edit(color, option(red, "Crimson", 1), option(blue, "Blue", 2)).expect(200);
    assertThat(shown(color).stringValue()).isEqualTo("Crimson");
    assertThat(
            client
                .get("/api/v3/udf/" + color)
                .json()
                .get("udfSelectValues")
                .get(0)
                .get("count")
                .intValue())
        .isEqualTo(1);
    assertThat(fault(edit(color, option(blue, "Blue", 1)), "udfSelectValues"))
        .contains("1 things that have it");
    edit(color, option(red, "Crimson", 1)).expect(200);
    edit(
            color,
            option(red, "Crimson", 1),
            "{\"udfSelectValueId\": null, \"value\": \"crimson\", \"displayOrder\": 2}")
        .expect(400);
    edit(color).expect(400);
    client
        .post(
            "/api/v3/udf",
            "{\"udfType\": \"Meter\", \"name\": \"x\", \"dataTypeId\": 12, \"displayOrder\": 1}")
        .expect(400);
  }

  private static String option(int id, String value, int order) {
    return "{\"udfSelectValueId\": %d, \"value\": \"%s\", \"displayOrder\": %d}"
        .formatted(id, value, order);
  }

  private Client.Response edit(int field, String... options) {
    return client.put(
        "/api/v3/udf/" + field,
        "{\"name\": \"color\", \"displayOrder\": 1, \"udfSelectValues\": [%s]}"
            .formatted(String.join(",", options)));
  }

  @Test
  void anExistingPlaceInTheOrderMakesRoomAndAGapCloses() {
    int a = field("Vendor", "a", TEXT, 1, "null");
    int b = field("Vendor", "b", TEXT, 2, "null");
    int c = field("Vendor", "c", TEXT, 1, "null");
    int d = field("Vendor", "d", TEXT, 500, "null");
    int e = field("Vendor", "e", TEXT, -3, "null");
    assertThat(order()).containsExactly(e, c, a, b, d);
    client.put("/api/v3/udf/" + d, "{\"name\": \"d\", \"displayOrder\": 2}").expect(200);
    assertThat(order()).containsExactly(e, d, c, a, b);
    client.delete("/api/v3/udf/" + c).expect(204);
    assertThat(order()).containsExactly(e, d, a, b);
    client
        .post(
            "/api/v3/udf",
            "{\"udfType\": \"Vendor\", \"name\": \"A\", \"dataTypeId\": 3, \"displayOrder\": 1}")
        .expect(400);
    assertThat(order()).as("a name is there once in any letter case").containsExactly(e, d, a, b);
  }

  private List<Integer> order() {
    JsonNode fields =
        client.get("/api/v3/udf", "filter", "udfType equals 'Vendor'").expect(200).json();
    List<JsonNode> sorted =
        StreamSupport.stream(fields.spliterator(), false)
            .sorted(java.util.Comparator.comparingInt(f -> f.get("displayOrder").intValue()))
            .toList();
    assertThat(sorted.stream().map(f -> f.get("displayOrder").intValue()))
        .as("from 1, without gaps")
        .containsExactlyElementsOf(
            java.util.stream.IntStream.rangeClosed(1, sorted.size()).boxed().toList());
    return sorted.stream().map(f -> f.get("udfId").intValue()).toList();
  }

  @Test
  void theListOfATypeIsReplacedButNoFieldChangesItsKind() {
    int kept = field("kept", TEXT);
    int gone = field("gone", TEXT);
    set(gone, "x").expect(200);
    String list =
        """
        [{"udfId": null, "name": "new", "description": null, "dataTypeId": 2, "important": true},
         {"udfId": %d, "name": "kept", "description": "d", "dataTypeId": %d, "important": false}]\
        """;
    client.put("/api/v3/udf/list/Meter", list.formatted(kept, 2)).expect(400);
    assertThat(shown(gone).stringValue()).isEqualTo("x");
    JsonNode after =
        client.put("/api/v3/udf/list/meter", list.formatted(kept, TEXT)).expect(200).json();
    assertThat(each(after, "name").toString()).isEqualTo("[\"new\", \"kept\"]");
    client.get("/api/v3/udf/" + gone).expect(404);
    client.put("/api/v3/udf/list/Nothing", "[]").expect(404);
  }

  @Test
  void aFileIsUploadedQuotedAndHandedOut() {
    int field = field("plan", PDF);
    String quoted = upload(PDF, "plan.pdf", "%PDF-1.7 plan").expect(200).json().stringValue();
    set(field, quoted).expect(200);
    String download = "/api/v202105/meter/%d/udf/%d/download".formatted(meter, field);
    Client.Response file = client.get(download).expect(200);
    assertThat(file.text()).isEqualTo("%PDF-1.7 plan");
    assertThat(file.header("Content-Disposition")).contains("plan.pdf");
    String image = upload(16, "x.PNG", "image").expect(200).json().stringValue();
    assertThat(fault(set(field, image), "[0].value")).contains("no uploaded file of this kind");
    set(field, "1-other.pdf").expect(400);
    set(field, "").expect(200);
    client.get(download).expect(404);
  }

  @Test
  void anUploadHasAKnownEndingAndBytes() {
    assertThat(fault(upload(PDF, "plan.exe", "x"), "fileName")).contains("pdf");
    upload(PDF, "", "x").expect(400);
    upload(PDF, "plan.pdf", "").expect(400);
    upload(99, "plan.pdf", "x").expect(404);
    int largest = 0;
    for (JsonNode type : client.get("/api/v202105/fileStore/fileDataType").expect(200).json()) {
      largest = type.get("maxSizeInBytes").intValue();
    }
    byte[] tooLarge = new byte[largest + 1];
    assertThat(upload(PDF, "plan.pdf", tooLarge).status()).isIn(400, 413);
  }

  private Client.Response upload(int type, String name, String content) {
    return upload(type, name, content.getBytes(StandardCharsets.UTF_8));
  }

  private Client.Response upload(int type, String name, byte[] content) {
    return client
        .with("Content-Type", "application/octet-stream")
        .send(
            "POST",
            "/api/v202105/fileStore/fileDataType/%d/upload?fileName=%s".formatted(type, name),
            HttpRequest.BodyPublishers.ofByteArray(content),
            false);
  }
}
