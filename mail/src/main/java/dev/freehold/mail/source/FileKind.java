package dev.freehold.mail.source;

import java.nio.file.Path;
import java.util.Locale;

/** What a file is by its name. */
enum FileKind {
  /** RFC 822 text: {@code .eml} or {@code .msg}. */
  MESSAGE,
  /** {@code .mbox} or {@code .mbx}. */
  MBOX,
  /** Anything else. */
  OTHER;

  static FileKind of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".eml") || name.endsWith(".msg")) {
      return MESSAGE;
    }
    return name.endsWith(".mbox") || name.endsWith(".mbx") ? MBOX : OTHER;
  }
}
