package dev.freehold.content;

/** Every bound of the module, each with its unit in the name. */
public final class ContentLimits {

  /** The largest object: 1 TiB of plaintext, far below what FLOE's counters allow. */
  public static final long OBJECT_MAX_BYTES = 1L << 40;

  /** The most entries that one page of a blob listing may have; S3's own bound. */
  public static final int LIST_PAGE_MAX_ENTRIES = 1000;

  /**
   * How long a reader or writer may go on without asking for the owner key again, in milliseconds.
   * With it a stream ends at most this long after the key's lease did.
   */
  public static final long KEY_RECHECK_MILLIS = 500;

  /**
   * How long after it was sealed an object can be registered, in seconds. Half of the shortest
   * grace period: the other half is for the transaction and for clocks that differ.
   */
  public static final long REGISTER_WITHIN_SECONDS = 30 * 60;

  /** The shortest grace period before a blob without a row counts as an orphan, in seconds. */
  public static final long ORPHAN_GRACE_MIN_SECONDS = 2 * REGISTER_WITHIN_SECONDS;

  /** The most leftovers of crashed writers that one sweep removes. */
  public static final int SWEEP_TEMPORARIES_MAX_FILES = 10_000;

  /** How long the sealing of one batch again may take before it is committed, in milliseconds. */
  public static final long RESEAL_BATCH_MILLIS = 1_000;

  /** The most plaintext of a batch that is sealed again; a single object may have more. */
  public static final long RESEAL_BATCH_MAX_BYTES = 64L << 20;

  /** The most objects of a batch that is sealed again. */
  public static final int RESEAL_BATCH_MAX_OBJECTS = 1_000;

  /** The most objects that cannot be read and that one batch passes over. */
  public static final int RESEAL_PASSED_OVER_MAX_OBJECTS = 100;

  /** The most objects that one commit after the other finds locked before a batch gives up. */
  public static final int RESEAL_LOCKED_MAX_OBJECTS = 4;

  /** The most damaged objects that are read again at once. */
  public static final int RECHECK_MAX_OBJECTS = 100;

  /** How often the sealing of a large object again reports to its job, in milliseconds. */
  public static final long RESEAL_HEARTBEAT_MILLIS = 5_000;

  /** How long the commit of a batch waits for a row that a user's transaction has locked. */
  public static final long RESEAL_LOCK_WAIT_MILLIS = 250;

  private ContentLimits() {}
}
