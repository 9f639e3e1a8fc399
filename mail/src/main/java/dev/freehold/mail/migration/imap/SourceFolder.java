package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.format.ModifiedUtf7;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.SpecialUse;
import java.util.Optional;

/**
 * A folder at a source.
 *
 * @param name as the server writes it, one character for each byte; of one that cannot be opened,
 *     as much of it as can be kept
 * @param path its path here, which no other folder of the source has
 * @param canBeOpened whether the server can be asked for it by its name
 * @param use what the server says it is for (RFC 6154)
 * @param isView whether the server says that it shows messages which are in other folders too
 */
public record SourceFolder(
    String name, String path, boolean canBeOpened, Optional<SpecialUse> use, boolean isView) {

  /** One of which the server says nothing more. */
  SourceFolder(String name, String path, boolean canBeOpened) {
    this(name, path, canBeOpened, Optional.empty(), false);
  }

  /** The same under another path here. */
  public SourceFolder at(String otherPath) {
    return new SourceFolder(name, otherPath, canBeOpened, use, isView);
  }

  /** Its name at the source, as people read it. */
  public String shownName() {
    return ModifiedUtf7.decode(name).orElseGet(() -> new String(name.getBytes(ISO_8859_1), UTF_8));
  }

  /**
   * Whether its path here is not its name at the source. A source's separator is any character, and
   * is a slash here; all else should be the same.
   */
  public boolean isRenamed() {
    String shown = shownName();
    if (path.equals(FolderPath.INBOX) && shown.equalsIgnoreCase(path)) {
      return false;
    }
    if (shown.length() != path.length()) {
      return true;
    }
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '/' && path.charAt(i) != shown.charAt(i)) {
        return true;
      }
    }
    return false;
  }
}
