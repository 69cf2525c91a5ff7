package org.meterbook.ledger.setup;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterbook.api.Times;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the cells of a column hold: between what somebody typed, the one text by which cells are
 * compared, and JSON. An empty text is an empty cell.
 */
interface Cell {
  JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * The text by which it is compared.
   *
   * @throws CellFault what was typed is none
   */
  String read(String typed);

  /** The text of a property of an answer. */
  String shown(JsonNode value, Codes codes);

  /** The property of a body. */
  JsonNode sent(String text, Codes codes);

  /** The value in a workbook. */
  default Object written(String text) {
    return text;
  }

  /** What its codes name. */
  default Optional<Lookup> lookup() {
    return Optional.empty();
  }

  /** The codes in a text. */
  default List<String> codes(String text) {
    return text.isEmpty() ? List.of() : List.of(text);
  }

  /** How it is to be filled in. */
  String form();

  /** One value. */
  enum Plain implements Cell {
    TEXT("text") {
      @Override
      String strict(String typed) {
        // A workbook keeps no carriage returns.
        return typed.replace("\r\n", "\n");
      }
    },
    NUMBER("number") {
      @Override
      String strict(String typed) {
        BigDecimal number = new BigDecimal(typed).stripTrailingZeros();
        if (Math.abs((long) number.scale()) > MOST_DIGITS) {
          throw new NumberFormatException("exponent");
        }
        return number.toPlainString();
      }

      @Override
      public JsonNode sent(String text, Codes codes) {
        return text.isEmpty() ? JSON.nullNode() : JSON.numberNode(new BigDecimal(text));
      }

      @Override
      public Object written(String text) {
        return new BigDecimal(text);
      }
    },
    DATE("date such as 2026-03-30") {
      @Override
      String strict(String typed) {
        return Times.format(
            typed.length() <= DAY_LENGTH
                ? LocalDate.parse(typed).atStartOfDay()
                : LocalDateTime.parse(typed));
      }

      @Override
      public Object written(String text) {
        return LocalDateTime.parse(text);
      }
    },
    TRUTH("yes or no") {
      @Override
      String strict(String typed) {
        return switch (typed.toLowerCase(Locale.ROOT)) {
          case "yes", "true", "1", "y" -> "yes";
          case "no", "false", "0", "n" -> "no";
          default -> throw new NumberFormatException(typed);
        };
      }

      @Override
      public JsonNode sent(String text, Codes codes) {
        return text.isEmpty() ? JSON.nullNode() : JSON.booleanNode(text.equals("yes"));
      }
    };

    private static final int MOST_DIGITS = 400;
    private static final int DAY_LENGTH = 10;

    private final String form;

    Plain(String form) {
      this.form = form;
    }

    /**
     * @throws NumberFormatException it is none
     * @throws DateTimeParseException it is none
     */
    abstract String strict(String typed);

    @Override
    public String read(String typed) {
      String text = typed.strip();
      try {
        return text.isEmpty() ? "" : strict(text);
      } catch (NumberFormatException | DateTimeParseException _) {
        throw new CellFault("", "must be a %s, not '%s'".formatted(form, text));
      }
    }

    @Override
    public String shown(JsonNode value, Codes codes) {
      return value.isNull() || value.isMissingNode() ? "" : read(value.asString());
    }

    @Override
    public JsonNode sent(String text, Codes codes) {
      return text.isEmpty() ? JSON.nullNode() : JSON.stringNode(text);
    }

    @Override
    public String form() {
      return form;
    }
  }

  /** Several texts with a semicolon between them. */
  record Texts() implements Cell {
    @Override
    public String read(String typed) {
      return split(typed).collect(Collectors.joining("; "));
    }

    private static Stream<String> split(String text) {
      return Arrays.stream(text.split(";", -1)).map(String::strip).filter(each -> !each.isEmpty());
    }

    @Override
    public String shown(JsonNode value, Codes codes) {
      return value.valueStream().map(JsonNode::asString).collect(Collectors.joining("; "));
    }

    @Override
    public JsonNode sent(String text, Codes codes) {
      return JSON.arrayNode()
          .addAll(split(text).map(each -> (JsonNode) JSON.stringNode(each)).toList());
    }

    @Override
    public String form() {
      return "several with ; between them";
    }
  }

  /** The code of a row, whose id is sent and shown. */
  record Code(Lookup of) implements Cell {
    @Override
    public String read(String typed) {
      return typed.strip();
    }

    @Override
    public String shown(JsonNode value, Codes codes) {
      return value.isNumber() ? codes.code(of, value.intValue()) : "";
    }

    @Override
    public JsonNode sent(String text, Codes codes) {
      return text.isEmpty() ? JSON.nullNode() : JSON.numberNode(codes.id(of, text));
    }

    @Override
    public Optional<Lookup> lookup() {
      return Optional.of(of);
    }

    @Override
    public String form() {
      return "a " + of.noun();
    }
  }

  /** The codes of rows with a semicolon between them. */
  record Several(Lookup of) implements Cell {
    @Override
    public String read(String typed) {
      return codes(typed).stream()
          .sorted(String.CASE_INSENSITIVE_ORDER)
          .collect(Collectors.joining("; "));
    }

    @Override
    public String shown(JsonNode value, Codes codes) {
      return read(
          value
              .valueStream()
              .map(id -> codes.code(of, id.intValue()))
              .collect(Collectors.joining("; ")));
    }

    @Override
    public JsonNode sent(String text, Codes codes) {
      return JSON.arrayNode()
          .addAll(
              codes(text).stream()
                  .map(code -> (JsonNode) JSON.numberNode(codes.id(of, code)))
                  .toList());
    }

    @Override
    public Optional<Lookup> lookup() {
      return Optional.of(of);
    }

    @Override
    public List<String> codes(String text) {
      return Texts.split(text).toList();
    }

    @Override
    public String form() {
      return "codes, with ; between them: each a %s".formatted(of.noun());
    }
  }
}
