package dev.freehold.mail.migration.imap;

import dev.freehold.mail.MailLimits;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a source how much it has, which changes nothing there. One thread. */
public final class SourceSizes {

  private static final Pattern COUNT = status("MESSAGES", 9);
  private static final Pattern BYTES = status("SIZE", 15);
  private static final Pattern SIZE =
      Pattern.compile(
          "\\* \\d+ FETCH \\((?:.* )?RFC822\\.SIZE (\\d{1,18})[ )].*", Pattern.CASE_INSENSITIVE);
  private static final int SIZES_AT_ONCE = 1_000;

  /** How long sizes are added up message by message; then they are projected. */
  private static final long ADDING_NANOS = 15_000_000_000L;

  private final ImapClient client;
  private final boolean addsUp;
  private final long start = System.nanoTime();
  private long knownMessages;
  private long knownBytes;

  private SourceSizes(ImapClient client, boolean addsUp) {
    this.client = client;
    this.addsUp = addsUp;
  }

  /** Asks over a connection that is signed in. */
  public static SourceSizes over(ImapClient client) throws IOException {
    client.requireImap();
    boolean addsUp = client.offers("STATUS=SIZE");
    return new SourceSizes(client, addsUp);
  }

  /** How much a folder has. */
  public record Size(long messages, long bytes) {}

  /**
   * How many messages a folder has, without opening it; none if the server refuses to say so.
   *
   * @return empty if the server does not say anything of it
   */
  public static OptionalLong messages(ImapClient client, String folder) throws IOException {
    ImapAnswer answer = client.command("STATUS " + ImapClient.quoted(folder) + " (MESSAGES)");
    return answer.isRefusal() ? OptionalLong.of(0) : number(COUNT, answer);
  }

  /**
   * How many messages a folder has and how large they are.
   *
   * @throws SourceException {@code FOLDER_REFUSED}, or the connection is lost
   */
  Size of(String folder) throws IOException {
    if (addsUp) {
      ImapAnswer answer =
          client.command("STATUS " + ImapClient.quoted(folder) + " (MESSAGES SIZE)");
      OptionalLong messages = number(COUNT, answer);
      OptionalLong bytes = number(BYTES, answer);
      if (messages.isPresent() && bytes.isPresent()) {
        return new Size(messages.getAsLong(), bytes.getAsLong());
      }
    }
    int messages = client.examine(folder).messages();
    long before = knownBytes;
    int first = 1;
    while (first <= messages && System.nanoTime() - start < ADDING_NANOS) {
      int last = Math.min(messages, first + SIZES_AT_ONCE - 1);
      addSizes(first, last);
      first = last + 1;
    }
    long left = messages - first + 1L;
    long projected = knownMessages == 0 ? 0 : (long) ((double) left * knownBytes / knownMessages);
    return new Size(messages, knownBytes - before + projected);
  }

  private void addSizes(int first, int last) throws IOException {
    ImapAnswer answer = client.command("FETCH %d:%d (RFC822.SIZE)".formatted(first, last));
    for (String line : answer.untagged()) {
      Matcher size = SIZE.matcher(line);
      if (size.matches()) {
        knownMessages++;
        // One that is larger is skipped, whatever the server says of it.
        knownBytes += Math.min(Long.parseLong(size.group(1)), MailLimits.MAX_MESSAGE_BYTES);
      }
    }
  }

  /** A name may look like an item, so the last parentheses count. */
  private static Pattern status(String item, int digits) {
    return Pattern.compile(
        "\\* STATUS .*\\((?:[^()]* )?%s (\\d{1,%d})[^()]*\\)\\s*".formatted(item, digits),
        Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  private static OptionalLong number(Pattern item, ImapAnswer answer) {
    List<Matcher> found =
        answer.untagged().stream().map(item::matcher).filter(Matcher::matches).toList();
    return answer.isOk() && !found.isEmpty()
        ? OptionalLong.of(Long.parseLong(found.getLast().group(1)))
        : OptionalLong.empty();
  }
}
