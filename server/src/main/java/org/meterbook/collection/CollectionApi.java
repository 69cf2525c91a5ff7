package org.meterbook.collection;

import org.meterbook.api.Operations;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.store.Tables;

/** All operations of the collection API. */
public final class CollectionApi {
  private CollectionApi() {}

  /**
   * The operations.
   *
   * @param connectors the utilities that forms may name
   * @param consent takes test submissions
   * @param site where clients reach them
   */
  public static Operations operations(Connectors connectors, Consent consent, Site site) {
    Operations operations =
        new Operations()
            .variable("/templates/", "uid", Tables.COLLECTION_TEMPLATE)
            .variable("/forms/", "uid", Tables.COLLECTION_FORM)
            .variable("/authorizations/", "uid", Tables.COLLECTION_AUTHORIZATION)
            .variable("/meters/", "uid", Tables.COLLECTION_METER)
            .variable("/events/", "uid", Tables.COLLECTION_EVENT)
            .variable("/latest_pdf/", "uid", Tables.COLLECTION_METER)
            .variable("/pdf_bill/", "uid", Tables.COLLECTION_DOCUMENT)
            .variable("/uploads/", "uid", Tables.COLLECTION_INBOX)
            .text("name")
            .variable("/billing-accounts/", "uid", Tables.COLLECTION_BILLING_ACCOUNT)
            .variable("/billing-summaries/", "uid", Tables.COLLECTION_BILLING_SUMMARY);
    Meters meters = new Meters(site);
    new Templates(site).register(operations);
    new Forms(connectors, consent, site).register(operations);
    new Authorizations(meters, site).register(operations);
    meters.register(operations);
    new Bills(site).register(operations);
    new Intervals(site).register(operations);
    new EventList(site).register(operations);
    new Accounting(site).register(operations);
    new Files(site).register(operations);
    new Uploads(new Inbox(consent), site).register(operations);
    return operations;
  }
}
