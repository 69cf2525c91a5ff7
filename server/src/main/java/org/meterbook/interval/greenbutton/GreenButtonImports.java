package org.meterbook.interval.greenbutton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.greenbutton.GreenButtonException;
import org.meterbook.interval.Transactions;
import org.meterbook.interval.UploadedFile;

/** Imports of Green Button files. */
public final class GreenButtonImports {
  private static final String FEED = "An Atom feed of a Green Button.";

  private GreenButtonImports() {}

  record GreenButtonImportRequest(
      @Required @Meaning("the file: its text, or in base64") String data) {}

  public static void register(Operations operations) {
    Map<String, String> formats = new LinkedHashMap<>();
    formats.put("application/atom+xml", FEED);
    formats.put("application/xml", FEED);
    formats.put("text/xml", FEED);
    formats.put("application/zip", "An archive with such feeds.");
    operations
        .intake(
            "ImportGreenButtonV202611",
            "/api/v202611/import/greenbutton",
            "IntervalData (Manage)",
            new Operation.Intake(
                new Operation.Body(GreenButtonImportRequest.class, false),
                formats,
                GreenButtonResult.class,
                UploadedFile::receive,
                (call, file) -> run(call, (UploadedFile) file)),
            "Stores the readings of a Green Button and books its bills.")
        .parameter("fileName", FieldType.TEXT, "name of the file; default upload")
        .parameter(
            "meterCode",
            FieldType.TEXT,
            "the meter of a file with one usage point; default the one that has its name as import id")
        .parameter("create", FieldType.BOOLEAN, "makes a meter that is missing; default false")
        .parameter("placeCode", FieldType.TEXT, "the place of meters that are made")
        .parameter(
            "costScale",
            FieldType.INTEGER,
            "decimals of the amounts, 0 to 5; default 5, as the standard has it")
        .parameter(
            "localTime",
            FieldType.BOOLEAN,
            "the times are local ones written as if they were UTC; default false");
  }

  private static GreenButtonResult run(Call call, UploadedFile file) {
    ImportOptions options =
        new ImportOptions(
            call.parameter("fileName").orElse("upload"),
            call.parameter("meterCode").filter(code -> !code.isBlank()),
            call.flag("create"),
            call.parameter("placeCode").filter(code -> !code.isBlank()),
            call.parameter("costScale").map(GreenButtonImports::scale).orElse(5),
            call.flag("localTime"));
    try {
      return GreenButtonImporter.run(Transactions.within(call), file.path(), options);
    } catch (GreenButtonException e) {
      throw Problem.invalid("", "%s: %s".formatted(e.reason(), e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int scale(String text) {
    if (!text.matches("[0-5]")) {
      throw Problem.invalid("costScale", "must be 0 to 5, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }
}
