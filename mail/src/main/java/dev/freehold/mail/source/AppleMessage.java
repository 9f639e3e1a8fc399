package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.format.FileRange;
import dev.freehold.mail.format.HeaderPeek;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of Apple Mail: a line with the message's length, the message, and a property list with
 * its flags and when it was received.
 *
 * @param start offset of the message's first byte
 * @param list the property list as text; empty if there is none
 */
record AppleMessage(
    List<String> folder, String location, Path file, long start, long sizeBytes, String list)
    implements SourceMessage {

  private static final int READ = 1;
  private static final int DELETED = 1 << 1;
  private static final int ANSWERED = 1 << 2;
  private static final int FLAGGED = 1 << 4;
  private static final int DRAFT = 1 << 6;
  private static final int FORWARDED = 1 << 8;

  private static final int MAX_LIST_BYTES = 64 * 1024;
  private static final String PARTIAL = ".partial.emlx";

  /** The first line: digits, then blanks that fill it up. */
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,12})[ \\t]*\\r?\\n");

  private static final Pattern LIST_START = Pattern.compile("\\s*<\\?xml\\b");

  /** The last second of the years that dates of mail can have. */
  private static final long LAST_SECOND = 253_402_300_799L;

  /** Tells a visitor what is in a file. */
  static void tell(List<String> folder, String location, Path file, SourceVisitor visitor)
      throws IOException {
    if (file.getFileName().toString().endsWith(PARTIAL)) {
      throw new MailException(
          MailError.APPLE_PARTIAL_MESSAGE,
          "its attachments are not in this file; in Apple Mail, choose Mailbox > Export Mailbox and"
              + " import what that writes");
    }
    AppleMessage message = read(folder, location, file);
    if ((message.flagBits() & DELETED) != 0) {
      visitor.deleted(location);
    } else {
      visitor.message(message);
    }
  }

  private static AppleMessage read(List<String> folder, String location, Path file)
      throws IOException {
    String first = FileKind.firstLine(file);
    Matcher length = LENGTH.matcher(first);
    long size = Files.size(file);
    if (!length.matches() || first.length() + Long.parseLong(length.group(1)) > size) {
      throw new MailException(
          MailError.SOURCE_UNREADABLE,
          "it is cut off, or no message of Apple Mail: its first line must be the message's length,"
              + " and so much must follow");
    }
    long bytes = Long.parseLong(length.group(1));
    String list = list(file, first.length() + bytes, size);
    return new AppleMessage(folder, location, file, first.length(), bytes, list);
  }

  /**
   * What follows the message: a property list, which shows that the length is right, or nothing.
   */
  private static String list(Path file, long start, long end) throws IOException {
    String list;
    try (InputStream in = FileRange.open(file, start, end)) {
      list = new String(in.readNBytes(MAX_LIST_BYTES), StandardCharsets.UTF_8);
    }
    if (!list.isBlank() && !LIST_START.matcher(list).lookingAt()) {
      throw new MailException(
          MailError.SOURCE_UNREADABLE,
          "its first line is not the message's length: what follows so many bytes is no property"
              + " list");
    }
    return list;
  }

  @Override
  public Details details() throws IOException {
    Optional<Instant> header;
    try (InputStream in = open()) {
      header = HeaderPeek.of(in).date();
    }
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    OptionalLong received = number("date-received");
    Instant date =
        received.orElse(0) > 0 && received.orElse(0) <= LAST_SECOND
            ? Instant.ofEpochSecond(received.getAsLong())
            : header.orElse(modified);
    return new Details(flags(), date, MessageProperties.ofFile(file.getFileName().toString()));
  }

  private MessageFlags flags() {
    long bits = flagBits();
    Set<MessageFlag> flags = EnumSet.noneOf(MessageFlag.class);
    add(flags, bits & READ, MessageFlag.SEEN);
    add(flags, bits & ANSWERED, MessageFlag.ANSWERED);
    add(flags, bits & FLAGGED, MessageFlag.FLAGGED);
    add(flags, bits & DRAFT, MessageFlag.DRAFT);
    boolean forwarded = (bits & FORWARDED) != 0;
    return new MessageFlags(flags, forwarded ? Set.of(MessageFlags.FORWARDED) : Set.of());
  }

  private long flagBits() {
    return number("flags").orElse(0);
  }

  private static void add(Set<MessageFlag> flags, long bit, MessageFlag flag) {
    if (bit != 0) {
      flags.add(flag);
    }
  }

  /** A number of the property list; it is looked for as text, since entities must not be read. */
  private OptionalLong number(String key) {
    Pattern entry =
        Pattern.compile("<key>" + key + "</key>\\s*<(?:integer|real)>(\\d{1,15})(?:\\.\\d*)?</");
    Matcher matcher = entry.matcher(list);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  @Override
  public InputStream open() throws IOException {
    return FileRange.open(file, start, start + sizeBytes);
  }
}
