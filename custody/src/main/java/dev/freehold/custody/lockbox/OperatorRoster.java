package dev.freehold.custody.lockbox;

import dev.freehold.custody.CustodyException;
import org.jdbi.v3.core.Handle;

/** Says which operators can take one of two steps. Thread-safe. */
@FunctionalInterface
public interface OperatorRoster {

  /**
   * Returns if and only if no other operator can have made this one.
   *
   * @throws CustodyException {@code OPERATOR_NOT_NAMED}
   */
  void requireNamed(Handle tx, String objectId);
}
