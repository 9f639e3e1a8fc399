package dev.freehold.mailserver;

import java.time.Duration;

/** Every bound of the mail server, in one place. */
public final class MailServerLimits {

  /** How many messages are listed, or have their envelopes opened, at once. */
  public static final int ENVELOPE_PAGE = 1000;

  /** What SORT and THREAD may remember of all folders together, in bytes. */
  public static final long MAX_ORDER_CACHE_BYTES = 96L * 1024 * 1024;

  /** How long what they remember is good after the key was given. */
  public static final Duration ORDER_CACHE_LIFE = Duration.ofSeconds(60);

  /** How often what is older is dropped. */
  public static final Duration ORDER_CACHE_SWEEP = Duration.ofSeconds(10);

  /** How many messages one SORT or THREAD orders. */
  public static final int MAX_ORDERED_MESSAGES = 500_000;

  /** How many keys a SORT names. */
  public static final int MAX_SORT_KEYS = 16;

  /** How deep search keys nest. */
  public static final int MAX_SEARCH_DEPTH = 64;

  /** How deep body parts nest before a search ignores what is below. */
  public static final int MAX_MIME_DEPTH = 64;

  /** The longest header field of a body part that a search parses, in bytes. */
  public static final int MAX_HEADER_FIELD_BYTES = 1024 * 1024;

  /** How many decoded characters of a body are searched at once. */
  public static final int SEARCHED_CHARS = 16 * 1024;

  /** How many envelopes are opened ahead for previews. */
  public static final int PREVIEW_PAGE = 200;

  /** The most that a mailbox holds, in bytes of its messages; a copy counts as a message. */
  public static final long MAX_MAILBOX_BYTES = 100L * 1024 * 1024 * 1024;

  /** How often the store is asked for changes that were made elsewhere. */
  public static final long FOLDER_POLL_MILLIS = 1_000;

  /** How many folders one question to the store names. */
  public static final int MAX_FOLDERS_PER_POLL = 500;

  private MailServerLimits() {}
}
