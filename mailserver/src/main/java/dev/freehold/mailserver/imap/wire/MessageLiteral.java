package dev.freehold.mailserver.imap.wire;

import dev.freehold.mailserver.MailServerLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.james.imap.message.Literal;

/**
 * A message that a command brings as its last literal, or as one of several. It is read when it is
 * stored, not before: a short one is then held and can be read again, a longer one is streamed from
 * the client once. At its end the command has to end, or the next message to come; otherwise
 * reading fails, so that nothing is stored. Not thread-safe.
 */
public final class MessageLiteral implements Literal {

  private final CommandReader reader;
  private final LiteralHeader header;
  private final boolean mayBeFollowed;
  private boolean isBegun;
  private byte[] held;
  private long leftBytes;

  MessageLiteral(CommandReader reader, LiteralHeader header, boolean mayBeFollowed) {
    this.reader = reader;
    this.header = header;
    this.mayBeFollowed = mayBeFollowed;
    this.leftBytes = header.bytes();
  }

  /** Whether NUL may be in it (RFC 3516). */
  public boolean isBinary() {
    return header.isBinary();
  }

  /** What it takes from the memory for bodies. */
  static long memoryBytes(long bytes) {
    return bytes <= MailServerLimits.MAX_HELD_MESSAGE_BYTES
        ? bytes
        : MailServerLimits.STREAMED_MESSAGE_BYTES;
  }

  @Override
  public long size() {
    return header.bytes();
  }

  /**
   * The message from its beginning.
   *
   * @throws IOException if it is too long to be held, and was read before
   */
  @Override
  public InputStream getInputStream() throws IOException {
    if (held != null) {
      return new ByteArrayInputStream(held);
    }
    if (isBegun) {
      throw new IOException("a message that is streamed is read once only");
    }
    isBegun = true;
    reader.beginLiteral(header);
    if (header.bytes() > MailServerLimits.MAX_HELD_MESSAGE_BYTES) {
      return new Streamed();
    }
    byte[] content = new byte[Math.toIntExact(header.bytes())];
    while (leftBytes > 0) {
      read(content, content.length - Math.toIntExact(leftBytes), content.length);
    }
    reader.requireEnd(mayBeFollowed);
    held = content;
    return new ByteArrayInputStream(held);
  }

  private int read(byte[] into, int offset, int count) throws IOException {
    int got = reader.readLiteral(into, offset, (int) Math.min(count, leftBytes));
    leftBytes -= got;
    return got;
  }

  /** Reads what nobody wanted of it, if the client sends it. */
  void skipRest() throws IOException {
    if (!isBegun && header.isSynchronizing()) {
      return;
    }
    if (!isBegun) {
      reader.beginLiteral(header);
      isBegun = true;
    }
    reader.skipLiteral(leftBytes);
    leftBytes = 0;
  }

  private final class Streamed extends InputStream {

    private boolean isEnded;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (leftBytes == 0) {
        if (!isEnded) {
          isEnded = true;
          reader.requireEnd(mayBeFollowed);
        }
        return -1;
      }
      return MessageLiteral.this.read(into, offset, count);
    }
  }
}
