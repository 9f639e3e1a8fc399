package dev.freehold.mailserver.imap.wire;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.CommandRefusedException;
import dev.freehold.mailserver.imap.answers.ConnectionEndedException;
import dev.freehold.mailserver.imap.answers.Refusal;
import dev.freehold.web.WebLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.tuple.ImmutablePair;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.message.BytesBackedLiteral;
import org.apache.james.imap.message.Literal;

/**
 * One command as its parser reads it: lines and literals, within bounds, in memory. Nothing behind
 * the command's last line can be read, and {@link #finish} finds that line whatever the parser made
 * of the command; so no part of a literal is ever taken for a command. Not thread-safe.
 */
public final class CommandReader extends ImapRequestLineReader {

  private static final int MAX_LENGTH_DIGITS = 18;
  private static final String CONTINUATION = "+ go ahead";

  private final ConnectionInput input;
  private final ConnectionOutput output;
  private final CommandBounds bounds;
  private final LiteralMemory memory;

  /** A set among search keys is one of numbers, also behind UID. */
  private static final Set<String> KEYS_ARE_NUMBERS = Set.of("SEARCH", "SORT", "THREAD");

  private static final int MAX_BEGIN_CHARACTERS = 128;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder begin = new StringBuilder();
  private final LineTail tail = new LineTail();
  private int lineBytes;
  private long literalBytes;
  private boolean isAtLineEnd;
  private char last;
  private Optional<MessageLiteral> message = Optional.empty();
  private String tag = "*";

  /** Reads the command that begins with the next byte. */
  public CommandReader(
      ConnectionInput input, ConnectionOutput output, CommandBounds bounds, LiteralMemory memory) {
    this.input = input;
    this.output = output;
    this.bounds = bounds;
    this.memory = memory;
    input.expectWithin(MailServerLimits.COMMAND_TIMEOUT);
  }

  /** The command's tag; {@code *} as long as none was read. */
  public String lastTag() {
    return tag;
  }

  /** The first characters of the command, as far as they were read; literals are not among them. */
  public String begin() {
    return begin.toString();
  }

  /** The message that the command brings, which is still to be read. */
  public Optional<MessageLiteral> message() {
    return message;
  }

  @Override
  public Tag tag() throws DecodingException {
    Tag read = super.tag();
    tag = read.asString();
    return read;
  }

  @Override
  public String atom() throws DecodingException {
    String read = super.atom();
    if (words.size() < 2) {
      words.add(read.toUpperCase(Locale.ROOT));
    }
    return read;
  }

  /** {@inheritDoc} Fails for a name that is not in modified UTF-7. */
  @Override
  public String mailbox() throws DecodingException {
    return FolderNames.decode(mailboxUTF7());
  }

  /** {@inheritDoc} What {@code $} stands for is given as the command names messages. */
  @Override
  public IdRange[] parseIdRange(ImapSession session) throws DecodingException {
    if (session == null || nextWordChar() != '$') {
      return super.parseIdRange(session);
    }
    consume();
    boolean namesUids =
        words.getFirst().equals("UID") && !KEYS_ARE_NUMBERS.contains(words.getLast());
    return namesUids ? SavedResult.uids(session) : SavedResult.numbers(session);
  }

  @Override
  public char nextChar() throws DecodingException {
    if (!nextSeen) {
      if (isAtLineEnd) {
        throw new DecodingException(HumanReadableText.ILLEGAL_ARGUMENTS, "the command has ended");
      }
      nextChar = (char) readByte();
      nextSeen = true;
    }
    return nextChar;
  }

  private int readByte() {
    lineBytes++;
    if (lineBytes > bounds.lineBytes()) {
      throw new ConnectionEndedException(
          "a command is longer than %d bytes without its literals".formatted(bounds.lineBytes()));
    }
    try {
      return input.read();
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  @Override
  public char consume() throws DecodingException {
    char consumed = super.consume();
    last = consumed;
    tail.add(consumed);
    if (begin.length() < MAX_BEGIN_CHARACTERS) {
      begin.append(consumed);
    }
    isAtLineEnd = consumed == '\n';
    return consumed;
  }

  /** Gives back the character that was consumed last: it comes again. */
  public void giveBack() {
    nextChar = last;
    nextSeen = true;
    isAtLineEnd = false;
  }

  /** {@inheritDoc} A closing parenthesis ends it too, as in {@code (SEEN LARGER 100)}. */
  @Override
  public long number() throws DecodingException {
    return number(true);
  }

  @Override
  public ImmutablePair<Integer, Literal> consumeLiteral(boolean isLast) throws IOException {
    LiteralHeader header = consumeHeader(false);
    long bytes = header.bytes();
    if (isLast) {
      MessageLiteral brought = bring(header, false);
      return ImmutablePair.of(Math.toIntExact(bytes), brought);
    }
    literalBytes += bytes;
    if (literalBytes > bounds.literalBytes()) {
      throw new CommandRefusedException(Refusal.tooBig(bounds.literalBytes()));
    }
    take(bytes);
    beginLiteral(header);
    byte[] content = new byte[Math.toIntExact(bytes)];
    for (int got = 0; got < content.length; ) {
      got += readLiteral(content, got, content.length - got);
    }
    return ImmutablePair.of(content.length, BytesBackedLiteral.of(content));
  }

  /**
   * A message, behind which another may come; one before it was read to its end. It may be a
   * literal with NUL (RFC 3516).
   */
  public MessageLiteral consumeMessage() throws IOException {
    boolean isBinary = nextChar() == '~';
    if (isBinary) {
      consume();
    }
    return bring(consumeHeader(isBinary), true);
  }

  private MessageLiteral bring(LiteralHeader header, boolean mayBeFollowed) {
    long bytes = header.bytes();
    if (bytes > bounds.messageBytes()) {
      throw new CommandRefusedException(Refusal.tooBig(bounds.messageBytes()));
    }
    if (message.isPresent()) {
      memory.giveBack();
    }
    take(MessageLiteral.memoryBytes(bytes));
    MessageLiteral brought = new MessageLiteral(this, header, mayBeFollowed);
    message = Optional.of(brought);
    return brought;
  }

  /** Whether the command goes on, behind a message that was read. */
  public boolean hasMore() {
    return nextSeen && nextChar == ' ';
  }

  private void take(long bytes) {
    if (!memory.take(bytes)) {
      throw new CommandRefusedException(Refusal.NO_MEMORY);
    }
  }

  private LiteralHeader consumeHeader(boolean isBinary) throws DecodingException {
    consumeChar('{');
    StringBuilder digits = new StringBuilder();
    while (Character.isDigit(nextChar()) && nextChar() < 0x80) {
      digits.append(consume());
    }
    boolean isSynchronizing = nextChar() != '+';
    if (!isSynchronizing) {
      consume();
    }
    consumeChar('}');
    if (nextChar() == '\r') {
      consume();
    }
    consumeChar('\n');
    if (digits.isEmpty()) {
      throw new DecodingException(
          HumanReadableText.ILLEGAL_ARGUMENTS, "a literal needs its length");
    }
    return new LiteralHeader(length(digits.toString()), isSynchronizing, isBinary);
  }

  private static long length(String digits) {
    return digits.length() > MAX_LENGTH_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /** From here the literal is read: a client that waits for it is told to send it. */
  void beginLiteral(LiteralHeader header) throws IOException {
    if (header.isSynchronizing()) {
      output.line(CONTINUATION);
    }
    tail.clear();
    isAtLineEnd = false;
    input.expectAtLeastRate();
  }

  int readLiteral(byte[] into, int offset, int count) throws IOException {
    try {
      return input.read(into, offset, count);
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  void skipLiteral(long bytes) throws IOException {
    input.skip(bytes);
  }

  /**
   * After a message nothing but the end of the line comes.
   *
   * @param mayBeFollowed or a space, and another message behind it
   * @throws CommandRefusedException if something else does
   */
  void requireEnd(boolean mayBeFollowed) {
    try {
      if (mayBeFollowed && nextChar() == ' ') {
        return;
      }
      eol();
    } catch (DecodingException more) {
      throw new CommandRefusedException(Refusal.NOT_AT_END);
    }
  }

  @Override
  public Literal read(int size, boolean isLast) {
    throw new IllegalStateException("literals are read by consumeLiteral");
  }

  @Override
  protected void commandContinuationRequest() {
    throw new IllegalStateException("literals are read by consumeLiteral");
  }

  /**
   * Reads the rest of the command, with the literals that nobody wanted. A message gives its memory
   * back before it is skipped; other literals may be in use until the command has run.
   *
   * @throws ConnectionEndedException if the rest is too long to be read
   */
  public void finish() throws IOException {
    if (message.isPresent()) {
      memory.giveBack();
      message.get().skipRest();
    }
    long skippedBytes = 0;
    while (true) {
      while (!isAtLineEnd) {
        consume();
      }
      if (!tail.announcesLiteral()) {
        return;
      }
      long bytes = length(tail.literalDigits());
      if (bytes > WebLimits.MAX_DISCARDED_BYTES - skippedBytes) {
        throw new ConnectionEndedException("the literal is too long to be skipped");
      }
      tail.clear();
      isAtLineEnd = false;
      input.expectAtLeastRate();
      input.skip(bytes);
      skippedBytes += bytes;
    }
  }

  /** The line that answers the server, without its end, such as {@code DONE}. */
  public static String answerLine(ConnectionInput input, int maxBytes) throws IOException {
    input.expectWithin(MailServerLimits.COMMAND_TIMEOUT);
    StringBuilder line = new StringBuilder();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (line.length() >= maxBytes) {
        throw new ConnectionEndedException("the line is longer than %d bytes".formatted(maxBytes));
      }
      line.append((char) next);
    }
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    return line.toString();
  }
}
