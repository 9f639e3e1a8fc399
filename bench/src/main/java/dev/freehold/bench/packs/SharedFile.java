package dev.freehold.bench.packs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One file that many writers append to, where all who wait share the next flush. */
final class SharedFile implements AutoCloseable {

  private static final int PREPARED_AT_ONCE = 1 << 20;

  private final FileChannel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flushed = lock.newCondition();

  @GuardedBy("lock")
  private long end;

  @GuardedBy("lock")
  private long durable;

  @GuardedBy("lock")
  private boolean flushing;

  private SharedFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes one.
   *
   * @param preparedBytes how many zeros are written and flushed beforehand, so that a flush later
   *     has no new length to write
   */
  static SharedFile create(Path file, long preparedBytes) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    for (long done = 0; done < preparedBytes; done += PREPARED_AT_ONCE) {
      write(channel, new byte[PREPARED_AT_ONCE], done);
    }
    channel.force(true);
    return new SharedFile(channel);
  }

  /** Returns when {@code bytes} are durable. */
  void append(byte[] bytes) throws IOException {
    lock.lock();
    try {
      write(channel, bytes, end);
      end += bytes.length;
      long mine = end;
      while (durable < mine) {
        if (flushing) {
          flushed.awaitUninterruptibly();
        } else {
          flush();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void flush() throws IOException {
    long until = end;
    flushing = true;
    lock.unlock();
    try {
      channel.force(false);
    } finally {
      lock.lock();
      flushing = false;
      flushed.signalAll();
    }
    durable = until;
  }

  private static void write(FileChannel channel, byte[] bytes, long position) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest, position + rest.position());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
