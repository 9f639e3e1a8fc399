package dev.freehold.persistence;

/** The limits of this package, in one place. */
public final class PersistenceLimits {

  /** Writers that may wait for the SQLite writer; a further one waits outside, then is refused. */
  public static final int MAX_WAITING_WRITES = 1024;

  /** How long a writer waits until its work starts, or a reader for a connection. */
  public static final long MAX_WAIT_MILLIS = 10_000;

  /** Milliseconds between two looks at the writers of an SQLite file that wait too long. */
  public static final long WAIT_LOOK_MILLIS = 200;

  /** Works that share one commit. */
  public static final int MAX_BATCH_WRITES = 256;

  /** A batch older than this takes no further work, so that the first of it is not kept waiting. */
  public static final long MAX_BATCH_MILLIS = 20;

  /**
   * A work that took this long is the last of its batch. A flush is little beside it, its caller
   * can go on while the next one runs, and one behind it would copy each page for its savepoint.
   */
  public static final long LONG_WORK_MILLIS = 10;

  /** Work in a transaction longer than this holds everyone up, and is logged. */
  public static final long SLOW_WORK_MILLIS = 1_000;

  /** Read-only connections to an SQLite file. */
  public static final int SQLITE_READERS = 4;

  /** For locks that a foreign program, such as a backup tool, holds on an SQLite file. */
  public static final int SQLITE_BUSY_MILLIS = 5_000;

  /** A larger SQLite file is not rewritten as a whole: its copy is in memory, and writers wait. */
  public static final long MAX_VACUUM_BYTES = 128L << 20;

  /** A larger table of a larger file is not rewritten. */
  public static final int MAX_REWRITTEN_PAGES = 4096;

  /** Free pages that are overwritten in one transaction. */
  public static final long FILL_BYTES = 8L << 20;

  /** How often an erasure tries to cut the log. */
  public static final int MAX_LOG_ATTEMPTS = 10;

  /** How long each attempt waits for readers, and writers with it. */
  public static final int LOG_ATTEMPT_MILLIS = 300;

  /** A larger PostgreSQL table is not rewritten: nobody could use it meanwhile. */
  public static final long MAX_REWRITTEN_TABLE_BYTES = 64L << 20;

  /** How often an erasure looks whether older transactions have ended, and how long it waits. */
  public static final int MAX_SNAPSHOT_LOOKS = 20;

  /** How long an erasure waits before it looks again at snapshots in use, in seconds. */
  public static final String SNAPSHOT_WAIT_SECONDS = "0.25";

  /** How long an erasure waits for a PostgreSQL table, while others wait behind it. */
  public static final int ERASURE_LOCK_MILLIS = 5_000;

  /** How long connecting to a PostgreSQL server may take. */
  public static final int CONNECT_SECONDS = 5;

  /** How long it may take in all until a new connection can be used. */
  public static final int LOGIN_SECONDS = 3;

  /** A PostgreSQL server that sends nothing for this long during a call counts as failed. */
  public static final int SOCKET_SECONDS = 60;

  /**
   * The same for a step of a migration or an erasure, which may rewrite a large table. A server
   * that is gone without a word is noticed after this long at the latest.
   */
  public static final int LONG_SOCKET_SECONDS = 24 * 3_600;

  /**
   * How long a call waits for a connection before it looks whether the server answers at all; it
   * waits on if so. Also how long a connection that was idle may take to answer.
   */
  public static final int POOL_WAIT_MILLIS = 500;

  /** How often a PostgreSQL server is asked whether it answers. */
  public static final int PULSE_MILLIS = 200;

  /** How long each step of asking may take: connecting, and the answer. */
  public static final int PULSE_SECONDS = 1;

  /**
   * A PostgreSQL server that has not answered for this long is down: calls under way are given up.
   * With what else a request takes, an answer comes in less than two seconds.
   */
  public static final int MAX_SILENCE_MILLIS = 1_200;

  /** A writer that sends nothing for this long within a transaction counts as dead. */
  public static final int IDLE_IN_TRANSACTION_SECONDS = 30;

  /** How long notices of changes are gathered before they go to other processes together. */
  public static final long NOTICE_GATHER_MILLIS = 20;

  /** Changed rows that wait to be told of; if there are more, others are told of anything. */
  public static final int MAX_PENDING_NOTICES = 2_000;

  /** How long a process that ends waits for notices that are being sent. */
  public static final long NOTICE_END_MILLIS = 5_000;

  /** How often a process that listens sends itself a notice. */
  public static final long NOTICE_BEAT_MILLIS = 1_000;

  /** If none came back for so long, notices do not arrive, and the connection is made anew. */
  public static final long NOTICE_SILENCE_MILLIS = 4_000;

  /** How long one wait for notices takes at most. */
  public static final int NOTICE_WAIT_MILLIS = 500;

  /** From a failure of sending or hearing notices to the next attempt; doubled with each. */
  public static final long NOTICE_RETRY_MILLIS = 250;

  /** The longest such time: where notices never arrive, it is tried once a minute. */
  public static final long MAX_NOTICE_RETRY_MILLIS = 60_000;

  static final int MIN_CONNECTIONS = 2;
  static final int MAX_CONNECTIONS = 200;

  private PersistenceLimits() {}

  static void checkMaxConnections(int maxConnections) {
    if (maxConnections < MIN_CONNECTIONS || maxConnections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException(
          "connections must be %d to %d, got %d"
              .formatted(MIN_CONNECTIONS, MAX_CONNECTIONS, maxConnections));
    }
  }
}
