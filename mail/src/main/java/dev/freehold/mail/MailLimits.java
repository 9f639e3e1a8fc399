package dev.freehold.mail;

import java.time.Duration;

/** The limits of the mail module, in one place. */
public final class MailLimits {

  /** The largest message, in bytes of its RFC 822 text. */
  public static final long MAX_MESSAGE_BYTES = 150L * 1024 * 1024;

  /** Where the search for the end of a header stops; what has none by then is all body. */
  public static final long MAX_HEADER_BYTES = 1024 * 1024;

  /** How much of a message is read to find its date and status. */
  public static final int MAX_PEEK_BYTES = 64 * 1024;

  /** The longest mbox separator line, line end included. */
  public static final int MAX_FROM_LINE_BYTES = 512;

  /** How many unquoted {@code From } lines of one mbox message are remembered as such. */
  public static final int MAX_BARE_FROM_LINES = 128;

  /** The longest original file name that is kept, in characters. */
  public static final int MAX_FILE_NAME_CHARS = 255;

  /**
   * The longest encoded properties of one message, before sealing. What an import source makes is
   * always shorter; in Base64 it still fits the 8 KiB that HTTP servers allow for all headers.
   */
  public static final int MAX_PROPERTIES_BYTES = 5 * 1024;

  /** How much of a message's start is kept in memory while it passes, to make its envelope. */
  public static final int MAX_ENVELOPE_START_BYTES = 64 * 1024;

  /** The longest subject that an envelope keeps, in characters. */
  public static final int MAX_SUBJECT_CHARS = 1000;

  /** The longest text of an address field that an envelope keeps, in characters. */
  public static final int MAX_ADDRESS_TEXT_CHARS = 1000;

  /** How many addresses of a field an envelope keeps. */
  public static final int MAX_ENVELOPE_ADDRESSES = 32;

  /** How many message ids an envelope keeps of {@code References}: the first and the last ones. */
  public static final int MAX_REFERENCES = 64;

  /** The longest message id that an envelope keeps, in characters. */
  public static final int MAX_MESSAGE_ID_CHARS = 255;

  /** The longest media type that an envelope keeps, in characters. */
  public static final int MAX_MEDIA_TYPE_CHARS = 127;

  /** The longest preview, in characters (RFC 8970 section 3.2). */
  public static final int MAX_PREVIEW_CHARS = 200;

  /** How much decoded text of one body part is read to make a preview. */
  public static final int MAX_PREVIEW_SOURCE_CHARS = 16 * 1024;

  /** How deep body parts nest before an envelope ignores what is below. */
  public static final int MAX_MIME_DEPTH = 16;

  /** The longest encoded envelope, before sealing. All other bounds together stay below it. */
  public static final int MAX_ENVELOPE_BYTES = 64 * 1024;

  /** The longest folder path, in characters. */
  public static final int MAX_FOLDER_PATH_CHARS = 512;

  /** How deep folders nest. */
  public static final int MAX_FOLDER_DEPTH = 32;

  /** How many folders a mailbox holds. */
  public static final int MAX_FOLDERS = 10_000;

  /** The longest user keyword, in characters. */
  public static final int MAX_KEYWORD_CHARS = 64;

  /** How many user keywords a message has. */
  public static final int MAX_KEYWORDS = 64;

  /** The longest mailbox address, in characters (RFC 5321 section 4.5.3.1.3). */
  public static final int MAX_ADDRESS_CHARS = 254;

  /** The longest display name of a mailbox, in characters. */
  public static final int MAX_DISPLAY_NAME_CHARS = 256;

  /** The longest name of a recipient, in characters. */
  public static final int MAX_NAME_CHARS = 64;

  /** The longest alias of a recipient, in characters. */
  public static final int MAX_ALIAS_CHARS = 64;

  /** How many addresses a recipient has, the primary one included. */
  public static final int MAX_ADDRESSES = 300;

  /** The largest quota of a mailbox. */
  public static final long MAX_QUOTA_BYTES = 1L << 50;

  /** What a mailbox may hold unless the operator or an administrator says otherwise. */
  public static final long DEFAULT_QUOTA_BYTES = 100L * 1024 * 1024 * 1024;

  /** For how long a mailbox that was removed can be recovered. */
  public static final Duration RECOVERABLE_FOR = Duration.ofDays(30);

  /** How many domains a tenant gets mail for. */
  public static final int MAX_ACCEPTED_DOMAINS = 500;

  /** How many principals have full access to one mailbox. */
  public static final int MAX_MAILBOX_PERMISSIONS = 100;

  /** The longest domain, in characters (RFC 1035 section 2.3.4). */
  public static final int MAX_DOMAIN_CHARS = 253;

  /** The highest number of a custom attribute. */
  public static final int MAX_CUSTOM_ATTRIBUTES = 15;

  /** The longest custom attribute, in characters. */
  public static final int MAX_CUSTOM_ATTRIBUTE_CHARS = 1024;

  /** The longest text that may name a recipient, in characters. */
  public static final int MAX_IDENTITY_CHARS = 512;

  /** How many names a search by their beginnings may find before it is refused as too wide. */
  public static final int MAX_NAMES_FOUND = 5_000;

  /** How many mailboxes' statistics one call gives. */
  public static final int MAX_STATISTICS_PER_CALL = 500;

  /** How often a new mailbox's key is made while the policies that cover it change. */
  public static final int MAX_KEY_ATTEMPTS = 5;

  /** How many messages one listing, flag change or expunge covers. */
  public static final int MAX_MESSAGES_PER_CALL = 1000;

  /** How many files one folder of an import source holds. */
  public static final int MAX_FILES_PER_FOLDER = 1_000_000;

  /** How deep the folders of an import source nest. */
  public static final int MAX_SOURCE_DEPTH = 64;

  /** How many appends run at once in an import. */
  public static final int MAX_CONCURRENT_APPENDS = 64;

  /** How many failures of one import or export are kept in detail; the rest are counted. */
  public static final int MAX_REPORTED_FAILURES = 1000;

  /** The most memory that remembered indexes of folders take, in bytes. */
  public static final long MAX_INDEX_BYTES = 16L * 1024 * 1024;

  /** How many messages of a folder the database joins to one text. */
  public static final int INDEX_PAGE = 50_000;

  /** A folder with as many changes since it was last looked at is read anew. */
  public static final int MAX_INDEX_CHANGES = 10_000;

  /** How many different sets of keywords an index of a folder may have. */
  public static final int MAX_INDEXED_KEYWORDS = 1_000;

  private MailLimits() {}

  /**
   * Refuses a page that is empty or too long.
   *
   * @throws IllegalArgumentException unless it has 1 to {@link #MAX_MESSAGES_PER_CALL} rows
   */
  public static void requirePage(int max) {
    if (max < 1 || max > MAX_MESSAGES_PER_CALL) {
      throw new IllegalArgumentException(
          "a page has 1 to %d rows, asked for %d".formatted(MAX_MESSAGES_PER_CALL, max));
    }
  }
}
