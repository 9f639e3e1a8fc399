package dev.freehold.mail.source;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.format.FromLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a file is. */
enum FileKind {
  /** RFC 822 text: {@code .eml} or {@code .msg}. */
  MESSAGE,
  /** A message of Apple Mail: {@code .emlx}. */
  APPLE_MESSAGE,
  /** {@code .mbox} or {@code .mbx}, or what begins with an mbox's separator. */
  MBOX,
  /** Anything else. */
  OTHER;

  /** What the file is by its name, and if that says nothing, by its first line. */
  static FileKind of(Path file) {
    FileKind kind = byName(file);
    if (kind == OTHER && hasNoExtension(file)) {
      try {
        return FromLine.date(firstLine(file)).isPresent() ? MBOX : OTHER;
      } catch (IOException unreadable) {
        return OTHER;
      }
    }
    return kind;
  }

  /** What the file is by its name. */
  static FileKind byName(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".eml") || name.endsWith(".msg")) {
      return MESSAGE;
    }
    if (name.endsWith(".emlx")) {
      return APPLE_MESSAGE;
    }
    return name.endsWith(".mbox") || name.endsWith(".mbx") ? MBOX : OTHER;
  }

  /** The name without the extension of an mbox. */
  static String stem(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    boolean extended = folded.endsWith(".mbox") || folded.endsWith(".mbx");
    return extended ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  /** The first line, one character per byte, at most as long as a separator may be. */
  static String firstLine(Path file) throws IOException {
    String start = start(file);
    return start.substring(0, start.indexOf('\n') + 1);
  }

  /** The first bytes, one character per byte, at most as many as a separator may have. */
  static String start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MailLimits.MAX_FROM_LINE_BYTES);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean hasNoExtension(Path file) {
    return file.getFileName().toString().lastIndexOf('.') <= 0;
  }
}
