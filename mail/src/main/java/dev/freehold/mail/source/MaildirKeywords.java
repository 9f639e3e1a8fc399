package dev.freehold.mail.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Dovecot's list of a Maildir's keywords: lines of number, space, keyword. */
final class MaildirKeywords {

  private static final String FILE_NAME = "dovecot-keywords";
  private static final int MAX_FILE_BYTES = 64 * 1024;
  private static final int MAX_KEYWORDS = 26;

  private MaildirKeywords() {}

  /** The keywords of {@code maildir} by their number; empty if it has no list that can be read. */
  static List<String> read(Path maildir) throws IOException {
    Path file = maildir.resolve(FILE_NAME);
    List<String> keywords = new ArrayList<>();
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) <= MAX_FILE_BYTES) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      text.lines().forEach(line -> place(line, keywords));
    }
    return keywords;
  }

  private static void place(String line, List<String> keywords) {
    int space = line.indexOf(' ');
    if (space < 1 || space > 2 || !line.substring(0, space).matches("[0-9]+")) {
      return;
    }
    int number = Integer.parseInt(line.substring(0, space));
    if (number >= MAX_KEYWORDS) {
      return;
    }
    while (keywords.size() <= number) {
      keywords.add("");
    }
    keywords.set(number, line.substring(space + 1).strip());
  }
}
