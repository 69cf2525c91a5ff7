package org.meterbook.greenbutton;

/** What an Atom entry holds: one thing of a usage or a customer feed. */
public sealed interface Resource
    permits UsagePoint,
        MeterReading,
        ReadingType,
        TimeConfiguration,
        UsageSummary,
        Customer,
        CustomerAccount,
        CustomerAgreement,
        ServiceLocation,
        ServiceSupplier,
        Meter,
        Statement {
  /** The Atom entry around it. */
  Entry entry();
}
