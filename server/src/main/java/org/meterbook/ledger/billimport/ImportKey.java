package org.meterbook.ledger.billimport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * By what an imported bill is recognized when it comes again: the account, its days, and what its
 * rows say. The same days with other content are not the same bill, and not a second one either.
 *
 * @param span {@code end}, or {@code begin/end} where the file says both
 * @param content number of rows, and a digest of them
 */
record ImportKey(String span, String content) {
  private static final int DIGEST_BYTES = 10;

  static String span(int begin, int end) {
    String last = LocalDate.ofEpochDay(end).toString();
    return begin == Rows.NO_DAY ? last : LocalDate.ofEpochDay(begin) + "/" + last;
  }

  /** The content of rows, whatever their order in the file. */
  static String content(Rows rows, Parties parties, Measures measures, int[] bill) {
    String[] texts =
        IntStream.of(bill)
            .mapToObj(row -> text(rows, parties, measures, row))
            .toArray(String[]::new);
    Arrays.sort(texts);
    byte[] digest = sha256().digest(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
    return bill.length + "|" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
  }

  private static String text(Rows rows, Parties parties, Measures measures, int row) {
    StringBuilder text = new StringBuilder();
    if (rows.meter(row) != Texts.NONE) {
      text.append(Codes.key(parties.meter(rows.meter(row)).code()));
    }
    for (Measures.Measure measure : measures.all()) {
      text.append('|');
      if (measure.hasValue(rows, row)) {
        text.append(measure.value(rows, row)).append('@').append(measure.unit(rows, row));
      }
      text.append('|');
      if (measure.hasCost(rows, row)) {
        text.append(measure.cents(rows, row));
      }
    }
    if (rows.isCorrection(row) || rows.existing(row) == Existing.Wish.PRESERVE) {
      text.append("|beside");
    }
    return text.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many rows a content has. */
  static int rows(String content) {
    return Integer.parseInt(content.substring(0, content.indexOf('|')));
  }

  /** The key as it is stored. */
  String of(int accountId) {
    return accountId + "|" + span + "|" + content;
  }

  /** The account for which a bill of this stored key came in. */
  static int account(String key) {
    return Integer.parseInt(key.substring(0, key.indexOf('|')));
  }

  /** Takes a stored key apart; empty where it is none of ours. */
  static Optional<ImportKey> parse(String key) {
    String[] parts = key.split("\\|", -1);
    return parts.length == 4 && parts[0].matches("[0-9]{1,9}") && parts[2].matches("[0-9]{1,9}")
        ? Optional.of(new ImportKey(parts[1], parts[2] + "|" + parts[3]))
        : Optional.empty();
  }
}
