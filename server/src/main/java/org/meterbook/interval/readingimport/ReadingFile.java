package org.meterbook.interval.readingimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.meterbook.interval.Transactions;
import org.meterbook.interval.readingimport.ImportModels.ImportLine;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportProfile;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Imports a file of readings by a profile that lies in a file too. */
public final class ReadingFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private ReadingFile() {}

  /** What is said of a line of the file; lines count from 1. */
  public record Line(long line, String text) {}

  /**
   * What came of a file.
   *
   * @param task names the import
   * @param rows rows without header and empty ones
   * @param stored readings that are new
   * @param replaced readings that replaced one that said something else
   * @param same readings that were there already
   * @param repeated readings that a later one of the file overrules
   * @param refused rows and readings that were refused
   * @param refusals the first thousand of them
   * @param notes what else is to be known, at most a thousand
   * @param createdChannels channels that were made
   */
  public record Result(
      String task,
      long rows,
      long stored,
      long replaced,
      long same,
      long repeated,
      long refused,
      List<Line> refusals,
      List<Line> notes,
      List<Integer> createdChannels) {}

  /**
   * Imports a file.
   *
   * @param profile a file with the JSON of a profile
   * @param createChannels makes channels of known meters that are missing
   * @param strict stores nothing if anything is refused
   * @throws IllegalArgumentException the profile does not fit together; the message says all that
   *     is wrong with it
   * @throws org.meterbook.files.FileFormatException the file cannot be read as rows
   * @throws org.meterbook.api.Problem the profile names what is not there
   */
  public static Result run(
      Transactions transactions, Path file, Path profile, boolean createChannels, boolean strict) {
    Settings settings =
        new Settings(
            UUID.randomUUID().toString(),
            String.valueOf(file.getFileName()),
            Optional.empty(),
            createChannels,
            strict);
    ReadingImportResult result = ReadingImporter.run(transactions, file, read(profile), settings);
    return new Result(
        result.taskGUId(),
        result.rowsRead(),
        result.stored(),
        result.replaced(),
        result.same(),
        result.repeated(),
        result.refused(),
        lines(result.refusals()),
        lines(result.notes()),
        result.createdChannels());
  }

  private static List<Line> lines(List<ImportLine> lines) {
    return lines.stream().map(line -> new Line(line.line(), line.text())).toList();
  }

  private static Profile read(Path file) {
    List<String> errors = new ArrayList<>();
    try {
      ReadingImportProfile sent =
          MAPPER.readValue(Files.readString(file), ReadingImportProfile.class);
      if (sent == null) {
        throw new IllegalArgumentException("The profile %s is no JSON object.".formatted(file));
      }
      return Profile.of(sent, errors)
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "The profile %s: %s.".formatted(file, String.join("; ", errors))));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "The profile %s cannot be read: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "The profile %s cannot be read: it is no text in UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
