package org.meterbook.ledger.notification;

/** What a notification is about, as the catalogue {@code notification_type} has it. */
public enum NotificationType {
  SYSTEM_MESSAGES(1),
  BILL_IMPORT_AUTOMATION(2),
  INTERVAL_DATA_AUTOMATION(4),
  USER_GROUP_MESSAGES(5);

  private final int id;

  NotificationType(int id) {
    this.id = id;
  }

  int id() {
    return id;
  }
}
