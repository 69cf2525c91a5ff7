package org.meterbook.ledger.notification;

import java.util.Arrays;

/** How a user hears of something. */
enum Option {
  SHOW_IN_APP_AND_SEND_EMAIL("ShowInAppAndSendEmail"),
  SHOW_IN_APP_ONLY("ShowInAppOnly"),
  OFF("Off");

  private final String wireName;

  Option(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  static Option of(String wireName) {
    return Arrays.stream(values())
        .filter(option -> option.wireName.equals(wireName))
        .findFirst()
        .orElseThrow();
  }
}
