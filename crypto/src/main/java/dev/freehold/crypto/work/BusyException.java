package dev.freehold.crypto.work;

import java.time.Duration;

/** Work was refused because too much waits before it. None of it was done. */
public final class BusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean ofOwnShare;
  private final Duration retryAfter;

  BusyException(String pool, boolean ofOwnShare, Duration retryAfter) {
    super("too much work waits for " + pool + "; try again later", null, false, false);
    this.ofOwnShare = ofOwnShare;
    this.retryAfter = retryAfter;
  }

  /** Whether the caller's own share was full; if not, the pool was, or the wait too long. */
  public boolean isOfOwnShare() {
    return ofOwnShare;
  }

  /** When it is worth another try, in whole seconds from now, 1 to 60. */
  public long retryAfterSeconds() {
    return Math.clamp(retryAfter.plusMillis(999).toSeconds(), 1, 60);
  }
}
