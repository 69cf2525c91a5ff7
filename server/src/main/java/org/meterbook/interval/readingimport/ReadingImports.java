package org.meterbook.interval.readingimport;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.files.FileFormatException;
import org.meterbook.interval.Transactions;
import org.meterbook.interval.UploadedFile;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportRequest;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportResult;
import org.meterbook.ledger.task.GuidResponse;

/** Imports of readings from files, and their profiles. */
public final class ReadingImports {
  private static final String RESULT = "/api/v202611/import/reading";
  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private ReadingImports() {}

  record ReadingFileRequest(@Required @Meaning("the file: its text, or in base64") String data) {}

  public static void register(Operations operations) {
    Profiles.register(operations);
    operations
        .compute(
            "ReadingImportV3",
            "POST",
            "/api/v3/import/reading",
            Profiles.PERMISSION,
            ReadingImportRequest.class,
            GuidResponse.class,
            (call, request) -> {
              try (UploadedFile file = data(request)) {
                return new GuidResponse(run(call, file, request).taskGUId());
              }
            },
            "Stores the readings of a text file; it is done when this answers.")
        .compute(
            "GetReadingImportV202611",
            "GET",
            RESULT,
            Profiles.PERMISSION,
            ReadingImportResult.class,
            true,
            (call, _) -> ImportLog.list(call, call.parameter("taskGuid")),
            "Answers what came of imports of readings, the newest first, at most 100.")
        .parameter("taskGuid", FieldType.TEXT, "only the import with this name")
        .intake(
            "ImportReadingFileV202611",
            RESULT + "/file",
            Profiles.PERMISSION,
            new Operation.Intake(
                new Operation.Body(ReadingFileRequest.class, false),
                Map.of(
                    "text/csv",
                    "The file itself; `profileCode` says what its columns are.",
                    WORKBOOK,
                    "A workbook, of which the first sheet is read."),
                ReadingImportResult.class,
                UploadedFile::receive,
                (call, file) -> file(call, (UploadedFile) file)),
            "Stores the readings of a file and answers what came of it.")
        .parameter("profileCode", FieldType.TEXT, "name of the profile; required with a file")
        .parameter("fileName", FieldType.TEXT, "name of the file; default upload")
        .parameter(
            "autoCreateChannels",
            FieldType.BOOLEAN,
            "makes channels of known meters that are missing; default false")
        .parameter("importNote", FieldType.TEXT, "kept with the readings' source")
        .parameter(
            "strict",
            FieldType.BOOLEAN,
            "stores nothing if anything is refused; default false: all that is good");
  }

  private static UploadedFile data(ReadingImportRequest request) {
    if (request.data().isBlank()) {
      throw Problem.invalid("data", "is required");
    }
    return UploadedFile.ofText(request.data());
  }

  private static ReadingImportResult file(Call call, UploadedFile file) {
    return run(
        call,
        file,
        new ReadingImportRequest(
            call.parameter("profileCode").orElse(null),
            null,
            "",
            call.flag("autoCreateChannels"),
            call.parameter("importNote").orElse(null)));
  }

  private static ReadingImportResult run(
      Call call, UploadedFile file, ReadingImportRequest request) {
    String code = request.profileCode();
    boolean inline = request.inlineProfile() != null;
    if (inline == (code != null && !code.isBlank())) {
      throw Problem.invalid(
          "profileCode", "exactly one of profileCode and inlineProfile is required");
    }
    Profile profile =
        inline
            ? Profiles.checked(java.util.Objects.requireNonNull(request.inlineProfile()))
            : Profiles.named(call, java.util.Objects.requireNonNull(code));
    Settings settings =
        new Settings(
            UUID.randomUUID().toString(),
            call.parameter("fileName").orElse("upload"),
            Optional.ofNullable(request.importNote()).filter(note -> !note.isBlank()),
            Boolean.TRUE.equals(request.autoCreateChannels()),
            call.flag("strict"));
    try {
      return ReadingImporter.run(Transactions.within(call), file.path(), profile, settings);
    } catch (FileFormatException e) {
      throw Problem.invalid("data", String.valueOf(e.getMessage()));
    }
  }
}
