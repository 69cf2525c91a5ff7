package org.meterbook.greenbutton;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts what the first pass found together. */
final class Linker {
  private final List<Item> items;
  private final Blocks blocks;
  private final Map<Integer, ReadingType> nestedInBlocks;
  private final List<String> documents;
  private final Findings findings;
  private final Links links;
  private final IdentityHashMap<Item, List<Item>> children = new IdentityHashMap<>();
  private final IdentityHashMap<Item, MeterReading> meterReadingOf = new IdentityHashMap<>();
  private final List<Item> orphans = new ArrayList<>();
  private final List<MeterReading> nameless = new ArrayList<>();
  private final IdentityHashMap<MeterReading, Integer> numbers = new IdentityHashMap<>();
  private final List<MeterReading> meterReadings = new ArrayList<>();
  private final List<Optional<TimeConfiguration>> localTimes = new ArrayList<>();

  Linker(StructureReader pass, List<String> documents, Findings findings) {
    this.items = pass.items();
    this.blocks = pass.blocks();
    this.nestedInBlocks = pass.nestedInBlocks();
    this.documents = documents;
    this.findings = findings;
    this.links = new Links(items, findings);
  }

  Structure link() {
    blocks();
    attach(Kind.METER_READING, Kind.USAGE_POINT);
    attach(Kind.SUMMARY, Kind.USAGE_POINT);
    attach(Kind.ACCOUNT, Kind.CUSTOMER);
    attach(Kind.AGREEMENT, Kind.ACCOUNT);
    attach(Kind.LOCATION, Kind.AGREEMENT);
    attach(Kind.SUPPLIER, Kind.AGREEMENT);
    attach(Kind.METER, Kind.AGREEMENT);
    statements();
    List<UsagePoint> usagePoints = of(Kind.USAGE_POINT).stream().map(this::usagePoint).toList();
    List<Customer> customers = of(Kind.CUSTOMER).stream().map(this::customer).toList();
    List<Resource> unattached = new ArrayList<>(nameless);
    orphans.forEach(item -> unattached.add(whole(item)));
    int rounds = new Overlaps(blocks, findings, documents).find();
    return new Structure(
        usagePoints,
        customers,
        unattached,
        List.copyOf(meterReadings),
        List.copyOf(localTimes),
        blocks,
        rounds);
  }

  /** Hangs blocks on meter readings, whose types may be inside of them. */
  private void blocks() {
    IdentityHashMap<Item, Integer> known = new IdentityHashMap<>();
    for (Item item : of(Kind.METER_READING)) {
      known.put(item, known.size());
    }
    Map<Integer, Integer> added = new HashMap<>();
    Map<Integer, ReadingType> namelessTypes = new HashMap<>();
    for (int block = 0; block < blocks.size(); block++) {
      int document = blocks.document(block);
      Place place = new Place(documents.get(document), blocks.line(block), "");
      Optional<ReadingType> nested = Optional.ofNullable(nestedInBlocks.get(block));
      Optional<Item> item = links.meterReading(blocks, block, place);
      if (nested.isPresent()) {
        findings.tolerated(Tolerance.READING_TYPE_NESTED, place);
      }
      if (item.isPresent()) {
        blocks.belongs(block, known.getOrDefault(item.get(), 0));
        item.get().nested = item.get().nested.or(() -> nested);
      } else {
        findings.tolerated(Tolerance.METER_READING_MISSING, place);
        int number = added.computeIfAbsent(document, any -> known.size() + added.size());
        blocks.belongs(block, number);
        nested.ifPresent(type -> namelessTypes.putIfAbsent(number, type));
      }
    }
    for (Item item : of(Kind.METER_READING)) {
      MeterReading reading = meterReading(item);
      numbers.put(reading, meterReadings.size());
      meterReadings.add(reading);
      localTimes.add(Optional.empty());
    }
    added.values().stream().sorted().forEach(number -> nameless(number, namelessTypes));
  }

  private void nameless(int number, Map<Integer, ReadingType> types) {
    MeterReading reading = new MeterReading(Entry.NONE, Optional.ofNullable(types.get(number)));
    meterReadings.add(reading);
    localTimes.add(Optional.empty());
    nameless.add(reading);
  }

  private MeterReading meterReading(Item item) {
    Optional<ReadingType> type = item.nested;
    if (type.isPresent() && !type.get().entry().equals(Entry.NONE)) {
      findings.tolerated(Tolerance.READING_TYPE_NESTED, item.place);
    }
    if (type.isEmpty()) {
      type = links.target(item, Kind.READING_TYPE).map(found -> (ReadingType) found.resource);
    }
    MeterReading reading = new MeterReading(item.resource.entry(), type);
    meterReadingOf.put(item, reading);
    return reading;
  }

  private void attach(Kind kind, Kind parentKind) {
    for (Item item : of(kind)) {
      attach(item, links.parent(item, parentKind));
    }
  }

  private void attach(Item item, Optional<Item> parent) {
    if (parent.isPresent()) {
      children.computeIfAbsent(parent.get(), any -> new ArrayList<>()).add(item);
    } else {
      orphans.add(item);
    }
  }

  /** A statement may be linked to the agreement; the account answers for it. */
  private void statements() {
    IdentityHashMap<Item, Item> accounts = new IdentityHashMap<>();
    children.forEach((parent, of) -> of.forEach(child -> accounts.put(child, parent)));
    for (Item item : of(Kind.STATEMENT)) {
      Optional<Item> byAgreement =
          links.linked(item, Kind.AGREEMENT).map(agreement -> accounts.get(agreement));
      attach(item, byAgreement.or(() -> links.parent(item, Kind.ACCOUNT)));
    }
  }

  /** A resource with all that hangs on it. */
  private Resource whole(Item item) {
    return switch (item.kind) {
      case METER_READING -> meterReadingOf.getOrDefault(item, (MeterReading) item.resource);
      case ACCOUNT -> account(item);
      case AGREEMENT -> agreement(item);
      default -> item.resource;
    };
  }

  private UsagePoint usagePoint(Item item) {
    UsagePoint bare = (UsagePoint) item.resource;
    Optional<TimeConfiguration> time =
        links.target(item, Kind.LOCAL_TIME).map(found -> (TimeConfiguration) found.resource);
    List<MeterReading> readings = below(item, Kind.METER_READING, MeterReading.class);
    for (MeterReading reading : readings) {
      localTimes.set(numbers.getOrDefault(reading, 0), time);
    }
    return new UsagePoint(
        bare.entry(),
        bare.roleFlags(),
        bare.serviceKind(),
        bare.status(),
        bare.serviceDeliveryPoint(),
        time,
        readings,
        below(item, Kind.SUMMARY, UsageSummary.class));
  }

  private Customer customer(Item item) {
    Customer bare = (Customer) item.resource;
    return new Customer(
        bare.entry(),
        bare.organisation(),
        bare.kind(),
        bare.pucNumber(),
        bare.name(),
        below(item, Kind.ACCOUNT, CustomerAccount.class));
  }

  private CustomerAccount account(Item item) {
    CustomerAccount bare = (CustomerAccount) item.resource;
    return new CustomerAccount(
        bare.entry(),
        bare.billingCycle(),
        bare.budgetBill(),
        bare.lastBillAmount(),
        bare.contact(),
        bare.accountId(),
        below(item, Kind.AGREEMENT, CustomerAgreement.class),
        below(item, Kind.STATEMENT, Statement.class));
  }

  private CustomerAgreement agreement(Item item) {
    CustomerAgreement bare = (CustomerAgreement) item.resource;
    return new CustomerAgreement(
        bare.entry(),
        bare.signDate(),
        bare.validity(),
        bare.demandResponsePrograms(),
        bare.pricingStructures(),
        bare.currency(),
        bare.agreementId(),
        below(item, Kind.LOCATION, ServiceLocation.class),
        below(item, Kind.SUPPLIER, ServiceSupplier.class),
        below(item, Kind.METER, Meter.class));
  }

  private <T extends Resource> List<T> below(Item parent, Kind kind, Class<T> type) {
    return children.getOrDefault(parent, List.of()).stream()
        .filter(child -> child.kind == kind)
        .sorted(Comparator.comparingInt(child -> child.order))
        .map(child -> type.cast(whole(child)))
        .toList();
  }

  private List<Item> of(Kind kind) {
    return items.stream().filter(item -> item.kind == kind).toList();
  }
}
