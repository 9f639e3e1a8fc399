package dev.freehold.server.health;

import java.util.Set;

/** A check has found causes, more than one perhaps. */
public final class CausesFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Set<Cause> causes;

  /** Says which. */
  public CausesFoundException(Set<Cause> causes) {
    super(causes.toString());
    this.causes = Set.copyOf(causes);
  }

  Set<Cause> causes() {
    return causes;
  }
}
