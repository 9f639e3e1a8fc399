package dev.freehold.persistence;

import java.util.HashSet;
import java.util.Set;

/**
 * The databases in whose transactions the running code is. A call back into one of them would wait
 * for itself, so it is refused at once. The set is passed on when work moves to another thread.
 */
public final class OpenTransactions {

  private static final ScopedValue<Set<Database>> OPEN = ScopedValue.newInstance();

  private OpenTransactions() {}

  /** The databases the caller is inside of. */
  public static Set<Database> current() {
    return OPEN.orElse(Set.of());
  }

  /**
   * Refuses a nested call.
   *
   * @throws IllegalStateException if the caller is inside a transaction of {@code database}
   */
  public static void refuseNested(Database database) {
    if (current().contains(database)) {
      throw new IllegalStateException(
          "the caller is inside a transaction of this database already;"
              + " pass the handle on instead of calling read or write again");
    }
  }

  /** Runs {@code work} as inside {@code database} and {@code outer}. */
  public static <R> R inside(
      Database database, Set<Database> outer, ScopedValue.CallableOp<R, RuntimeException> work) {
    Set<Database> inner = new HashSet<>(outer);
    inner.add(database);
    return ScopedValue.where(OPEN, inner).call(work);
  }
}
