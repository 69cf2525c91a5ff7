package org.meterbook.collection.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Problem;
import org.meterbook.collection.Inbox;
import org.meterbook.http.Exchange;

/** The page on which a customer hands over files, in place of credentials. */
final class HandingOver {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final String OUTDATED =
      "the page was open for too long. Please choose your files again.";

  private final Desk desk;
  private final Receipts receipts;
  private final Inbox inbox;

  HandingOver(Desk desk, Receipts receipts, Inbox inbox) {
    this.desk = desk;
    this.receipts = receipts;
    this.inbox = inbox;
  }

  Answer show(Portal portal, String code, Fields query) {
    Granted granted = receipts.granted(portal, code);
    String receipt = desk.links().receipt(portal, code);
    if (!desk.takesFiles(granted)) {
      return new Answer.Redirect(receipt);
    }
    String token = query.get("t");
    boolean visiting =
        Visit.open(desk.tokens(), portal, token, desk.now())
            .filter(visit -> visit.receipt().equals(code))
            .isPresent();
    List<Unkept> unkept =
        desk.tokens()
            .open(notice(portal, code), query.get("n"), desk.now())
            .map(Unkept::read)
            .orElse(List.of());
    Handover handover = Handover.of(desk, portal, code, granted, visiting ? token : "", unkept);
    String done = visiting ? desk.links().visit(portal, "/finish", token) : receipt;
    Frame frame = desk.frame(portal, "Hand over your bills");
    return Answer.page(200, "upload", Map.of("frame", frame, "handover", handover, "done", done));
  }

  /**
   * Takes the files in one by one, each for itself; the page after it tells what became of them.
   */
  Answer take(Portal portal, String code, Exchange exchange) {
    Granted granted = receipts.granted(portal, code);
    if (!desk.takesFiles(granted)) {
      return new Answer.Redirect(desk.links().receipt(portal, code));
    }
    Delivery delivery = new Delivery(portal, code, granted);
    Parts parts = Parts.of(exchange);
    for (Optional<Parts.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
      delivery.take(part.get());
    }
    String token =
        desk.tokens().sign(notice(portal, code), Unkept.write(delivery.unkept()), desk.now(), LIFE);
    return new Answer.Redirect(
        Way.with(desk.links().upload(portal, code), "t", delivery.field("t"), "n", token));
  }

  private static String notice(Portal portal, String code) {
    return "files " + portal.name() + " " + code;
  }

  /** The files of one request. */
  private final class Delivery {
    private final Portal portal;
    private final String code;
    private final Granted granted;
    private final Map<String, String> fields = new HashMap<>();
    private final List<Unkept> unkept = new ArrayList<>();
    private int room;
    private int count;

    Delivery(Portal portal, String code, Granted granted) {
      this.portal = portal;
      this.code = code;
      this.granted = granted;
      this.room =
          HandedFile.MOST - desk.read(portal, sql -> HandedFile.of(sql, granted.id())).size();
    }

    String field(String name) {
      return fields.getOrDefault(name, "");
    }

    List<Unkept> unkept() {
      return unkept;
    }

    void take(Parts.Part part) {
      switch (part) {
        case Parts.Part.Field field -> fields.putIfAbsent(field.name(), field.value());
        case Parts.Part.TooLarge file -> refuse(file.name(), "it is larger than 20 MB.");
        case Parts.Part.Attached file -> {
          // A browser sends a part without a name where no file was chosen.
          if (!file.name().isEmpty() || file.bytes().length > 0) {
            take(file);
          }
        }
      }
    }

    /** The page's token stands before its files. */
    private void take(Parts.Part.Attached file) {
      if (desk.tokens()
          .open(Handover.purpose(portal, code), field("token"), desk.now())
          .isEmpty()) {
        refuse(file.name(), OUTDATED);
      } else if (++count > Handover.MOST) {
        refuse(file.name(), "these were more than %d files.".formatted(Handover.MOST));
      } else if (room <= 0) {
        refuse(file.name(), "there are too many files already.");
      } else if (file.bytes().length == 0) {
        refuse(file.name(), "it is empty.");
      } else {
        keep(file);
      }
    }

    private void keep(Parts.Part.Attached file) {
      var dropped = new Inbox.Dropped(file.name(), file.bytes(), "page");
      try {
        Inbox.Taken taken = desk.write(portal, sql -> inbox.take(sql, granted.id(), dropped));
        if (taken.known()) {
          unkept.add(Unkept.known(taken.uid()));
        } else {
          room--;
        }
      } catch (Problem _) {
        refuse(file.name(), "the authorization has ended meanwhile.");
      }
    }

    /** No more are told of than one request may bring; the address would grow too long. */
    private void refuse(String name, String why) {
      if (unkept.size() < Handover.MOST) {
        unkept.add(Unkept.refused(name, why));
      }
    }
  }
}
