package org.meterbook.collection.connector.demo;

/** Numbers that look like chance and are always the same. */
final class Noise {
  private Noise() {}

  /** From -1 to 1, by what it is for. */
  static double of(DemoMeter meter, long what) {
    long mixed = mix(mix(Long.parseLong(meter.key())) ^ what);
    return (mixed >>> 11) * 0x1.0p-52 - 1;
  }

  /** The finishing steps of SplitMix64. */
  private static long mix(long seed) {
    long mixed = seed + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
