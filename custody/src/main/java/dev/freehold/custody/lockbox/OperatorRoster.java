package dev.freehold.custody.lockbox;

import dev.freehold.custody.CustodyException;
import org.jdbi.v3.core.Handle;

/** Tells whether an operator can ask for access, or agree to a request. Thread-safe. */
@FunctionalInterface
public interface OperatorRoster {

  /**
   * Returns if and only if no other operator can have made this one.
   *
   * @throws CustodyException {@code OPERATOR_NOT_NAMED}
   */
  void requireNamed(Handle tx, String objectId);
}
