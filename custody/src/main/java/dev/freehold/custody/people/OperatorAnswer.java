package dev.freehold.custody.people;

import dev.freehold.custody.secrets.OpaqueToken;

/** The answer to a browser that asks whether an operator has approved its code. */
public sealed interface OperatorAnswer {

  /** None has yet. */
  record Waiting() implements OperatorAnswer {}

  /** One said no. */
  record Declined() implements OperatorAnswer {}

  /**
   * There is no such code, it was used, its time is over, or the operator may not come any more.
   */
  record Over() implements OperatorAnswer {}

  /**
   * One has.
   *
   * @param session what the browser shows from now on
   */
  record SignedIn(OpaqueToken session) implements OperatorAnswer {}
}
