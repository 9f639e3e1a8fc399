package dev.freehold.persistence;

import java.util.Optional;

/**
 * On whose behalf a thread works, as a text that means something to others. It is the one context
 * that transactions take along when another thread runs them.
 */
public final class WorkOrigin {

  private static final ScopedValue<String> NOW = ScopedValue.newInstance();

  private WorkOrigin() {}

  /** Does {@code work} on behalf of {@code origin}. */
  public static <R, X extends Throwable> R call(
      String origin, ScopedValue.CallableOp<? extends R, X> work) throws X {
    return ScopedValue.where(NOW, origin).call(work);
  }

  /** On whose behalf this thread works now; empty for nobody's. */
  public static Optional<String> now() {
    return NOW.isBound() ? Optional.of(NOW.get()) : Optional.empty();
  }

  /** The same work, on behalf of whom this thread works for now, on whatever thread it runs. */
  public static <R> SqlWork<R> carriedBy(SqlWork<R> work) {
    if (!NOW.isBound()) {
      return work;
    }
    String origin = NOW.get();
    return tx -> WorkOrigin.<R, RuntimeException>call(origin, () -> work.run(tx));
  }
}
