package org.meterbook.bench;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.meterbook.collection.connector.Connector;
import org.meterbook.collection.connector.Found;
import org.meterbook.collection.connector.Login;
import org.meterbook.collection.connector.Session;

/** A utility whose interval data is left alone. */
record WithoutIntervals(Connector utilityItself) implements Connector {
  @Override
  public String utility() {
    return utilityItself.utility();
  }

  @Override
  public String title() {
    return utilityItself.title();
  }

  @Override
  public Access access() {
    return utilityItself.access();
  }

  @Override
  public ZoneId zone() {
    return utilityItself.zone();
  }

  @Override
  public Session logIn(Login login) {
    Session session = utilityItself.logIn(login);
    return new Session() {
      @Override
      public List<Found.Meter> meters() {
        return session.meters();
      }

      @Override
      public List<Found.BillEntry> bills(String meter, LocalDate from) {
        return session.bills(meter, from);
      }

      @Override
      public Found.Bill bill(String meter, String bill) {
        return session.bill(meter, bill);
      }

      @Override
      public Stream<Found.Day> intervals(String meter, LocalDate from, LocalDate to) {
        return Stream.empty();
      }

      @Override
      public List<Found.Account> accounts() {
        return session.accounts();
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }
}
