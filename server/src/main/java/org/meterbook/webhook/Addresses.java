package org.meterbook.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are out in the world (IANA's special-purpose registries). */
final class Addresses {
  private Addresses() {}

  /** Is it neither of this machine, nor of its networks, nor of none? */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
  }

  private static boolean isPublicV4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean shared = first == 100 && (second & 0xc0) == 64;
    boolean assignments = first == 192 && second == 0 && bytes[2] == 0;
    boolean benchmarking = first == 198 && (second & 0xfe) == 18;
    return first != 0 && first < 240 && !shared && !assignments && !benchmarking;
  }

  /** Global unicast is 2000::/3; what carries an IPv4 address in it is as public as that one. */
  private static boolean isPublicV6(byte[] bytes) {
    int first = word(bytes, 0);
    int second = word(bytes, 2);
    if (first == 0x64 && second == 0xff9b && isZero(bytes, 4, 12)) {
      return isPublic(embedded(bytes, 12));
    }
    if (first == 0x2002) {
      return isPublic(embedded(bytes, 2));
    }
    boolean teredo = first == 0x2001 && second == 0;
    return (first & 0xe000) == 0x2000 && !teredo;
  }

  private static InetAddress embedded(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
