package org.meterbook.greenbutton;

/**
 * What a file may cost. A file beyond a limit is refused, never cut.
 *
 * @param fileBytes size of the file, bytes
 * @param unpackedBytes size of everything in an archive, unpacked, bytes
 * @param ratio how many times its packed size a member of an archive may unpack to; looked at from
 *     1 MiB on
 * @param members members of an archive
 * @param depth elements inside each other
 * @param textCharacters characters of one element or attribute
 * @param entries Atom entries and interval blocks, each takes about 100 bytes of memory
 * @param links Atom links
 * @param structureCharacters characters of everything but interval blocks, which is kept in memory
 */
public record Limits(
    long fileBytes,
    long unpackedBytes,
    int ratio,
    int members,
    int depth,
    int textCharacters,
    int entries,
    int links,
    long structureCharacters) {
  private static final long MEBIBYTE = 1 << 20;

  /**
   * 1 GiB packed or plain, 4 GiB unpacked, ratio 300, depth 64, 1 MiB of text, 1,000,000 entries.
   */
  public static final Limits DEFAULT =
      new Limits(
          1024 * MEBIBYTE,
          4096 * MEBIBYTE,
          300,
          10_000,
          64,
          (int) MEBIBYTE,
          1_000_000,
          2_000_000,
          256 * MEBIBYTE);
}
