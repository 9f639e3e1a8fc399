package dev.freehold.mail.transfer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** File names made from what messages and folders are called, which others chose. */
final class SafeNames {

  private static final int MAX_NAME_BYTES = 180;
  private static final String UNSAFE = "/\\:*?\"<>|";

  private SafeNames() {}

  /** A name that stays in its folder on any file system; not empty, at most 180 bytes long. */
  static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    int bytes = 0;
    for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
      int c = name.codePointAt(at);
      String next = isSafe(c) ? Character.toString(c) : "_";
      bytes += next.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_NAME_BYTES) {
        break;
      }
      safe.append(next);
    }
    while (!safe.isEmpty() && (safe.charAt(safe.length() - 1) == '.' || isBlankAt(safe))) {
      safe.setLength(safe.length() - 1);
    }
    if (!safe.isEmpty() && safe.charAt(0) == '.') {
      safe.setCharAt(0, '_');
    }
    return safe.isEmpty() ? "_" : safe.toString();
  }

  /**
   * A path in {@code folder} that nothing has yet, on file systems that fold letter case too.
   *
   * @param extension begins with a dot, or is empty
   */
  static Path free(Path folder, String stem, String extension) {
    Path path = folder.resolve(stem + extension);
    for (int n = 2; Files.exists(path, LinkOption.NOFOLLOW_LINKS); n++) {
      path = folder.resolve(stem + "-" + n + extension);
    }
    return path;
  }

  private static boolean isBlankAt(StringBuilder text) {
    return Character.isWhitespace(text.charAt(text.length() - 1));
  }

  private static boolean isSafe(int c) {
    return !Character.isISOControl(c)
        && UNSAFE.indexOf(c) < 0
        && Character.getType(c) != Character.SURROGATE
        && Character.getType(c) != Character.FORMAT;
  }
}
