package dev.freehold.persistence;

import java.util.Optional;

/**
 * The origin of the request that a thread works for, as a text that other modules interpret. It is
 * the only context that is passed on when another thread runs a transaction.
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
