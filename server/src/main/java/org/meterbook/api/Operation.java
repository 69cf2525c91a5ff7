package org.meterbook.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to know about one operation.
 *
 * @param id verb, noun and version: {@code CreateAccountMeterV3}
 * @param method GET, POST, PUT or DELETE
 * @param path with variables in braces: {@code /api/v3/meter/{meterId}}
 * @param anyOf one of these permissions is asked for; none: every known caller
 * @param open may be called without a key
 * @param parameters query parameters beside those of lists
 * @param deprecation if it is to be removed
 * @param rateClass which rate limit counts it
 * @param action what it does
 * @param summary one line of documentation
 */
public record Operation(
    String id,
    String method,
    String path,
    List<Permission> anyOf,
    boolean open,
    List<Parameter> parameters,
    Optional<Deprecation> deprecation,
    RateClass rateClass,
    Action action,
    String summary) {

  /** What an operation does. */
  public sealed interface Action {}

  /**
   * Lists rows.
   *
   * @param shape what a row looks like
   * @param paged takes {@code pageNumber} and {@code pageSize}
   * @param where a fixed condition on {@code $}; {@code :name} is the path's variable
   * @param filters the names that {@code filter} may use
   * @param reduction what a caller with fewer rights gets
   */
  public record Listing(
      Shape shape,
      boolean paged,
      String where,
      List<FilterField> filters,
      Optional<Reduction> reduction)
      implements Action {}

  /**
   * Answers one row, named by the path's last variable; without variables the row with the id 1.
   *
   * @param where a further condition on {@code $}; {@code :name} is another variable of the path
   * @param found finds the row's id, where it is not the path's last variable; 204 without one
   */
  public record Single(Shape shape, String where, Optional<Function<Call, Optional<Integer>>> found)
      implements Action {}

  /**
   * Writes, in one transaction.
   *
   * @param body what is sent
   * @param answer the shape that is answered with the rows written; empty answers 204
   * @param many answers an array
   * @param where a further condition on {@code $} of the rows shown; {@code :name} is a variable of
   *     the path
   * @param work the business rule; answers the ids of the rows to be shown
   */
  public record Write(
      Optional<Body> body,
      Optional<Shape> answer,
      boolean many,
      String where,
      BiFunction<Call, @Nullable Object, List<Integer>> work)
      implements Action {
    public Write(
        Optional<Body> body,
        Optional<Shape> answer,
        boolean many,
        BiFunction<Call, @Nullable Object, List<Integer>> work) {
      this(body, answer, many, "", work);
    }
  }

  /**
   * Computes an answer that is no row, within one transaction.
   *
   * @param body what is sent
   * @param answer the record that is answered; {@code Void} answers 200 without a body
   * @param many answers an array
   * @param writes changes something, though it may be a GET
   */
  public record Compute(
      Optional<Body> body,
      Class<?> answer,
      boolean many,
      boolean writes,
      BiFunction<Call, @Nullable Object, @Nullable Object> work)
      implements Action {}

  /**
   * Takes in a body that is too large to be held as objects: it is parsed from the wire, before the
   * transactions in which {@code work} writes it. What is wrong with one item is refused by itself.
   *
   * @param taken what the body says, as JSON
   * @param formats further media types that {@code parse} reads, each with a line of explanation
   * @param answer the record that is answered
   */
  public record Intake(
      Body taken,
      java.util.Map<String, String> formats,
      Class<?> answer,
      Function<Incoming, Object> parse,
      IntakeWork work)
      implements Action {
    /** All of it in one transaction. */
    public Intake(
        Body taken,
        java.util.Map<String, String> formats,
        Class<?> answer,
        Function<Incoming, Object> parse,
        BiFunction<Call, Object, Object> work) {
      this(
          taken,
          formats,
          answer,
          parse,
          steps -> parsed -> steps.write(call -> work.apply(call, parsed)));
    }
  }

  /** Writes what was taken in. */
  @FunctionalInterface
  public interface IntakeWork {
    Function<Object, Object> in(Steps steps);
  }

  /** The transactions of work that does not fit into one. */
  public interface Steps {
    /** Does a step; it may be done again, and must change nothing but the database. */
    <T> T write(Function<Call, T> step);

    /** The datasource. */
    long tenant();
  }

  /**
   * A body on its way in.
   *
   * @param stream its bytes
   * @param media its media type in lower case, without parameters
   */
  public record Incoming(java.io.InputStream stream, String media) {}

  /**
   * Does something outside of the database, which therefore happens once and between two
   * transactions: what is to be done is found out, it is done, and what came of it is written down.
   *
   * @param find reads; refuses what cannot be done
   * @param work does it, without a connection
   * @param note writes what came of it; answers it
   */
  public record Outward(
      Optional<Body> body,
      Class<?> answer,
      BiFunction<Call, @Nullable Object, Object> find,
      Function<Object, Object> work,
      BiFunction<Call, Object, Object> note)
      implements Action {}

  /**
   * Writes an answer that is too large to be held as objects, within one snapshot.
   *
   * @param answer the record whose JSON form {@code work} writes
   */
  public record Stream(Class<?> answer, StreamWork work) implements Action {}

  /**
   * Hands out a file.
   *
   * @param body what is sent to say which
   */
  public record Download(Optional<Body> body, BiFunction<Call, @Nullable Object, File> work)
      implements Action {
    /** One that the path says. */
    public Download(Function<Call, File> work) {
      this(Optional.empty(), (call, _) -> work.apply(call));
    }
  }

  /**
   * A file.
   *
   * @param name what it is called where it is kept
   * @param media its media type
   * @param work writes it, within the snapshot in which it was found
   */
  public record File(String name, String media, StreamWork work) {}

  /** Writes an answer piece by piece. */
  public interface StreamWork {
    void write(Call call, java.io.OutputStream out) throws java.io.IOException;
  }

  /** Computes an answer for a caller who need not be known, outside any transaction. */
  public record Public(
      Optional<Body> body, Class<?> answer, Function<@Nullable Object, @Nullable Object> work)
      implements Action {}

  /**
   * What is sent.
   *
   * @param type a record, or {@code Integer}
   * @param many an array of them
   * @param raw the work gets the object as it was sent, whatever its Content-Type and empty where
   *     nothing was sent; the type only describes it
   */
  public record Body(Class<?> type, boolean many, boolean raw) {
    public Body(Class<?> type, boolean many) {
      this(type, many, false);
    }
  }

  /** Without the permission only these top-level fields are answered. */
  public record Reduction(Permission permission, List<String> fields) {}

  Operation with(Action other) {
    return new Operation(
        id, method, path, anyOf, open, parameters, deprecation, rateClass, other, summary);
  }

  Operation with(RateClass other) {
    return new Operation(
        id, method, path, anyOf, open, parameters, deprecation, other, action, summary);
  }

  Operation with(Deprecation other) {
    return new Operation(
        id, method, path, anyOf, open, parameters, Optional.of(other), rateClass, action, summary);
  }

  Operation with(Parameter another) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(another);
    return new Operation(
        id, method, path, anyOf, open, List.copyOf(more), deprecation, rateClass, action, summary);
  }

  /** Refuses a caller who has none of the permissions that it asks for. */
  public void require(Caller caller) {
    if (!caller.may(anyOf)) {
      String wanted = String.join(" or ", anyOf.stream().map(Permission::toString).toList());
      throw Problem.of(ErrorCode.UNAUTHORIZED, "This needs the permission " + wanted + ".");
    }
  }

  /** The version: the path's second segment. */
  public String version() {
    return path.split("/", 4)[2];
  }

  /** The category: the path's third segment, or of a path without a version its last. */
  public String category() {
    String[] segments = path.split("/", 5);
    return segments[Math.min(3, segments.length - 1)].toLowerCase(Locale.ROOT);
  }

  /** The names of the path's variables, in order. */
  public List<String> variables() {
    List<String> names = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (segment.startsWith("{")) {
        names.add(segment.substring(1, segment.length() - 1));
      }
    }
    return names;
  }

  /** The body, if it takes one. */
  public Optional<Body> body() {
    return switch (action) {
      case Write write -> write.body();
      case Compute compute -> compute.body();
      case Public open -> open.body();
      case Intake intake -> Optional.of(intake.taken());
      case Outward outward -> outward.body();
      case Download download -> download.body();
      case Listing _, Single _, Stream _ -> Optional.empty();
    };
  }
}
