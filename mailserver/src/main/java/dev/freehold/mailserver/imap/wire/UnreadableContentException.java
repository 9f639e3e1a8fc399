package dev.freehold.mailserver.imap.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.james.imap.message.Literal;

/** Content that is being sent cannot be read on. The cause says why, the client is not to blame. */
public final class UnreadableContentException extends IOException {

  private static final long serialVersionUID = 1L;

  private UnreadableContentException(Exception cause) {
    super("content cannot be read", cause);
  }

  static InputStream opened(Literal literal) throws UnreadableContentException {
    try {
      return literal.getInputStream();
    } catch (IOException | RuntimeException unreadable) {
      throw new UnreadableContentException(unreadable);
    }
  }

  /** Reads exactly {@code count} bytes. */
  static void read(InputStream content, byte[] into, int count) throws UnreadableContentException {
    try {
      if (content.readNBytes(into, 0, count) < count) {
        throw new EOFException("the content is shorter than its size");
      }
    } catch (IOException | RuntimeException unreadable) {
      throw new UnreadableContentException(unreadable);
    }
  }
}
