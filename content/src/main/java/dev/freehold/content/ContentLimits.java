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

  private ContentLimits() {}
}
