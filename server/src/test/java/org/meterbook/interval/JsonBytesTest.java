package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers are written so that they are read back as the same. */
class JsonBytesTest {
  private static String write(double value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonBytes json = new JsonBytes(out);
    json.add(value);
    json.flush();
    return out.toString(StandardCharsets.US_ASCII);
  }

  @Test
  void everyDoubleIsReadBackAsItself() throws IOException {
    Random random = new Random(42);
    for (int i = 0; i < 200_000; i++) {
      double value =
          switch (i % 4) {
            case 0 -> random.nextInt(2_000_000) / 1000.0 - 1000;
            case 1 -> random.nextGaussian() * 1e6;
            case 2 -> Double.longBitsToDouble(random.nextLong());
            default -> random.nextInt(100) * Math.pow(10, random.nextInt(20) - 8);
          };
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(write(value))).as(write(value)).isEqualTo(value);
      }
    }
  }

  @Test
  void fewDecimalsAreWrittenPlainly() throws IOException {
    assertThat(write(0)).isEqualTo("0");
    assertThat(write(1.5)).isEqualTo("1.5");
    assertThat(write(-0.001)).isEqualTo("-0.001");
    assertThat(write(1234.25)).isEqualTo("1234.25");
    assertThat(write(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(write(Double.NaN)).isEqualTo("null");
  }
}
