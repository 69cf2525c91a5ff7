package org.meterbook.ledger.billimport;

import java.util.Optional;
import org.meterbook.ledger.billimport.Parties.AccountSeed;
import org.meterbook.ledger.billimport.Parties.MeterSeed;
import org.meterbook.ledger.billimport.Profile.Creatable;

/**
 * Why rows of an account or meter cannot be booked, by what the books have and the profile may
 * make.
 */
record Doubts(Profile profile, Catalogue catalogue, Directory directory) {
  Optional<String> account(AccountSeed seed) {
    Optional<Directory.Account> account = directory.account(seed);
    if (profile.standard() && (account.isEmpty() || directory.isAmbiguous(seed))) {
      return Optional.of(
          account.isEmpty()
              ? "account '%s' is unknown".formatted(seed.code())
              : "several accounts are called '%s': the vendor's code is needed"
                  .formatted(seed.code()));
    }
    if (profile.standard() && !isOfVendor(account.orElseThrow(), seed.vendor())) {
      return Optional.of(
          "account '%s' is not of the vendor '%s'".formatted(seed.code(), seed.vendor()));
    }
    if (account.isPresent()) {
      return account.get().active()
          ? Optional.empty()
          : Optional.of("account '%s' is not active".formatted(seed.code()));
    }
    return unknown("account", seed.code(), false, Creatable.ACCOUNTS)
        .or(() ->
            unknown(
                "vendor",
                seed.vendor(),
                directory.vendors.containsKey(Codes.key(seed.vendor())),
                Creatable.VENDORS))
        .or(() ->
            unknown(
                "cost center",
                seed.costCenter(),
                directory.costCenters.containsKey(Codes.key(seed.costCenter())),
                Creatable.COST_CENTERS));
  }

  private boolean isOfVendor(Directory.Account account, String vendor) {
    Integer id = directory.vendors.get(Codes.key(vendor));
    return vendor.isEmpty() || (id != null && id == account.vendorId());
  }

  Optional<String> meter(AccountSeed accountSeed, MeterSeed seed) {
    Optional<Directory.Account> account = directory.account(accountSeed);
    Optional<Directory.Meter> meter = directory.meter(seed);
    if (account.isPresent()
        && meter.isPresent()
        && directory.isLinked(account.get(), meter.get())) {
      return Optional.empty();
    }
    return unmade(seed, meter).or(() -> unlinked(accountSeed, seed, account, meter));
  }

  private Optional<String> unmade(MeterSeed seed, Optional<Directory.Meter> meter) {
    if (meter.isPresent()) {
      return Optional.empty();
    }
    return unknown("meter", seed.code(), false, Creatable.METERS)
        .or(() ->
            never("commodity", seed.commodity(), catalogue.commodity(seed.commodity()).isPresent()))
        .or(() -> place(seed));
  }

  private Optional<String> place(MeterSeed seed) {
    if (directory.places.containsKey(Codes.key(seed.place()))) {
      return Optional.empty();
    }
    return unknown("place", seed.place(), false, Creatable.PLACES)
        .or(() ->
            never(
                "kind of place",
                seed.placeType(),
                catalogue.placeType(seed.placeType()).isPresent()))
        .or(() ->
            never(
                "place",
                seed.placeParent(),
                directory.places.containsKey(Codes.key(seed.placeParent()))));
  }

  private Optional<String> unlinked(
      AccountSeed accountSeed,
      MeterSeed seed,
      Optional<Directory.Account> account,
      Optional<Directory.Meter> meter) {
    if (!profile.creates(Creatable.LINKS)) {
      return Optional.of(
          "meter '%s' is not linked to account '%s'%s"
              .formatted(
                  seed.code(),
                  accountSeed.code(),
                  profile.standard() ? "" : ", and the profile does not create links"));
    }
    if (seed.rate().isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> vendor =
        account
            .map(Directory.Account::vendorId)
            .or(() -> Optional.ofNullable(directory.vendors.get(Codes.key(accountSeed.vendor()))));
    Optional<Integer> commodity =
        meter.map(Directory.Meter::commodityId).or(() -> catalogue.commodity(seed.commodity()));
    boolean known =
        vendor.isPresent()
            && commodity.isPresent()
            && directory.rates.containsKey(
                new Directory.RateKey(vendor.get(), commodity.get(), Codes.key(seed.rate())));
    return unknown("rate", seed.rate(), known, Creatable.RATES);
  }

  private Optional<String> unknown(String what, String code, boolean known, Creatable creatable) {
    return known || profile.creates(creatable)
        ? Optional.empty()
        : Optional.of(
            profile.standard()
                ? "%s '%s' is unknown".formatted(what, code)
                : "%s '%s' is unknown, and the profile does not create %ss"
                    .formatted(what, code, what));
  }

  private static Optional<String> never(String what, String code, boolean known) {
    return known ? Optional.empty() : Optional.of("%s '%s' is unknown".formatted(what, code));
  }
}
