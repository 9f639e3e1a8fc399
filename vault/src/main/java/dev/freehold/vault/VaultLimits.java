package dev.freehold.vault;

import java.time.Duration;

/** The limits on input, in one place. */
public final class VaultLimits {

  /** Largest body of a request about keys. */
  public static final int MAX_KEY_BODY_BYTES = 64 * 1024;

  /** Largest body of a management request; 1,024 access policies fit. */
  public static final int MAX_MANAGEMENT_BODY_BYTES = 1024 * 1024;

  /** Largest body of a request to restore a key. */
  public static final int MAX_RESTORE_BODY_BYTES = 8 * 1024 * 1024;

  /** Largest backup: what still fits into that body, in base64 with the JSON around it. */
  public static final int MAX_BACKUP_BYTES = (MAX_RESTORE_BODY_BYTES - 1024) / 4 * 3;

  /** Largest answer that is not JSON of the protocol: what a client of a log takes. */
  public static final int MAX_CONTENT_BYTES = 64 * 1024 * 1024;

  /** Versions of a key that can be backed up. */
  public static final int MAX_BACKUP_VERSIONS = 500;

  /** Deepest nesting of JSON. */
  public static final int MAX_JSON_DEPTH = 16;

  /** How long a request may take, from its first byte to its answer. */
  public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

  /** How often the vault looks for what is due by itself: keys to purge or to rotate. */
  public static final Duration HOUSEKEEPING_INTERVAL = Duration.ofMinutes(1);

  /** How long what was read of a vault counts, unless this process changes it. */
  public static final Duration DIRECTORY_FRESH = Duration.ofSeconds(1);

  /** Vaults, and names of none, that are remembered. */
  public static final int MAX_DIRECTORY_ENTRIES = 4096;

  /** Kinds of requests that are counted apart from each other, within one minute. */
  public static final int MAX_COUNTED_KINDS = 1000;

  /** Refused states of rows that wait to be reported in the ledger. */
  public static final int MAX_WAITING_REFUSALS = 1000;

  /** Access policies of one vault. */
  public static final int MAX_ACCESS_POLICIES = 1024;

  /** IP rules of one vault. */
  public static final int MAX_IP_RULES = 1000;

  /** Role assignments of one subscription. */
  public static final int MAX_ROLE_ASSIGNMENTS = 2000;

  /** Owners of one subscription. */
  public static final int MAX_OWNERS = 256;

  /** Tags of one key or vault. */
  public static final int MAX_TAGS = 15;

  /** Characters of a tag's name or value. */
  public static final int MAX_TAG_CHARS = 256;

  /** Characters of the name of a vault's tag. */
  public static final int MAX_VAULT_TAG_NAME_CHARS = 512;

  /** Uses of keys that wait for a processor, of one caller in one vault. */
  public static final int MAX_WAITING_USES_OF_CALLER = 64;

  /** Uses of keys that wait for a processor. */
  public static final int MAX_WAITING_USES = 1024;

  /** How long a use of a key waits for a processor; clients wait some seconds for the answer. */
  public static final Duration MAX_USE_WAIT = Duration.ofSeconds(4);

  /** RSA keys of one vault that wait to be made. */
  public static final int MAX_WAITING_CREATIONS_OF_VAULT = 8;

  /** RSA keys that wait to be made. */
  public static final int MAX_WAITING_CREATIONS = 64;

  /** How long an RSA key waits to be made. */
  public static final Duration MAX_CREATION_WAIT = Duration.ofSeconds(20);

  /** Rows of keys whose meaning is kept, a few kilobytes each. */
  public static final int MAX_SOUND_ROWS = 1024;

  /** Private keys that are kept parsed at a time. */
  public static final int MAX_PARSED_KEYS = 64;

  /** A private key stays parsed this long after it was, and at most twice that. */
  public static final Duration PARSED_KEY_LIFETIME = Duration.ofSeconds(10);

  /** If somebody else used a version within this time, the person who ends it is told. */
  public static final Duration KEY_USE_RECENT = Duration.ofHours(24);

  /** The uses of one version are written to the database no more often than this. */
  public static final Duration KEY_USE_WRITE_INTERVAL = Duration.ofMinutes(10);

  /** Versions whose uses are kept in memory until they are written. */
  public static final int MAX_TRACKED_KEY_VERSIONS = 10_000;

  /** Stored uses that are read for the warning before a whole key goes. */
  public static final int MAX_WARNED_KEY_USES = 1000;

  /** Random bytes of one answer. */
  public static final int MAX_RANDOM_BYTES = 128;

  /** Items on one page of a list, and the number that is given when none is asked for. */
  public static final int MAX_PAGE_ITEMS = 25;

  /** Shortest retention of what was deleted. */
  public static final int MIN_RETENTION_DAYS = 7;

  /** Longest retention of what was deleted, and the one that is given when none is asked for. */
  public static final int MAX_RETENTION_DAYS = 90;

  private VaultLimits() {}
}
