package org.meterbook.app;

import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Supplier;
import org.meterbook.api.Operations;
import org.meterbook.bridge.BridgeOperations;
import org.meterbook.hook.Webhooks;
import org.meterbook.identity.Identity;
import org.meterbook.identity.Vault;
import org.meterbook.interval.ChannelMonths;
import org.meterbook.interval.Channels;
import org.meterbook.interval.DataPoints;
import org.meterbook.interval.EsaChannels;
import org.meterbook.interval.EsaNotes;
import org.meterbook.interval.EsaPlaces;
import org.meterbook.interval.EsaReadings;
import org.meterbook.interval.EsaSummaries;
import org.meterbook.interval.Findings;
import org.meterbook.interval.Formulas;
import org.meterbook.interval.HistoryOperations;
import org.meterbook.interval.ReadingOperations;
import org.meterbook.interval.Series;
import org.meterbook.interval.greenbutton.GreenButtonImports;
import org.meterbook.interval.readingimport.ReadingImports;
import org.meterbook.ledger.account.Accounts;
import org.meterbook.ledger.accountmeter.AccountMeters;
import org.meterbook.ledger.audit.AuditOperations;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.bill.BillTarget;
import org.meterbook.ledger.bill.Bills;
import org.meterbook.ledger.billimport.BillImports;
import org.meterbook.ledger.carboncollection.CarbonCollections;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.Countries;
import org.meterbook.ledger.catalogue.LookUps;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.ledger.catalogue.PrimaryUses;
import org.meterbook.ledger.catalogue.TimeZones;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.change.Changes;
import org.meterbook.ledger.contact.Contacts;
import org.meterbook.ledger.costcenter.CostCenters;
import org.meterbook.ledger.customer.Customers;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.FilterData;
import org.meterbook.ledger.export.BillExports;
import org.meterbook.ledger.file.FileStore;
import org.meterbook.ledger.flag.Flags;
import org.meterbook.ledger.generalledger.GeneralLedgerAccounts;
import org.meterbook.ledger.group.Groups;
import org.meterbook.ledger.hierarchy.Hierarchies;
import org.meterbook.ledger.list.ListedBills;
import org.meterbook.ledger.list.Lists;
import org.meterbook.ledger.meter.Meters;
import org.meterbook.ledger.notification.Notifications;
import org.meterbook.ledger.place.Places;
import org.meterbook.ledger.rate.Rates;
import org.meterbook.ledger.route.Routes;
import org.meterbook.ledger.search.Search;
import org.meterbook.ledger.setting.Settings;
import org.meterbook.ledger.setup.SetupSheets;
import org.meterbook.ledger.task.Tasks;
import org.meterbook.ledger.template.Templates;
import org.meterbook.ledger.udf.Udfs;
import org.meterbook.ledger.vendor.Vendors;
import org.meterbook.ledger.weather.WeatherStations;
import org.meterbook.ledger.workflow.WorkflowSettings;
import org.meterbook.store.Database;
import org.meterbook.store.Tables;
import org.meterbook.webhook.Outgoing;

/** All operations of the server. */
public final class Api {
  private Api() {}

  /** The operations without the outside world: what calls out, or reads a secret, fails. */
  public static Operations operations(Supplier<Database> database, Version version) {
    return operations(database, Api::nothing, Api::nothing, version);
  }

  private static <T> T nothing() {
    throw new IllegalStateException("there is no outside world");
  }

  /**
   * The operations, over what is used when they are called.
   *
   * @param vault seals the secrets of webhooks
   * @param outgoing makes calls
   */
  public static Operations operations(
      Supplier<Database> database,
      Supplier<Vault> vault,
      Supplier<Outgoing> outgoing,
      Version version) {
    Operations operations = new Operations().tables(Tables.REFERABLE);
    Identity.register(operations, database, version.number(), version.built());
    Units.register(operations);
    Commodities.register(operations);
    PrimaryUses.register(operations);
    TimeZones.register(operations);
    Countries.register(operations);
    FileStore.register(operations);
    Udfs.register(operations);
    Contacts.register(operations);
    Customers.register(operations);
    Places.register(operations);
    CostCenters.register(operations);
    Vendors.register(operations);
    Rates.register(operations);
    Templates.register(operations);
    Meters.register(operations);
    Accounts.register(operations);
    GeneralLedgerAccounts.register(operations);
    CarbonCollections.register(operations);
    Hierarchies.register(operations);
    Search.register(operations);
    AccountMeters.register(operations);
    Batches.register(operations);
    Tasks.register(operations);
    Settings.register(operations);
    Notifications.register(operations);
    LookUps.register(operations);
    WeatherStations.register(operations);
    WorkflowSettings.register(operations);
    Bills.register(operations);
    BillExports.register(operations);
    BillImports.register(operations, database);
    Channels.register(operations);
    ReadingOperations.register(operations);
    Series.register(operations);
    Findings.register(operations);
    ReadingImports.register(operations);
    GreenButtonImports.register(operations);
    HistoryOperations.register(operations);
    ChannelMonths.register(operations);
    ObservationTypes.register(operations);
    Routes.register(operations);
    DataPoints.register(operations);
    EsaChannels.register(operations);
    EsaReadings.register(operations);
    EsaSummaries.register(operations);
    EsaNotes.register(operations);
    EsaPlaces.register(operations);
    Formulas.register(operations);
    BridgeOperations.register(operations);
    Changes.register(operations);
    DataFields fields = new DataFields(operations);
    FilterData.register(operations, fields);
    Groups.register(operations, fields);
    Lists.register(operations, fields);
    Flags.register(operations, call -> ListedBills.of(call, fields));
    AuditOperations.register(operations, (call, list) -> ListedBills.of(call, fields, list));
    SetupSheets.register(operations, fields);
    Webhooks.register(
        operations,
        vault,
        outgoing,
        List.of(BillTarget.ACCOUNT, BillTarget.METER, Lists.billsOf(fields)));
    return operations;
  }

  /** The operations as they are described; none of them can be performed. */
  public static Operations describe() {
    return operations(
        () -> {
          throw new IllegalStateException("no database");
        },
        Version.current());
  }

  /**
   * What the program is.
   *
   * @param number its version
   * @param built when it was built, UTC
   */
  public record Version(String number, LocalDateTime built) {
    /** The running program's, from its archive. */
    public static Version current() {
      String number = Api.class.getPackage().getImplementationVersion();
      return new Version(
          number == null ? "development" : number, LocalDateTime.of(2026, 1, 1, 0, 0));
    }
  }
}
