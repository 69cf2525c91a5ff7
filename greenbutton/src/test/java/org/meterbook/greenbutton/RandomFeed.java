package org.meterbook.greenbutton;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Resources with fields at random, as a strict feed may have them. */
final class RandomFeed {
  private static final String BASE = "https://custodian.example/espi/1_1/resource";
  private static final String LETTERS = "abc XYZ 019 &<>\"' äß€ 水 \uD83D\uDCA1 ]]>";

  private final Random random;
  private int next;

  RandomFeed(long seed) {
    this.random = new Random(seed);
  }

  static Entry feed() {
    return Entry.of(BASE + "/Batch/Bulk/1", "Bulk", Instant.parse("2026-11-21T00:00:00Z"));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> some(Supplier<T> value) {
    return Stream.generate(value).limit(random.nextInt(4)).toList();
  }

  private OptionalInt code(int bound) {
    return random.nextBoolean() ? OptionalInt.of(random.nextInt(bound)) : OptionalInt.empty();
  }

  private OptionalLong time() {
    return random.nextBoolean() ? OptionalLong.of(second()) : OptionalLong.empty();
  }

  private long second() {
    return random.nextLong(0, 4_000_000_000L);
  }

  private long int48() {
    return random.nextLong(-(1L << 47), 1L << 47);
  }

  private BigDecimal money() {
    return Money.of(int48());
  }

  private String text() {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(12); i > 0; i--) {
      int at = random.nextInt(LETTERS.codePointCount(0, LETTERS.length()));
      text.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, at)));
    }
    return text.append("x").toString();
  }

  private TimeInterval interval() {
    return new TimeInterval(second(), random.nextLong(0, 0xFFFF_FFFFL));
  }

  private Entry entry(String path) {
    Instant updated = Instant.ofEpochSecond(second());
    Entry entry = Entry.of(BASE + path + "/" + ++next, random.nextBoolean() ? text() : "", updated);
    return random.nextBoolean()
        ? entry
        : new Entry(
            "urn:uuid:00000000-0000-4000-8000-%012d".formatted(next),
            entry.href(),
            entry.title(),
            Optional.empty(),
            entry.updated());
  }

  UsagePoint usagePoint() {
    return new UsagePoint(
        entry("/Subscription/1/UsagePoint"),
        maybe(() -> "%04X".formatted(random.nextInt(0x10000))),
        code(10),
        code(2),
        maybe(() ->
            new ServiceDeliveryPoint(
                maybe(this::text), maybe(this::text), maybe(this::text), some(this::rider))),
        maybe(this::timeConfiguration),
        some(() -> new MeterReading(entry("/MeterReading"), maybe(this::readingType))),
        some(this::summary));
  }

  private TariffRider rider() {
    return new TariffRider(text(), "enrolled", OptionalLong.of(second()));
  }

  private TimeConfiguration timeConfiguration() {
    return new TimeConfiguration(
        entry("/LocalTimeParameters"),
        random.nextInt(-43_200, 43_200),
        3600,
        maybe(() -> new DstRule(1 + random.nextInt(12), 2 + random.nextInt(6), 0, 7, 2, 0)),
        maybe(() -> new DstRule(1 + random.nextInt(12), 0, 1 + random.nextInt(28), 0, 23, 3599)));
  }

  private ReadingType readingType() {
    return new ReadingType(
        entry("/ReadingType"),
        code(20),
        code(20),
        code(10),
        code(1000),
        code(20),
        code(20),
        code(20),
        random.nextBoolean() ? OptionalLong.of(random.nextInt(90_000)) : OptionalLong.empty(),
        code(60),
        code(1000),
        random.nextInt(-12, 13),
        code(40),
        code(10),
        code(200),
        code(10),
        maybe(() -> new Ratio(random.nextInt(), random.nextInt())),
        code(80),
        maybe(() -> new Ratio(random.nextInt(), random.nextInt())));
  }

  private SummaryMeasurement measurement() {
    return new SummaryMeasurement(
        random.nextInt(-12, 13),
        time(),
        code(200),
        random.nextBoolean() ? OptionalLong.of(int48()) : OptionalLong.empty(),
        maybe(() -> BASE + "/ReadingType/" + random.nextInt(9)));
  }

  private UsageSummary summary() {
    boolean older = random.nextBoolean();
    Map<SummaryMeasure, SummaryMeasurement> measurements = new EnumMap<>(SummaryMeasure.class);
    for (SummaryMeasure measure : SummaryMeasure.values()) {
      maybe(this::measurement).ifPresent(value -> measurements.put(measure, value));
    }
    return new UsageSummary(
        entry("/UsageSummary"),
        older,
        maybe(this::interval),
        maybe(this::money),
        maybe(this::money),
        maybe(this::money),
        some(this::lineItem),
        code(1000),
        measurements,
        code(20),
        maybe(this::interval),
        OptionalLong.of(second()),
        code(30),
        older ? Optional.empty() : maybe(this::text),
        older ? Optional.empty() : maybe(this::text),
        older ? List.of() : some(this::rider),
        older ? Optional.empty() : maybe(this::text));
  }

  private LineItem lineItem() {
    return new LineItem(
        maybe(this::money),
        maybe(this::money),
        time(),
        text(),
        maybe(this::measurement),
        OptionalInt.of(1 + random.nextInt(10)),
        maybe(this::money),
        maybe(this::interval));
  }

  List<IntervalReading> readings(TimeInterval interval, int count) {
    long each = interval.duration() / count;
    return Stream.iterate(0, i -> i < count, i -> i + 1)
        .map(i ->
            new IntervalReading(
                interval.start() + i * each,
                each,
                int48(),
                random.nextInt(20),
                random.nextBoolean() ? int48() : IntervalReading.ABSENT,
                bucket(),
                bucket(),
                bucket()))
        .toList();
  }

  private int bucket() {
    return random.nextInt(4) == 0 ? random.nextInt(10) : IntervalReading.NONE;
  }

  int count(int bound) {
    return random.nextInt(bound);
  }

  Customer customer() {
    return new Customer(
        entry("/RetailCustomer/1/Customer"),
        maybe(this::organisation),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        some(this::account));
  }

  private CustomerAccount account() {
    return new CustomerAccount(
        entry("/CustomerAccount"),
        maybe(this::text),
        maybe(this::text),
        maybe(this::money),
        maybe(this::organisation),
        maybe(this::text),
        some(this::agreement),
        some(() ->
            new Statement(
                entry("/Statement"),
                time(),
                some(() ->
                    new Statement.Document(
                        maybe(this::text),
                        maybe(() -> "application/pdf"),
                        BASE + "/bill/" + ++next)))));
  }

  private CustomerAgreement agreement() {
    return new CustomerAgreement(
        entry("/CustomerAgreement"),
        time(),
        maybe(this::interval),
        some(this::text),
        some(() -> BASE + "/tariff/" + ++next),
        code(1000),
        maybe(this::text),
        some(() ->
            new ServiceLocation(
                entry("/ServiceLocation"),
                maybe(this::address),
                some(() -> new ServiceLocation.Position(text(), text())),
                some(() -> BASE + "/UsagePoint/" + ++next))),
        some(() ->
            new ServiceSupplier(
                entry("/ServiceSupplier"), maybe(this::organisation), maybe(this::text), time())),
        some(() ->
            new Meter(
                entry("/Meter"),
                maybe(this::text),
                maybe(this::text),
                some(() -> new Meter.Multiplier("kR", String.valueOf(random.nextInt(99)))),
                time())));
  }

  private Organisation organisation() {
    return new Organisation(
        maybe(this::address),
        maybe(this::address),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text));
  }

  private StreetAddress address() {
    return new StreetAddress(
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text));
  }
}
