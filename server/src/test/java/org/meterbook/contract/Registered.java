package org.meterbook.contract;

import org.meterbook.api.Operations;
import org.meterbook.app.Api;

/** The operations that are compared with the contract. */
final class Registered {
  private Registered() {}

  static Operations operations() {
    return Api.describe();
  }
}
