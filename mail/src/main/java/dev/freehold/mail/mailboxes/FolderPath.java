package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The rules for folder paths: names separated by {@code /}, in NFC, at most {@link
 * MailLimits#MAX_FOLDER_DEPTH} deep and {@link MailLimits#MAX_FOLDER_PATH_CHARS} long. A name is
 * not empty, has no white space at its ends, no control characters and none of the IMAP wildcards
 * {@code *} and {@code %}. {@code INBOX} is the same in any letter case (RFC 9051 section 5.1).
 */
public final class FolderPath {

  /** The folder that every mailbox has. */
  public static final String INBOX = "INBOX";

  private FolderPath() {}

  /**
   * The one form that {@code path} is stored in.
   *
   * @throws MailException {@code folder-name-invalid}
   */
  public static String normalise(String path) {
    String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
    String[] names = composed.split("/", -1);
    if (composed.length() > MailLimits.MAX_FOLDER_PATH_CHARS
        || names.length > MailLimits.MAX_FOLDER_DEPTH) {
      throw invalid(
          "a folder path has at most %d characters and %d names"
              .formatted(MailLimits.MAX_FOLDER_PATH_CHARS, MailLimits.MAX_FOLDER_DEPTH));
    }
    for (String name : names) {
      if (name.isEmpty()
          || !name.strip().equals(name)
          || !name.chars().allMatch(FolderPath::isAllowed)) {
        throw invalid(
            "a folder name is not empty, has no space at its ends, no control characters and none"
                + " of * and %");
      }
    }
    if (names[0].toUpperCase(Locale.ROOT).equals(INBOX)) {
      return INBOX + composed.substring(INBOX.length());
    }
    return composed;
  }

  /** Tells whether a name may have this character; white space at its ends it may not have. */
  public static boolean isAllowed(int c) {
    return !Character.isISOControl(c)
        && c != '*'
        && c != '%'
        && c != '/'
        && c != '\uFFFD'
        && !isSeparator(c);
  }

  /** Unicode's line and paragraph separators and directions, which could fake another name. */
  private static boolean isSeparator(int c) {
    int type = Character.getType(c);
    return type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }

  private static MailException invalid(String message) {
    return new MailException(MailError.FOLDER_NAME_INVALID, message);
  }
}
