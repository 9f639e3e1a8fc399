package dev.freehold.server.notifications;

import java.time.Duration;

/** Every bound of notifications. */
public final class NotificationLimits {

  /** How long the same subject is only counted after somebody was notified of it. */
  public static final Duration QUIET = Duration.ofHours(1);

  /** How long a delivery is tried. */
  public static final Duration TRIED_FOR = Duration.ofDays(3);

  /** How long it is kept that somebody was notified. */
  static final Duration KEPT = Duration.ofDays(90);

  /** How often what is older is looked for. */
  static final Duration CLEANING = Duration.ofHours(1);

  /** The pause after the first failure; it doubles with each. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  /** What the pause doubles up to. */
  static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  /** How long one process has a delivery to itself; longer than any try takes. */
  static final Duration LEASE = Duration.ofMinutes(3);

  /** How long one try may take. */
  public static final Duration TRY = Duration.ofSeconds(30);

  /** How often the ledger and what is due are looked at. */
  public static final Duration POLL = Duration.ofSeconds(1);

  /** Entries that are looked through at a time. */
  static final int SCANNED_ENTRIES = 20_000;

  /** Occasions that are taken in one transaction. */
  static final int PAGE_OCCASIONS = 100;

  /** Deliveries that are looked at in a round, of which each receiver gets one. */
  static final int DUE_ROWS = 200;

  /** Deliveries that are tried at the same time on a channel. */
  static final int CONCURRENT_TRIES = 16;

  /** Those of them that are of one tenant. */
  static final int CONCURRENT_TRIES_OF_A_TENANT = 4;

  /** Old notifications that are deleted in a transaction. */
  static final int DELETED_ROWS = 500;

  /** Receivers of one notification on one channel. */
  public static final int MAX_RECEIVERS = 100;

  /** A fact is cut off behind this. */
  static final int MAX_FACT_CHARS = 1_000;

  private NotificationLimits() {}
}
