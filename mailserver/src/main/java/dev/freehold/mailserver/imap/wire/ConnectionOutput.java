package dev.freehold.mailserver.imap.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.mailserver.MailServerLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.james.imap.encode.ImapResponseWriter;
import org.apache.james.imap.message.Literal;

/**
 * Writes to a client and waits until it takes what is written, so no more than one buffer is held.
 * Answers that are not sent yet can be taken back. Thread-safe; one answer is one holder's of the
 * lock, so that the answers of two threads do not mix.
 */
public final class ConnectionOutput implements ImapResponseWriter {

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final byte[] buffer = new byte[MailServerLimits.OUTPUT_BUFFER_BYTES];

  @GuardedBy("lock")
  private int length;

  @GuardedBy("lock")
  private OutputStream target;

  @GuardedBy("lock")
  private long sentBytes;

  @GuardedBy("lock")
  private boolean isToFlush;

  private volatile boolean isWriting;
  private volatile long takenBytes;

  /** Writes to {@code target}. */
  public ConnectionOutput(OutputStream target) {
    this.target = target;
  }

  /** How many bytes the client, or the buffers on the way to it, have taken. */
  public long takenBytes() {
    return takenBytes;
  }

  /** Whether a thread waits for the client to take something. */
  public boolean isWriting() {
    return isWriting;
  }

  /** From now on no other thread writes, until {@link #unlock}. */
  public void lock() {
    lock.lock();
  }

  /** Lets other threads write again. */
  public void unlock() {
    lock.unlock();
  }

  /** What follows goes through {@code next}; what came before is sent first. */
  public void replace(OutputStream next) throws IOException {
    lock.lock();
    try {
      flush();
      target = next;
    } finally {
      lock.unlock();
    }
  }

  /** What follows is compressed; what came before is sent first, as it is. */
  public void compress(Deflater deflater) throws IOException {
    lock.lock();
    try {
      flush();
      target =
          new DeflaterOutputStream(target, deflater, MailServerLimits.OUTPUT_BUFFER_BYTES, true);
    } finally {
      lock.unlock();
    }
  }

  /** Where the next byte will be, for {@link #takeBack}. */
  public long position() {
    lock.lock();
    try {
      return sentBytes + length;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all from {@code position} on, and tells whether none of it was sent. */
  public boolean takeBack(long position) {
    lock.lock();
    try {
      if (position < sentBytes) {
        return false;
      }
      length = Math.toIntExact(position - sentBytes);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Writes a line of ASCII and its end. */
  public void line(String text) throws IOException {
    write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    write(bytes, bytes.length);
  }

  private void write(byte[] bytes, int count) throws IOException {
    lock.lock();
    try {
      if (count > buffer.length - length) {
        send();
      }
      if (count > buffer.length) {
        send(bytes, count);
      } else {
        System.arraycopy(bytes, 0, buffer, length, count);
        length += count;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Copies the content of a literal.
   *
   * @throws UnreadableContentException if the content cannot be read, or is shorter than announced
   */
  @Override
  public void write(Literal literal) throws IOException {
    long left = literal.size();
    byte[] piece = new byte[(int) Math.min(left, MailServerLimits.CONTENT_PIECE_BYTES)];
    try (InputStream content = UnreadableContentException.opened(literal)) {
      while (left > 0) {
        int count = (int) Math.min(left, piece.length);
        UnreadableContentException.read(content, piece, count);
        write(piece, count);
        left -= count;
      }
    }
  }

  /** Sends all that was written. */
  public void flush() throws IOException {
    lock.lock();
    try {
      if (length > 0) {
        send();
      }
      if (isToFlush) {
        isWriting = true;
        target.flush();
        isWriting = false;
        isToFlush = false;
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void send() throws IOException {
    int count = length;
    length = 0;
    send(buffer, count);
  }

  @GuardedBy("lock")
  private void send(byte[] bytes, int count) throws IOException {
    isWriting = true;
    target.write(bytes, 0, count);
    isWriting = false;
    isToFlush = true;
    sentBytes += count;
    takenBytes = sentBytes;
  }
}
