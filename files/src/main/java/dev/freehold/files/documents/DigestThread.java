package dev.freehold.files.documents;

import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Feeds a digest on its own thread, through a few buffers that go round. */
final class DigestThread implements AutoCloseable {

  private static final int BUFFER_BYTES = 128 * 1024;
  private static final int BUFFERS = 4;

  private final BlockingQueue<Buffer> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final BlockingQueue<Buffer> free = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final Thread thread;
  private Buffer filling;
  private int made;
  private volatile Throwable failure;

  /** Lends {@code digest} to the thread until {@link #close} returns. */
  DigestThread(MessageDigest digest) {
    this.thread = Thread.ofVirtual().name("md5").start(() -> run(digest));
  }

  void update(byte[] source, int offset, int length) {
    int done = 0;
    while (done < length) {
      if (filling == null) {
        filling = takeFree();
      }
      int count = Math.min(length - done, BUFFER_BYTES - filling.length);
      System.arraycopy(source, offset + done, filling.bytes, filling.length, count);
      filling.length += count;
      done += count;
      if (filling.length == BUFFER_BYTES) {
        hand(filling);
        filling = null;
      }
    }
  }

  /**
   * Waits until everything is in the digest. Closing twice does nothing.
   *
   * @throws IllegalStateException if it is not, which ends the upload
   */
  @Override
  public void close() {
    if (thread.isAlive()) {
      if (filling != null) {
        hand(filling);
        filling = null;
      }
      hand(new Buffer(0));
      uninterrupted(
          () -> {
            thread.join();
            return null;
          });
    }
    if (failure != null) {
      throw new IllegalStateException("the content could not be hashed", failure);
    }
  }

  private void run(MessageDigest digest) {
    while (true) {
      Buffer next = uninterrupted(filled::take);
      if (next.bytes.length == 0) {
        return;
      }
      update(digest, next);
      next.length = 0;
      free.add(next);
    }
  }

  /** Goes on after a failure, because the thread that fills the buffers waits for them. */
  private void update(MessageDigest digest, Buffer next) {
    if (failure == null) {
      try {
        digest.update(next.bytes, 0, next.length);
      } catch (Throwable e) {
        failure = e;
      }
    }
  }

  private Buffer takeFree() {
    Buffer reused = made < BUFFERS ? free.poll() : uninterrupted(free::take);
    if (reused != null) {
      return reused;
    }
    made++;
    return new Buffer(BUFFER_BYTES);
  }

  private void hand(Buffer buffer) {
    uninterrupted(
        () -> {
          filled.put(buffer);
          return null;
        });
  }

  /** A request that is broken off ends at its own stream; this one only finishes what it has. */
  private static <R> R uninterrupted(Waiting<R> waiting) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return waiting.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @FunctionalInterface
  private interface Waiting<R> {
    R await() throws InterruptedException;
  }

  /** Bytes on their way to the digest; without room, it says that these were all. */
  private static final class Buffer {
    private final byte[] bytes;
    private int length;

    Buffer(int capacity) {
      this.bytes = new byte[capacity];
    }
  }
}
