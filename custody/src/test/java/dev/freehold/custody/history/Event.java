package dev.freehold.custody.history;

/**
 * One invocation and its completion. Places in the history are counted, times are in nanoseconds.
 *
 * @param client whose
 * @param op what was asked
 * @param invoked the place of the invocation
 * @param invokedNanos the time of it
 * @param completed the place of the completion
 */
record Event(String client, Op op, long invoked, long invokedNanos, long completed, Result result) {

  /** What came of it. */
  sealed interface Result {

    record Done(Object value) implements Result {}

    record Refused(String code) implements Result {}

    /** The process died; it may have happened or not. */
    record Unknown() implements Result {}
  }

  boolean isDone() {
    return result instanceof Result.Done;
  }

  /** True if and only if it may have had an effect. */
  boolean mayHaveHappened() {
    return !(result instanceof Result.Refused);
  }

  boolean isRefused(String code) {
    return result instanceof Result.Refused refused && refused.code().equals(code);
  }

  Object value() {
    return result instanceof Result.Done done ? done.value() : null;
  }
}
