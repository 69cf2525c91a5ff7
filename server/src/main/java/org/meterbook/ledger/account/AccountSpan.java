package org.meterbook.ledger.account;

import java.time.LocalDateTime;

/** The widest span of a link between account and meter. */
public final class AccountSpan {
  /** Where none was given, a link begins here. */
  public static final LocalDateTime FIRST = LocalDateTime.of(1899, 1, 1, 0, 0);

  /** Where none was given, a link ends here. */
  public static final LocalDateTime LAST = LocalDateTime.of(3000, 1, 1, 0, 0);

  private AccountSpan() {}
}
