package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.imap.RawClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client knows of a folder that it opened once, from what it is told in IDLE alone. Safe for
 * use by many threads.
 */
final class IdleModel {

  private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
  private static final Pattern EXPUNGE = Pattern.compile("\\* (\\d+) EXPUNGE");
  private static final Pattern FLAGS = Pattern.compile("\\* (\\d+) FETCH .*FLAGS \\(([^)]*)\\)");

  /** The flags that each message was told to have, by sequence number less one. */
  private final List<Set<String>> messages = new ArrayList<>();

  /**
   * Begins with messages without flags.
   *
   * @param count how many
   */
  IdleModel(int count) {
    grow(count);
  }

  private void grow(int count) {
    while (messages.size() < count) {
      messages.add(Set.of());
    }
  }

  /** Listens until the connection ends. */
  void listen(RawClient idle) {
    for (String line = idle.line(); line != null; line = idle.line()) {
      hear(line);
    }
  }

  private synchronized void hear(String line) {
    Matcher exists = EXISTS.matcher(line);
    Matcher expunge = EXPUNGE.matcher(line);
    Matcher flags = FLAGS.matcher(line);
    if (exists.matches()) {
      int count = Integer.parseInt(exists.group(1));
      assertThat(count).as(line).isGreaterThanOrEqualTo(messages.size());
      grow(count);
    } else if (expunge.matches()) {
      Set<String> _ = messages.remove(Integer.parseInt(expunge.group(1)) - 1);
    } else if (flags.find()) {
      messages.set(Integer.parseInt(flags.group(1)) - 1, flags(flags.group(2)));
    }
  }

  /** The keywords in a list of flags. */
  static Set<String> flags(String list) {
    Set<String> keywords = new HashSet<>(Set.of(list.split(" ", -1)));
    keywords.removeIf(flag -> flag.isEmpty() || flag.startsWith("\\"));
    return keywords;
  }

  synchronized List<Set<String>> messages() {
    return List.copyOf(messages);
  }
}
