package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Deed.Get;
import dev.freehold.chaos.history.Deed.Put;
import java.util.Optional;

/**
 * An operation as a register sees it: a value that one operation after the other reads or replaces.
 *
 * @param end when it had happened; never for what may happen later or not at all
 * @param needed the value that has to be there, or null for any
 * @param inverted whether any value but {@code needed} has to be there instead
 * @param leaves the value that is there afterwards, or null for the same
 * @param because for people, and for the times
 */
record Turn(
    long begin, long end, String needed, boolean inverted, String leaves, Operation because) {

  private static final long NEVER = Long.MAX_VALUE;
  private static final String CONDITION_FAILED = "412";
  private static final String NOT_THERE = "404 NoSuchKey";

  /** A read of {@code value}. */
  static Turn read(Operation operation, String value) {
    return new Turn(operation.begin(), operation.end(), value, false, null, operation);
  }

  /** A write of {@code value}, which may be one that nobody knows to have happened. */
  static Turn write(Operation operation, String value) {
    return new Turn(operation.begin(), end(operation), null, false, value, operation);
  }

  /** A write that happens only to {@code needed}. */
  static Turn change(Operation operation, String needed, String value) {
    return new Turn(operation.begin(), end(operation), needed, false, value, operation);
  }

  /** A read of anything but {@code value}. */
  static Turn unlike(Operation operation, String value) {
    return new Turn(operation.begin(), operation.end(), value, true, null, operation);
  }

  private static long end(Operation operation) {
    return operation.isAcknowledged() ? operation.end() : NEVER;
  }

  /**
   * What a document's register sees of an operation. A refusal changes nothing and tells nothing,
   * but for the one of a condition, which tells what was not there, or that nothing was.
   */
  static Optional<Turn> ofDocument(Operation operation) {
    if (!(operation.deed() instanceof Deed.OfDocument deed)) {
      return Optional.empty();
    }
    return switch (deed) {
      case Get get when operation.isAcknowledged() -> Optional.of(read(operation, get.tag()));
      case Get _ -> Optional.empty();
      case Put put -> ofPut(operation, put);
      case Deed.Delete _ ->
          operation.answered() == Answered.REFUSED
              ? Optional.empty()
              : Optional.of(write(operation, Deed.ABSENT));
    };
  }

  private static Optional<Turn> ofPut(Operation operation, Put put) {
    String unless = put.unless().isEmpty() ? null : put.unless();
    if (operation.answered() != Answered.REFUSED) {
      return Optional.of(change(operation, unless, put.tag()));
    }
    if (unless != null && operation.code().startsWith(CONDITION_FAILED)) {
      return Optional.of(unlike(operation, unless));
    }
    if (unless != null && operation.code().equals(NOT_THERE)) {
      return Optional.of(read(operation, Deed.ABSENT));
    }
    return Optional.empty();
  }

  /** Tells whether it need not have happened. */
  boolean isOptional() {
    return end == NEVER;
  }

  /** Tells whether it leaves the value as it is. */
  boolean isRead() {
    return leaves == null;
  }

  /** Tells whether it can happen while {@code value} is there. */
  boolean fits(String value) {
    return needed == null || needed.equals(value) != inverted;
  }

  /** The same while it is not known whether it happened. */
  Turn uncertain() {
    return new Turn(begin, NEVER, needed, inverted, leaves, because);
  }
}
