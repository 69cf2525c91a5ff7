package org.meterbook.api;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/**
 * The page that a request asks for.
 *
 * @param number from 1
 * @param size rows of a page, 1 to 1000
 */
public record Paging(int number, int size) {
  private static final int DEFAULT_SIZE = 250;
  private static final int LARGEST_SIZE = 1000;

  /** Reads {@code pageNumber} and {@code pageSize}; more than 1000 rows are served as 1000. */
  static Paging of(Map<String, String> query) {
    return new Paging(
        positive(query, "pageNumber", 1),
        Math.min(positive(query, "pageSize", DEFAULT_SIZE), LARGEST_SIZE));
  }

  /** The rows that go before the page. */
  public long offset() {
    return (number - 1L) * size;
  }

  /** Says in the headers which page it is, and how many there are. */
  void describe(long total, Map<String, String> headers) {
    headers.put("PageNumber", String.valueOf(number));
    headers.put("PageSize", String.valueOf(size));
    headers.put("TotalNumberOfRecords", String.valueOf(total));
    headers.put("TotalPages", String.valueOf((total + size - 1) / size));
  }

  private static int positive(Map<String, String> query, String name, int otherwise) {
    String text = query.get(name.toLowerCase(Locale.ROOT));
    if (text == null) {
      return otherwise;
    }
    if (text.strip().matches("\\d{1,40}")) {
      // However large: more than the largest page, or than the last page, is answered like them.
      BigInteger value = new BigInteger(text.strip());
      if (value.signum() > 0) {
        return value.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
      }
    }
    throw Problem.invalid(name, "must be a whole number from 1, not '" + text + "'");
  }
}
