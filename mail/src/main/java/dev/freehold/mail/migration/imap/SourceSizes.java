package dev.freehold.mail.migration.imap;

import dev.freehold.mail.MailLimits;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Asks a source how much it has, which changes nothing there. One thread. */
public final class SourceSizes {

  private static final String STATUS = "* STATUS ";
  private static final String COUNT = "MESSAGES";
  private static final String BYTES = "SIZE";
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int MAX_COUNT_DIGITS = 9;
  private static final int MAX_BYTES_DIGITS = 15;
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
    return answer.isRefusal() ? OptionalLong.of(0) : number(answer, COUNT, MAX_COUNT_DIGITS);
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
      OptionalLong messages = number(answer, COUNT, MAX_COUNT_DIGITS);
      OptionalLong bytes = number(answer, BYTES, MAX_BYTES_DIGITS);
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
      OptionalLong size = FetchedMessages.size(line);
      if (size.isPresent()) {
        knownMessages++;
        // One that is larger is skipped, whatever the server says of it.
        knownBytes += Math.min(size.getAsLong(), MailLimits.MAX_MESSAGE_BYTES);
      }
    }
  }

  private static OptionalLong number(ImapAnswer answer, String item, int maxDigits) {
    OptionalLong last = OptionalLong.empty();
    for (String response : answer.isOk() ? answer.untagged() : List.<String>of()) {
      String value = items(response).getOrDefault(item, "").toString();
      if (value.length() <= maxDigits && NUMBER.matcher(value).matches()) {
        last = OptionalLong.of(Long.parseLong(value));
      }
    }
    return last;
  }

  /** They stand behind the name, which may have spaces where a server does not quote it. */
  private static Map<String, Object> items(String response) {
    if (!response.regionMatches(true, 0, STATUS, 0, STATUS.length())) {
      return Map.of();
    }
    try {
      List<Object> tokens = ImapTokens.parse(response, STATUS.length());
      return tokens.isEmpty() ? Map.of() : ImapTokens.pairs(tokens.getLast());
    } catch (SourceException e) {
      return Map.of();
    }
  }
}
