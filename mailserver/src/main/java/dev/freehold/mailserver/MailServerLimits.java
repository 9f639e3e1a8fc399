package dev.freehold.mailserver;

import dev.freehold.web.Meaning;
import java.time.Duration;

/** The bounds of the mail protocols, in one place. Those of every listener are in the door's. */
public final class MailServerLimits {

  @Meaning("How many messages are listed, or have their envelopes opened, at once.")
  public static final int ENVELOPE_PAGE = 1000;

  @Meaning("What SORT and THREAD may remember of all folders together, in bytes.")
  public static final long MAX_ORDER_CACHE_BYTES = 96L * 1024 * 1024;

  @Meaning("How often what they remember is dropped if no key was given for a lease.")
  public static final Duration ORDER_CACHE_SWEEP = Duration.ofSeconds(10);

  @Meaning("How many messages one SORT or THREAD orders.")
  public static final int MAX_ORDERED_MESSAGES = 500_000;

  @Meaning("How many keys a SORT names.")
  public static final int MAX_SORT_KEYS = 16;

  /** How many patterns one LIST names. */
  public static final int MAX_LIST_PATTERNS = 100;

  @Meaning("How often a client is told that its SEARCH is still running.")
  public static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(10);

  @Meaning("How many messages one APPEND brings.")
  public static final int MAX_APPENDED_MESSAGES = 1000;

  @Meaning("How deep search keys nest.")
  public static final int MAX_SEARCH_DEPTH = 64;

  @Meaning("How deep body parts nest before SEARCH and binary APPEND ignore what is below.")
  public static final int MAX_MIME_DEPTH = 64;

  @Meaning("How many parts and header fields BODYSTRUCTURE describes of a message; no more.")
  public static final int MAX_DESCRIBED_FIELDS = 20_000;

  @Meaning("The longest name of a part in a FETCH, in digits and dots.")
  public static final int MAX_PART_NAME_CHARS = 500;

  @Meaning(
      "How much of a message's header commands see, but for BODY[]; Postfix lets 100 KiB pass.")
  public static final int MAX_HEADER_BYTES = 256 * 1024;

  @Meaning("What a FETCH holds of one message's parts; longer bodies are read while they are sent.")
  public static final int MAX_HELD_PARTS_BYTES = 1024 * 1024;

  @Meaning("The longest header field that is parsed, in bytes.")
  public static final int MAX_HEADER_FIELD_BYTES = 1024 * 1024;

  @Meaning("How many decoded characters of a body are searched at once.")
  public static final int SEARCHED_CHARS = 16 * 1024;

  @Meaning("How many envelopes are opened ahead for previews.")
  public static final int PREVIEW_PAGE = 200;

  @Meaning("How often the store is asked for changes that were made elsewhere.")
  public static final long FOLDER_POLL_MILLIS = 1_000;

  @Meaning("While nodes hear each other, each folder is asked for in one of so many rounds.")
  public static final int FOLDER_POLL_ROUNDS = 5;

  @Meaning("How long what nodes say of changes is gathered before the store is asked.")
  public static final long NOTICE_LOOK_MILLIS = 50;

  @Meaning("How many folders one question to the store names.")
  public static final int MAX_FOLDERS_PER_POLL = 500;

  @Meaning("The longest message that IMAP takes, where no setting says otherwise.")
  public static final int MAX_MESSAGE_BYTES = 50 * 1024 * 1024;

  @Meaning("A command without its literals, before sign-in.")
  public static final int MAX_COMMAND_BYTES_OF_STRANGER = 8 * 1024;

  @Meaning("All literals of one command together, before sign-in.")
  public static final int MAX_LITERAL_BYTES_OF_STRANGER = 8 * 1024;

  @Meaning("A command without its literals, after sign-in.")
  public static final int MAX_COMMAND_BYTES = 64 * 1024;

  @Meaning("All literals of one command together, after sign-in; messages do not count.")
  public static final int MAX_LITERAL_BYTES = 1024 * 1024;

  @Meaning("Messages up to this size are held until they are stored; longer ones are streamed.")
  public static final int MAX_HELD_MESSAGE_BYTES = 256 * 1024;

  @Meaning("What a message that is streamed takes from the memory for bodies meanwhile.")
  public static final int STREAMED_MESSAGE_BYTES = 256 * 1024;

  @Meaning("A line that answers the server: DONE, or the response in an authentication.")
  public static final int MAX_LINE_BYTES = 16 * 1024;

  @Meaning("What is read from a client at once.")
  public static final int INPUT_BUFFER_BYTES = 8 * 1024;

  @Meaning("What is gathered before it is sent to a client.")
  public static final int OUTPUT_BUFFER_BYTES = 16 * 1024;

  @Meaning("The pieces in which content is copied to a client.")
  public static final int CONTENT_PIECE_BYTES = 64 * 1024;

  @Meaning("Commands that were not understood, one after the other, until a connection ends.")
  public static final int MAX_BAD_COMMANDS = 10;

  @Meaning("Refused sign-ins until a connection ends.")
  public static final int MAX_SIGN_IN_FAILURES = 3;

  @Meaning("From the connection to a sign-in.")
  public static final Duration SIGN_IN_TIMEOUT = Duration.ofMinutes(2);

  @Meaning("The rest of a command that has begun.")
  public static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(60);

  @Meaning("Nothing is heard from a client for this long after sign-in. RFC 9051 asks for 30 min.")
  public static final Duration IDLE_TIMEOUT = Duration.ofMinutes(31);

  @Meaning("How often it is asked whether a client in IDLE still has full access to the mailbox.")
  public static final Duration DELEGATE_CHECK = Duration.ofSeconds(2);

  @Meaning("How soon a client in IDLE is told after the database did not answer.")
  public static final Duration IDLE_RETRY = Duration.ofSeconds(1);

  @Meaning("After so many failures of the database in a row, a client in IDLE is sent away.")
  public static final int MAX_IDLE_FAILURES = 30;

  @Meaning("How often a client in IDLE is told that the server is still there.")
  public static final Duration IDLE_HEARTBEAT = Duration.ofMinutes(2);

  @Meaning("How long a client may take less of an answer than the least rate of streams.")
  public static final Duration STALLED_TIMEOUT = Duration.ofSeconds(60);

  @Meaning("How long a trusted proxy that sends nothing is waited for, as it may be silent.")
  public static final Duration PROXY_HEADER_TIMEOUT = Duration.ofSeconds(3);

  @Meaning("How long the end of a connection waits for the client to take the last answer.")
  public static final Duration LINGER = Duration.ofSeconds(2);

  @Meaning("Connections of one listener that use COMPRESS; each takes some 300 KiB.")
  public static final int MAX_COMPRESSED_CONNECTIONS = 512;

  private MailServerLimits() {}
}
