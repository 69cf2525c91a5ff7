package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The accounts and meters that a file names, by number, with what the first row says of each. */
final class Parties {
  /** Where something is; an empty text is none. */
  record Site(String line1, String city, String state, String country, String postalCode) {}

  /** An account as the file has it. */
  record AccountSeed(
      String code,
      String name,
      String vendor,
      String vendorName,
      String costCenter,
      String costCenterName,
      Site site) {}

  /**
   * A meter as the file has it.
   *
   * @param searched by what it is searched for among the account's meters, instead of its code
   */
  record MeterSeed(
      String code,
      Optional<Searched> searched,
      String name,
      String commodity,
      String rate,
      String serialNumber,
      String place,
      String placeName,
      String placeType,
      String placeParent,
      Site site) {}

  private final Map<String, Integer> accountNumbers = new HashMap<>();
  private final List<AccountSeed> accounts = new ArrayList<>();
  private final Map<String, Integer> meterNumbers = new HashMap<>();
  private final List<MeterSeed> meters = new ArrayList<>();

  int account(String code, Supplier<AccountSeed> seed) {
    return number(accountNumbers, accounts, code, seed);
  }

  int meter(String code, Supplier<MeterSeed> seed) {
    return number(meterNumbers, meters, code, seed);
  }

  private static <T> int number(
      Map<String, Integer> numbers, List<T> seeds, String code, Supplier<T> seed) {
    String key = Codes.key(code);
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    seeds.add(seed.get());
    numbers.put(key, seeds.size() - 1);
    return seeds.size() - 1;
  }

  AccountSeed account(int number) {
    return accounts.get(number);
  }

  MeterSeed meter(int number) {
    return meters.get(number);
  }
}
