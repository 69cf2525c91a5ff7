package org.meterbook.ledger.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uploads, which later requests quote. */
public final class FileStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FileStore() {}

  record FileDataTypeResponse(
      @Meaning("identifier of the kind") int fileDataTypeId,
      @Meaning("code of the kind") String fileDataTypeCode,
      @Meaning("name of the kind") String fileDataTypeInfo,
      @Meaning("endings that a name may have") List<String> supportedExtensions,
      @Meaning("most bytes") int maxSizeInBytes) {}

  public static void register(Operations operations) {
    operations
        .text("fileDataTypeId")
        .compute(
            "GetFileDataTypesV202105",
            "GET",
            "/api/v202105/fileStore/fileDataType",
            "",
            FileDataTypeResponse.class,
            true,
            (_, _) -> Arrays.stream(FileType.values()).map(FileStore::response).toList(),
            "Lists the kinds of files that can be uploaded.")
        .intake(
            "UploadFileV202105",
            "/api/v202105/fileStore/fileDataType/{fileDataTypeId}/upload",
            "",
            new Operation.Intake(
                new Operation.Body(String.class, false),
                Map.of("application/octet-stream", "the file's bytes"),
                String.class,
                FileStore::bytes,
                (call, content) -> upload(call, (byte[]) content)),
            "Takes in a file; answers the text by which other requests quote it.")
        .parameter("fileName", FieldType.TEXT, "name of the file, with its ending");
  }

  private static FileDataTypeResponse response(FileType type) {
    return new FileDataTypeResponse(
        type.id(), type.code(), type.info(), type.extensions(), FileType.LARGEST);
  }

  /** The bytes themselves, or a JSON text of them in base64. */
  private static byte[] bytes(Operation.Incoming incoming) {
    try {
      byte[] sent = incoming.stream().readNBytes(2 * FileType.LARGEST);
      if (!incoming.media().equals("application/json")) {
        return sent;
      }
      JsonNode text = JSON.readTree(sent);
      if (!text.isString()) {
        throw Problem.invalid("", "must be a JSON text of the file's bytes in base64");
      }
      return Base64.getDecoder().decode(text.asString().replaceFirst("^data:.*,", ""));
    } catch (JacksonException e) {
      throw Problem.notJson(e);
    } catch (IllegalArgumentException _) {
      throw Problem.invalid("", "must be a JSON text of the file's bytes in base64");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String upload(Call call, byte[] content) {
    FileType type =
        FileType.of(number(call.text("fileDataTypeId")))
            .orElseThrow(() ->
                Problem.notFound("There is no kind of file " + call.text("fileDataTypeId") + "."));
    String name = call.parameter("fileName").orElse("").strip();
    if (name.isEmpty() || name.length() > 200 || !type.takes(name)) {
      throw Problem.invalid(
          "fileName", "must end with one of " + String.join(", ", type.extensions()));
    }
    if (content.length == 0 || content.length > FileType.LARGEST) {
      throw Problem.invalid("", "must have 1 to %d bytes".formatted(FileType.LARGEST));
    }
    return StoredFiles.add(call.sql(), type.id(), name, content);
  }

  private static int number(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }
}
