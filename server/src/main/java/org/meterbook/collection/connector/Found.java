package org.meterbook.collection.connector;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What connectors find. Units are those of the collection API: {@code kwh}, {@code kw}, {@code
 * kvar}, {@code therms}, {@code ccf}, {@code gallons}, {@code days}, …; dates are the utility's.
 */
public final class Found {
  private Found() {}

  /**
   * What a meter, and each of its bills, says of the service.
   *
   * @param serviceClass {@code res-electric}, {@code comm-electric}, {@code electric}, {@code
   *     res-gas}, {@code comm-gas}, {@code gas}, {@code res-water}, {@code comm-water}, {@code
   *     water}, {@code other} or {@code unknown}
   */
  public record Service(
      String serviceIdentifier,
      @Nullable String serviceTariff,
      String serviceClass,
      @Nullable String serviceAddress,
      List<String> meterNumbers,
      @Nullable String billingContact,
      @Nullable String billingAddress,
      @Nullable String billingAccount) {}

  /**
   * A meter.
   *
   * @param key names it at the utility for ever
   * @param zone the zone of its days, such as {@code America/Los_Angeles}
   * @param latestBill the last day that data is known to reach to
   */
  public record Meter(
      String key,
      String zone,
      Service service,
      Optional<LocalDate> latestBill,
      List<Supplier> suppliers) {}

  /**
   * A bill in the list of bills.
   *
   * @param key names it at the utility for ever, also when it is corrected
   * @param revision changes when the utility corrects the bill; empty where it cannot be told
   *     without fetching it
   */
  public record BillEntry(
      String key, LocalDate start, LocalDate end, LocalDate statement, String revision) {}

  /**
   * A bill.
   *
   * @param end the last day of use, the day on which the next bill begins
   * @param totalVolume in {@code totalUnit}
   * @param source {@code pdf}, {@code website}, {@code greenbutton_cmd}, {@code csv} or {@code xml}
   */
  public record Bill(
      String key,
      Service service,
      LocalDate start,
      LocalDate end,
      LocalDate statement,
      @Nullable BigDecimal totalCost,
      @Nullable Double totalVolume,
      @Nullable String totalUnit,
      List<LineItem> lineItems,
      List<Supplier> suppliers,
      List<Tier> tiers,
      List<TimeOfUse> timesOfUse,
      List<Demand> demands,
      List<Power> powers,
      String source,
      Optional<Document> document) {
    /** The same bill, read from this document. */
    public Bill from(Optional<Document> read) {
      return new Bill(
          key,
          service,
          start,
          end,
          statement,
          totalCost,
          totalVolume,
          totalUnit,
          lineItems,
          suppliers,
          tiers,
          timesOfUse,
          demands,
          powers,
          source,
          read);
    }
  }

  /**
   * A line of a bill.
   *
   * @param kind {@code delivery}, {@code supply} or {@code other}
   */
  public record LineItem(
      String name,
      LocalDate start,
      LocalDate end,
      BigDecimal cost,
      @Nullable Double rate,
      @Nullable String unit,
      @Nullable Double volume,
      String kind) {}

  public record Tier(String name, int level, BigDecimal cost, double volume, String unit) {}

  /** A time-of-use line: bucket {@code peak}, {@code off-peak}, {@code part-peak}, … */
  public record TimeOfUse(
      String name, String bucket, BigDecimal cost, double volume, String unit) {}

  /** Demand in kW. */
  public record Demand(String name, BigDecimal cost, double demand) {}

  /** Power: type {@code reactive_demand}, {@code reactive_usage}, {@code power_factor}, … */
  public record Power(String type, String name, double volume, String unit) {}

  /** Who supplies; type {@code cca}, {@code direct_access} or {@code third_party}. */
  public record Supplier(
      String type,
      String name,
      @Nullable String serviceId,
      @Nullable String tariff,
      List<LineItem> lineItems,
      @Nullable BigDecimal totalCost,
      @Nullable Double totalVolume,
      @Nullable String totalUnit) {}

  /** A file as the utility gave it. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Document(String name, String media, byte[] bytes) {}

  /**
   * The readings of one local day.
   *
   * @param begin the day's first moment
   * @param end the next day's first moment
   * @param seconds of one interval: 900 or 3600 mostly
   * @param unit of the values
   * @param values by kind ({@code fwd}, {@code rev}, {@code net}, {@code gen}, {@code max}): one
   *     for each interval of the day (92, 96 or 100 of 15 minutes), NaN for a gap
   * @param source {@code greenbutton_cmd}, {@code csv} or {@code xml}
   * @param quality {@code revenue}, {@code estimated} or {@code raw}
   */
  public record Day(
      LocalDate day,
      Instant begin,
      Instant end,
      int seconds,
      String unit,
      Map<String, double[]> values,
      String source,
      String quality) {}

  /** A billing account of the utility. */
  public record Account(
      String key, @Nullable String contact, @Nullable String address, List<Statement> statements) {}

  /** A statement of a billing account; a null amount is not known. */
  public record Statement(
      LocalDate date,
      @Nullable BigDecimal previousBalance,
      @Nullable BigDecimal previousPayment,
      @Nullable BigDecimal newCharges,
      @Nullable BigDecimal newBalance,
      @Nullable BigDecimal amountDue,
      @Nullable LocalDate dueDate,
      List<Charge> charges) {}

  public record Charge(String name, BigDecimal cost) {}
}
