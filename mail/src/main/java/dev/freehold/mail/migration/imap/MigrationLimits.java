package dev.freehold.mail.migration.imap;

import java.time.Duration;

/** The limits of migrations, in one place. */
public final class MigrationLimits {

  /** The largest CSV of a batch. */
  public static final int MAX_CSV_BYTES = 10 * 1024 * 1024;

  /** How many mailboxes a batch moves. */
  public static final int MAX_CSV_ROWS = 50_000;

  /** How many columns a CSV has, unknown ones included. */
  public static final int MAX_CSV_COLUMNS = 64;

  /** The longest user name at the source, in characters. */
  public static final int MAX_USER_NAME_CHARS = 256;

  /** The longest name of an endpoint or a batch, in characters. */
  public static final int MAX_NAME_CHARS = 64;

  /** The longest name of a server, in characters. */
  public static final int MAX_SERVER_CHARS = 253;

  /** How many endpoints a tenant has. */
  public static final int MAX_ENDPOINTS = 100;

  /** How many batches a tenant has. */
  public static final int MAX_BATCHES = 1_000;

  /** How many mailboxes an endpoint gives at the same time, at most. */
  public static final int MAX_CONCURRENT = 20;

  /** The highest limit of messages that an endpoint gives within an hour. */
  public static final int MAX_MESSAGES_PER_HOUR = 10_000_000;

  /** How many mailboxes one node migrates at the same time, for all tenants together. */
  public static final int MAX_NODE_PLACES = 60;

  /** How long a batch may use the last place of an endpoint while another waits for it. */
  public static final Duration TURN = Duration.ofMinutes(5);

  /** How many folders a batch names to take or to leave. */
  public static final int MAX_FOLDER_RULES = 100;

  /** The longest name of a folder at the source, as the server writes it. */
  static final int MAX_SOURCE_NAME_CHARS = 1024;

  /** How many messages of one mailbox that were skipped are named; the rest are counted. */
  public static final int MAX_NAMED_SKIPS = 1_000;

  /** How many messages are asked for at a time. */
  static final int MAX_PAGE_MESSAGES = 500;

  /** The longest answer to one command, without the bytes of a message. */
  static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

  /** How many lines an answer has. */
  static final int MAX_ANSWER_LINES = 50_000;

  /** The longest response of an answer, its small literals included. */
  static final int MAX_LINE_BYTES = 64 * 1024;

  /** How often a mailbox is tried again after its connection broke, before it has failed. */
  public static final int MAX_ATTEMPTS = 6;

  /** How often a message is tried that the source does not give, and so is a folder. */
  public static final int MAX_MESSAGE_TRIES = 3;

  /**
   * At how many messages and folders of a mailbox the connection is lost, before it has failed; and
   * at no fewer than were copied.
   */
  public static final int MAX_LOST_ITEMS = 10;

  /** How many messages of a mailbox a run removes, unless somebody approves of more. */
  public static final int DEFAULT_DELETIONS = 100;

  /** How soon after a run of a batch the next one begins, at least. */
  public static final Duration MIN_SYNC_INTERVAL = Duration.ofMinutes(15);

  /** How late after a run of a batch the next one begins. */
  public static final Duration MAX_SYNC_INTERVAL = Duration.ofDays(7);

  /** How long after a run of a batch the next one begins, if nobody says otherwise. */
  public static final Duration DEFAULT_SYNC_INTERVAL = Duration.ofHours(24);

  /** How far ahead a batch may be to complete by itself. */
  public static final Duration MAX_COMPLETE_AHEAD = Duration.ofDays(366);

  /** How many runs of a batch are kept, the latest. */
  public static final int MAX_KEPT_RUNS = 100;

  /** The highest UID (RFC 9051 section 2.3.1.1). */
  public static final long MAX_UID = 0xFFFF_FFFFL;

  /** How many messages are asked for at a time whose flags are compared. */
  static final int MAX_LISTED_MESSAGES = 2_000;

  /** How many messages of a mailbox may be passed over because the source does not give them. */
  public static final int DEFAULT_BAD_ITEMS = 100;

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /** How many addresses of a server are tried. */
  static final int MAX_ADDRESSES = 4;

  /** How long it may take until TLS is agreed on. */
  static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(30);

  /** How long it may take until a server has given an access token. */
  static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(20);

  /** The longest answer of a server that gives access tokens. */
  public static final int MAX_TOKEN_ANSWER_BYTES = 64 * 1024;

  /** The longest access token; those of large services have 2 or 3 KiB. */
  public static final int MAX_TOKEN_BYTES = 16 * 1024;

  /** How many access tokens are kept in memory. */
  public static final int MAX_KEPT_TOKENS = 1_000;

  /** An access token is renewed so long before its end, or sooner if it does not live so long. */
  public static final Duration TOKEN_RENEWAL = Duration.ofMinutes(5);

  /** The longest certificate authority of an endpoint, in characters of PEM. */
  public static final int MAX_AUTHORITY_CHARS = 64 * 1024;

  /** The longest URI of a server that gives access tokens, and the longest scope. */
  public static final int MAX_URI_CHARS = 512;

  /** How long saying good-bye may take. */
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** How long a server may be silent. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  /** How long a whole answer may take, without the bytes of a message. */
  static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  /** A server that gives a message more slowly is as good as gone. */
  static final long MIN_BYTES_PER_SECOND = 4 * 1024;

  /** How long a connection that nobody uses is kept. */
  public static final Duration IDLE_CONNECTION = Duration.ofSeconds(20);

  /** How soon a connection is closed whose batch was stopped, on whatever node. */
  public static final Duration LOOK = Duration.ofSeconds(1);

  private MigrationLimits() {}
}
