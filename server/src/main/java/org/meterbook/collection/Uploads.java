package org.meterbook.collection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Row;
import org.meterbook.store.Tables;
import tools.jackson.databind.node.ObjectNode;

/** Bills and interval data that the owner hands over as files. */
final class Uploads {
  private static final String PATH = "/uploads";
  private static final String V2 = "/api/v2" + PATH;

  private static final String SELECT =
      """
      SELECT t.collection_inbox_id, t.collection_authorization_id, d.name, d.media, t.created, t.way, t.status, t.reason, t.collection_document_id
      FROM collection_inbox t JOIN collection_document d ON d.tenant_id = t.tenant_id AND d.collection_document_id = t.collection_document_id
      WHERE t.tenant_id = :tenant AND t.way <> 'typed'
      """;

  private final Inbox inbox;
  private final Site site;

  Uploads(Inbox inbox, Site site) {
    this.inbox = inbox;
    this.site = site;
  }

  /** The body is the file itself; whatever type it says it has, it is known by its contents. */
  record UploadedFile(@Meaning("the file itself is the body, up to 20 MiB") String file) {}

  record UploadAnswer(
      boolean success,
      String inbox_uid,
      String authorization_uid,
      @Meaning("waiting, read, pending_manual or refused") String status) {}

  record Upload(
      @Meaning("identifier") String uid,
      String authorization_uid,
      @Meaning("what the file is called") String name,
      @Meaning("what the file is") String media,
      @Meaning("when it came") String created,
      @Meaning("upload, page or folder") String way,
      @Meaning("waiting, read, pending_manual or refused") String status,
      @Meaning("why a person must look at it") @Nullable String reason,
      @Meaning("where the file can be seen") String document) {}

  record UploadListing(
      List<Upload> uploads, @Meaning("the rest of the list") @Nullable String next) {}

  record TypedBill(
      @Meaning("the utility's account") @Nullable String account,
      @Meaning("what is billed, at the utility") String service_identifier,
      @Meaning("first day") String start,
      @Meaning("last day of use, on which the next bill begins") String end,
      @Meaning("default: the last day") @Nullable String statement,
      @Meaning("in the currency of the bill") @Nullable Double total_cost,
      @Meaning("in the unit") @Nullable Double volume,
      @Meaning("kwh, therms, ccf, mcf, hcf, gallons or m3") @Nullable String unit) {}

  void register(Operations operations) {
    operations
        .intake(
            "CreateUpload",
            V2,
            "",
            new Operation.Intake(
                new Operation.Body(UploadedFile.class, false),
                formats(),
                UploadAnswer.class,
                Uploads::receive,
                (call, file) -> take(call, (byte[]) file)),
            "Hands over a file: a bill as PDF, bills as CSV or XLSX, interval data as CSV or Green Button.")
        .parameter(
            "authorization", FieldType.TEXT, "the authorization that it is of; or else: email")
        .parameter("email", FieldType.TEXT, "the customer that it is of; authorized where new")
        .parameter("name", FieldType.TEXT, "what the file is called; default upload");
    operations
        .compute(
            "GetUploads",
            "GET",
            V2,
            "",
            UploadListing.class,
            false,
            (call, _) -> list(call),
            "Lists files that were handed over, newest first.")
        .parameter("authorization", FieldType.TEXT, "only of these authorizations")
        .parameter(
            "status", FieldType.TEXT, "only of these: waiting, read, pending_manual, refused")
        .parameter("after", FieldType.TEXT, "what follows this UID");
    operations.computeLoose(
        "ResolveUpload",
        "POST",
        V2 + "/{uid}/resolve",
        TypedBill.class,
        UploadAnswer.class,
        this::resolve,
        "Takes the bill that a person read in a file that the server could not read.");
  }

  private static Map<String, String> formats() {
    Map<String, String> formats = new LinkedHashMap<>();
    formats.put(MediaType.PDF, "A bill with a text layer.");
    formats.put(MediaType.CSV, "Bills or interval data, with the columns of the exports.");
    formats.put("text/plain", "The same.");
    formats.put(MediaType.WORKBOOK, "Bills or interval data, on the first sheet.");
    formats.put("application/xml", "A Green Button.");
    formats.put("text/xml", "A Green Button.");
    formats.put(MediaType.FEED, "A Green Button.");
    formats.put(MediaType.ARCHIVE, "An archive of Green Buttons.");
    formats.put(MediaType.OTHER, "Any of them.");
    formats.put("application/x-www-form-urlencoded", "Any of them: as curl calls what it sends.");
    return formats;
  }

  private static Object receive(Operation.Incoming in) {
    try {
      byte[] bytes = in.stream().readNBytes(Inbox.LARGEST + 1);
      if (bytes.length > Inbox.LARGEST) {
        throw Problem.of(
            ErrorCode.TOO_LARGE, "The file is larger than %d bytes.".formatted(Inbox.LARGEST));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UploadAnswer take(Call call, byte[] bytes) {
    String name = given(call, "name").orElse("upload");
    int authorization =
        given(call, "authorization")
            .map(text ->
                Selection.number(text)
                    .orElseThrow(() -> Refusal.notFound("There is no authorization " + text + ".")))
            .orElseGet(() -> inbox.authorization(call.sql(), email(call)));
    return answer(inbox.take(call.sql(), authorization, new Inbox.Dropped(name, bytes, "upload")));
  }

  private static String email(Call call) {
    String email =
        given(call, "email")
            .orElseThrow(() -> Refusal.missing("'authorization' or 'email' is required."));
    if (!email.matches("[^@\\s\\p{Cntrl}]{1,100}@[^@\\s\\p{Cntrl}]{1,150}")) {
      throw Refusal.invalid("email", "must be an e-mail address");
    }
    return email;
  }

  private static java.util.Optional<String> given(Call call, String parameter) {
    return call.parameter(parameter).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static UploadAnswer answer(Inbox.Taken taken) {
    return new UploadAnswer(
        true, String.valueOf(taken.uid()), String.valueOf(taken.authorization()), taken.status());
  }

  private UploadListing list(Call call) {
    var chosen =
        new Selection(call)
            .uids("authorization", "t.collection_authorization_id")
            .texts("status", "t.status")
            .newest(SELECT, Tables.COLLECTION_INBOX, "created", this::upload);
    return new UploadListing(chosen.items(), site.next(call, PATH, chosen, Upload::uid));
  }

  private Upload upload(Row row) {
    return new Upload(
        String.valueOf(row.integer(1)),
        String.valueOf(row.integer(2)),
        row.text(3),
        row.text(4),
        Stamp.utc(row.instant(5)),
        row.text(6),
        row.text(7),
        row.textOrNull(8),
        site.api("/files/pdf_bill/%d/%s".formatted(row.integer(9), row.text(3))));
  }

  private UploadAnswer resolve(Call call, ObjectNode body) {
    Asked asked = new Asked(body);
    asked.only(
        "account",
        "service_identifier",
        "start",
        "end",
        "statement",
        "total_cost",
        "volume",
        "unit");
    ObjectNode bill =
        Notes.JSON
            .createObjectNode()
            .put("service_identifier", plain(asked.required("service_identifier")));
    LocalDate start = day("start", asked.required("start"));
    LocalDate end = day("end", asked.required("end"));
    if (!end.isAfter(start)) {
      throw Refusal.invalid("end", "must be after start");
    }
    bill.put("start", start.toString()).put("end", end.toString());
    bill.put(
        "statement",
        asked.text("statement").map(text -> day("statement", text)).orElse(end).toString());
    asked.text("account").ifPresent(text -> bill.put("account", plain(text)));
    number(asked, "total_cost", bill);
    number(asked, "volume", bill);
    asked.text("unit").ifPresent(text -> bill.put("unit", plain(text)));
    if (!bill.has("total_cost") && !bill.has("volume")) {
      throw Refusal.missing("'total_cost' or 'volume' is required");
    }
    return answer(inbox.resolve(call.sql(), call.id("uid"), bill));
  }

  /** PostgreSQL has no place for some control characters. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static LocalDate day(String key, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      throw Refusal.invalid(key, "must be a day such as 2026-01-31");
    }
  }

  private static void number(Asked asked, String key, ObjectNode bill) {
    asked
        .value(key)
        .ifPresent(value -> {
          if (!value.isNumber() || Math.abs(value.doubleValue()) > 1e12) {
            throw Refusal.invalid(key, "must be a number");
          }
          bill.put(key, value.decimalValue().toPlainString());
        });
  }
}
