package dev.freehold.mail.source;

import java.nio.file.Path;
import java.util.List;

/**
 * Something in a folder tree that holds mail.
 *
 * @param folder the folder that its messages are in, as its names from the top
 * @param kind what it is
 * @param path the file, or the folder of a Maildir
 */
record TreeItem(List<String> folder, Kind kind, Path path) {

  /** What programs keep mail in. */
  enum Kind {
    /** A file that is one message. */
    MESSAGE,
    /** A message of Apple Mail. */
    APPLE_MESSAGE,
    /** An mbox file. */
    MBOX,
    /** An mbox file of Thunderbird. */
    MOZILLA_MBOX,
    /** A file of Thunderbird that is one message. */
    MOZILLA_MESSAGE,
    /** A Maildir. */
    MAILDIR
  }
}
