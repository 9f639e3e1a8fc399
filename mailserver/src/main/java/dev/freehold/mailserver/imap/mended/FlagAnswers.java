package dev.freehold.mailserver.imap.mended;

import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageIndex;
import dev.freehold.mailserver.imap.answers.FlagLines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.MessageRange;

/**
 * The answers to a FETCH of flags for ranges, a thousand at a time: no object is made for a
 * message. Their items are in the order that James has. For one thread at a time.
 */
final class FlagAnswers {

  private static final int AT_ONCE = 1_000;
  private static final byte[] START = ascii("* ");
  private static final byte[] LINE_END = ascii(")\r\n");
  private static final byte[] UID = ascii(" UID ");

  private final MessageIndex index;
  private final SelectedMailbox selected;
  private final boolean isUidWanted;
  private final Set<Long> recent = new TreeSet<>();
  private final Map<Integer, byte[]> items = new HashMap<>();
  private final byte[] digits = new byte[20];

  FlagAnswers(MessageIndex index, SelectedMailbox selected, boolean isUidWanted) {
    this.index = index;
    this.selected = selected;
    this.isUidWanted = isUidWanted;
    selected.getRecent().forEach(uid -> recent.add(uid.asLong()));
  }

  /** The answers for the messages of a range. */
  Iterable<ImapResponseMessage> of(MessageRange range) {
    int from = index.placeOf(range.getUidFrom().asLong());
    int end = index.placeOf(range.getUidTo().asLong() + 1);
    return () ->
        IntStream.iterate(from, first -> first < end, first -> first + AT_ONCE)
            .mapToObj(first -> lines(first, Math.min(end, first + AT_ONCE)))
            .iterator();
  }

  private ImapResponseMessage lines(int first, int end) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(AT_ONCE * 48);
    for (int place = first; place < end; place++) {
      MessageUid uid = MessageUid.of(index.uid(place));
      int number = selected.msn(uid).foldSilent(() -> 0, known -> known.asInt());
      // The session does not know of it yet, or not any more.
      if (number > 0) {
        write(lines, number, place);
      }
    }
    return new FlagLines(lines.toByteArray());
  }

  private void write(ByteArrayOutputStream lines, int number, int place) {
    long uid = index.uid(place);
    lines.writeBytes(START);
    write(lines, number);
    lines.writeBytes(items(index.flagsWord(place), recent.contains(uid)));
    if (isUidWanted) {
      lines.writeBytes(UID);
      write(lines, uid);
    }
    lines.writeBytes(LINE_END);
  }

  private byte[] items(int word, boolean isRecent) {
    // The highest bit of a word is free, for there are few keywords.
    return items.computeIfAbsent(
        isRecent ? ~word : word, _ -> ascii(" FETCH (FLAGS (" + text(word, isRecent) + ")"));
  }

  private String text(int word, boolean isRecent) {
    MessageFlags flags = index.flags(word);
    List<String> names = new ArrayList<>();
    for (MessageFlag flag : MessageFlag.values()) {
      if (flag == MessageFlag.RECENT ? isRecent : flags.has(flag)) {
        names.add(name(flag));
      }
    }
    names.addAll(flags.keywords());
    return String.join(" ", names);
  }

  private static String name(MessageFlag flag) {
    return switch (flag) {
      case SEEN -> "\\Seen";
      case ANSWERED -> "\\Answered";
      case FLAGGED -> "\\Flagged";
      case DELETED -> "\\Deleted";
      case DRAFT -> "\\Draft";
      case RECENT -> "\\Recent";
    };
  }

  private void write(ByteArrayOutputStream lines, long number) {
    int at = digits.length;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    lines.write(digits, at, digits.length - at);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
