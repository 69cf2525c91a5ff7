package org.meterbook.collection.connector.file;

import java.time.ZoneId;
import org.meterbook.collection.Inbox;
import org.meterbook.collection.connector.Connector;
import org.meterbook.collection.connector.Login;
import org.meterbook.collection.connector.Session;
import org.meterbook.store.Database;

/**
 * A "utility" of files that were handed over: bills as PDF with a text layer, CSV or XLSX, interval
 * data as CSV or Green Button. What cannot be read waits for a person; the rest goes on.
 */
public final class UploadConnector implements Connector {
  private final Database database;
  private final ReadBefore before = new ReadBefore();

  public UploadConnector(Database database) {
    this.database = database;
  }

  @Override
  public String utility() {
    return Inbox.UTILITY;
  }

  @Override
  public String title() {
    return "Upload bills";
  }

  @Override
  public Access access() {
    return Access.FILES;
  }

  /** Of no use: each file's days are its own, or the datasource's. */
  @Override
  public ZoneId zone() {
    return ZoneId.of("UTC");
  }

  @Override
  public Session logIn(Login login) {
    return new UploadSession(database, before, login);
  }
}
