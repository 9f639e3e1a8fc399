package dev.freehold.server.features.console;

import java.time.Duration;

/** The limits of pages that follow jobs by themselves, in one place. */
final class LiveLimits {

  /**
   * Streams of one session; a further one ends the oldest. Browsers have six connections to a host,
   * and pages that are loaded need some.
   */
  static final int MAX_STREAMS_OF_SESSION = 4;

  /** Streams of one tenant; a page that would open a further one has to be loaded again by hand. */
  static final int MAX_STREAMS_OF_TENANT = 256;

  /**
   * Streams in all. One more ends the oldest of the tenant that has the most, so that tenants with
   * many do not shut out one with few.
   */
  static final int MAX_STREAMS = 1024;

  /** From the end of one look at the jobs to the next. */
  static final Duration LOOK_INTERVAL = Duration.ofSeconds(3);

  /**
   * A stream without news is written to after this time, so that proxies keep it open and one whose
   * browser left is noticed; and what its person may do is looked up again.
   */
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private LiveLimits() {}
}
