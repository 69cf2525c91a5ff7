package org.meterbook.collection.page;

import org.meterbook.mail.Message;
import org.meterbook.mail.Outbox;
import org.meterbook.store.Sql;

/** The receipt by mail, written in the transaction of the consent. */
final class ReceiptMail {
  private ReceiptMail() {}

  static void send(Sql sql, Portal portal, Granted granted, Desk desk, String link) {
    String company = portal.company().replaceAll("\\p{Cntrl}", " ");
    String body =
        """
        You authorized %s to receive your utility data:

          Utility: %s
          What:    bills, interval data and account details of all your meters
          When:    %s

        Your receipt, where you can see%s and revoke it at any time:
        %s

        Whoever has this link can revoke your authorization, so please keep it to yourself.
        Did you not do this? Revoke it there. Questions? Write to %s.
        """
            .formatted(
                company,
                desk.title(granted.utility()),
                Words.until(granted.expires(), portal.zone()),
                desk.takesFiles(granted) ? " it, hand over files" : "",
                link,
                portal.email());
    Outbox.put(sql, new Message(granted.email(), "Your authorization for " + company, body));
  }
}
