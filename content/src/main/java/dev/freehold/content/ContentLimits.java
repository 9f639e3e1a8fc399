package dev.freehold.content;

/** The limits of this module. Each name ends in its unit. */
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
   * How long it is taken for granted which key an owner's new objects are sealed under, in
   * milliseconds. What is sealed within that time after a renewal is sealed twice.
   */
  public static final long SEALING_KEY_KNOWN_MILLIS = 1_000;

  /** The most mailboxes and sites whose key for new objects is known. */
  public static final int SEALING_KEYS_KNOWN_MAX = 10_000;

  /**
   * How long after it was sealed an object can be registered, in seconds. Half of the shortest
   * grace period: the other half is for the transaction and for clocks that differ.
   */
  public static final long REGISTER_WITHIN_SECONDS = 30 * 60;

  /** The shortest grace period before a blob without a row counts as an orphan, in seconds. */
  public static final long ORPHAN_GRACE_MIN_SECONDS = 2 * REGISTER_WITHIN_SECONDS;

  /** The most leftovers of crashed writers that one sweep removes. */
  public static final int SWEEP_TEMPORARIES_MAX_FILES = 10_000;

  /**
   * How long readers of a blob folder take a folder that was no symbolic link for one that still is
   * none, in milliseconds. Who can make a link there can delete the blobs as well, and what is
   * behind one does not open unless it is what was sealed.
   */
  public static final long FOLDER_RECHECK_MILLIS = 1_000;

  /** The most folders of blobs of which a node remembers that their names are durable. */
  public static final int DURABLE_FOLDERS_MAX = 50_000;

  /** The most objects that are released by one call. */
  public static final int RELEASE_MAX_OBJECTS = 1_000;

  /** The most mailboxes and sites that were purged and are looked up at once. */
  public static final int FREEING_PAGE_MAX_OWNERS = 100;

  /** The most rows of one purged mailbox or site that are removed by one transaction. */
  public static final int FREEING_PAGE_MAX_ROWS = 500;

  /** The longest pause of the freeing between two pages while people wait, in milliseconds. */
  public static final long FREEING_MAX_PAUSE_MILLIS = 2_000;

  /** How long the sealing of one batch again may take before it is committed, in milliseconds. */
  public static final long RESEAL_BATCH_MILLIS = 1_000;

  /** The most plaintext of a batch that is resealed; a single object may have more. */
  public static final long RESEAL_BATCH_MAX_BYTES = 64L << 20;

  /** The most objects of a batch that is resealed. */
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

  /**
   * The size of a part of an upload to an S3 store, in bytes; a blob of one part is sent by one
   * request. A writer holds one part in memory. S3 takes no smaller ones than 5 MiB.
   */
  public static final int S3_PART_BYTES = 8 << 20;

  /** The most parts that S3 takes for one object. */
  public static final int S3_PARTS_MAX = 10_000;

  /**
   * How many parts have {@link #S3_PART_BYTES} even if the blob may become so large that the later
   * ones must have more: nobody pays for the bound before 7.8 GiB.
   */
  public static final int S3_SMALL_PARTS = 1_000;

  /** The largest blob of an S3 store: S3's own bound, 5 TiB. */
  public static final long S3_BLOB_MAX_BYTES = 5L << 40;

  /**
   * How long an upload of several parts may take, in seconds. S3 dates the object by the beginning
   * of the upload, so a listing adds this before anyone calls the object old.
   */
  public static final long S3_UPLOAD_MAX_SECONDS = 72 * 3_600;

  /** How much of a blob of an S3 store is read when it is opened, in bytes. */
  public static final int S3_HEAD_BYTES = 256 << 10;

  /** How much the first request asks for when a blob is read on in order, in bytes. */
  public static final int S3_READ_AHEAD_MIN_BYTES = 1 << 20;

  /** The most that a later request asks for; each asks for twice as much as the one before. */
  public static final int S3_READ_AHEAD_MAX_BYTES = 64 << 20;

  /** How often a read whose connection broke is gone on with before it fails. */
  public static final int S3_READ_RESUMES_MAX = 3;

  /** The most connections to an S3 store; readers in the middle of a blob hold one each. */
  public static final int S3_CONNECTIONS_MAX = 512;

  /** How long making a connection to an S3 store, or waiting for a free one, may take. */
  public static final long S3_CONNECT_MILLIS = 5_000;

  /** How long an S3 store may be silent in the middle of a request. */
  public static final long S3_SILENCE_MILLIS = 30_000;

  /** How long a request waits for an S3 store before it is found out whether the store lives. */
  public static final long S3_STUCK_MILLIS = 2_000;

  /** How long each of the two probes may take that find it out. */
  public static final long S3_GATE_PROBE_MILLIS = 3_000;

  /**
   * How long a request with a body of more than {@link #S3_LARGE_BODY_BYTES} may get rid of nothing
   * before it is given up at a store that answers nobody. On a slow line a machine takes bytes in
   * gusts.
   */
  public static final long S3_SENDING_STUCK_MILLIS = 9_000;

  /** The largest body that even a slow line takes in no time. */
  public static final long S3_LARGE_BODY_BYTES = 64 << 10;

  /** How often it is looked whether requests wait in vain for an S3 store. */
  public static final long S3_LOOK_MILLIS = 500;

  /** How long the question whether an S3 store answers may take. */
  public static final long S3_PROBE_MILLIS = 4_000;

  private ContentLimits() {}

  /** How many rows a scrub reads at a time. */
  public static final int SCRUB_PAGE_ROWS = 200;

  /** The same while requests are under way; a longer pause than they take follows them. */
  public static final int SCRUB_BUSY_PAGE_ROWS = 20;

  /** The most findings of a scrub that are kept by themselves; more are counted. */
  public static final int SCRUB_MAX_FINDINGS = 10_000;

  /** How long a node may be silent before its scrub counts as broken off. */
  public static final int SCRUB_SILENT_SECONDS = 300;
}
