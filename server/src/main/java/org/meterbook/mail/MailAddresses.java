package org.meterbook.mail;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Who hears of events by mail. All work in the caller's transaction. */
public final class MailAddresses {
  private static final int LONGEST = 254;

  /** Plain addresses only: nothing that could end a header or name a second recipient. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._%+'/=~!#$&*-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

  private MailAddresses() {}

  /**
   * An address.
   *
   * @param occasions the wire names of the event types it hears of; all if empty
   */
  public record Address(int id, String address, List<String> occasions) {}

  /**
   * Adds an address; answers its id.
   *
   * @throws IllegalArgumentException it is not an address
   */
  public static int add(Sql sql, String address, List<String> occasions) {
    return sql.insert(
        Tables.MAIL_ADDRESS,
        Values.none().with("address", require(address)).with("types", occasions));
  }

  /** All addresses, the oldest first. */
  public static List<Address> list(Sql sql) {
    return sql.list(
        "SELECT mail_address_id, address, types FROM mail_address WHERE tenant_id = :tenant ORDER BY mail_address_id",
        Map.of(),
        row -> new Address(row.integer(1), row.text(2), row.texts(3)));
  }

  /**
   * Removes an address.
   *
   * @throws IllegalArgumentException there is no such address
   */
  public static void remove(Sql sql, int id) {
    if (!sql.exists(
        "SELECT 1 FROM mail_address WHERE tenant_id = :tenant AND mail_address_id = :id",
        Map.of("id", id))) {
      throw new IllegalArgumentException("There is no mail address %d.".formatted(id));
    }
    sql.delete(Tables.MAIL_ADDRESS, id);
  }

  /** Is it one plain address? */
  public static boolean isAddress(String address) {
    return address.length() <= LONGEST && ADDRESS.matcher(address).matches();
  }

  /**
   * The address itself.
   *
   * @throws IllegalArgumentException it is not one plain address
   */
  public static String require(String address) {
    if (!isAddress(address)) {
      throw new IllegalArgumentException(
          "A mail address is written like name@example.com, with at most %d characters."
              .formatted(LONGEST));
    }
    return address;
  }
}
