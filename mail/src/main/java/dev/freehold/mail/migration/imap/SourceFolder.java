package dev.freehold.mail.migration.imap;

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
}
