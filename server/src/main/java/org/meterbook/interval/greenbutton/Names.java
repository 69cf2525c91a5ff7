package org.meterbook.interval.greenbutton;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterbook.greenbutton.Customer;
import org.meterbook.greenbutton.CustomerAccount;
import org.meterbook.greenbutton.CustomerAgreement;
import org.meterbook.greenbutton.Entry;
import org.meterbook.greenbutton.GreenButtonFile;
import org.meterbook.greenbutton.Meter;
import org.meterbook.greenbutton.UsagePoint;
import org.meterbook.interval.FileText;

/** What a file calls its things. */
final class Names {
  private Names() {}

  /** What a thing is called everywhere: its link, else its id; empty if it has neither. */
  static Optional<String> of(Entry entry) {
    return Optional.of(entry.href().isBlank() ? entry.id() : entry.href())
        .map(String::strip)
        .filter(name -> !name.isEmpty() && name.length() <= FileText.LONGEST_NAME);
  }

  /** What people call a thing. */
  static String shown(Entry entry) {
    String title = entry.title().strip().replaceAll("\\s+", " ");
    return title.isEmpty()
        ? of(entry).orElse("without name")
        : FileText.cut(title, FileText.LONGEST_NAME);
  }

  /** All by which a usage point's meter may be known, best first. */
  static List<String> of(UsagePoint point, GreenButtonFile file) {
    Set<String> names = new LinkedHashSet<>();
    names.add(point.entry().href());
    names.add(point.entry().id());
    names.add(point.entry().title());
    names.addAll(serialNumbers(point, file));
    names.removeIf(String::isBlank);
    return List.copyOf(names);
  }

  /**
   * Of the meters of the agreements whose locations have the point; of all, if it is the only one.
   */
  private static List<String> serialNumbers(UsagePoint point, GreenButtonFile file) {
    boolean only = file.usagePoints().size() == 1;
    List<String> numbers = new ArrayList<>();
    for (Customer customer : file.customers()) {
      for (CustomerAccount account : customer.accounts()) {
        for (CustomerAgreement agreement : account.agreements()) {
          boolean of =
              only
                  || agreement.locations().stream()
                      .anyMatch(place -> place.usagePoints().contains(point.entry().href()));
          if (of) {
            agreement.meters().stream()
                .map(Meter::serialNumber)
                .flatMap(Optional::stream)
                .forEach(numbers::add);
          }
        }
      }
    }
    return numbers;
  }
}
