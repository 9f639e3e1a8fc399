package dev.freehold.files.documents;

import dev.freehold.content.store.ObservedInput;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;

/**
 * Content on its way in, with its MD5. Where there is much of it, the MD5 is computed on its own
 * thread, so that the reading and sealing need not wait: MD5 is the slowest step of all. Only so
 * many uploads have one as processors can serve: where uploads keep all of them busy, handing bytes
 * over would only cost.
 */
final class Md5Input extends ObservedInput {

  /** Up to here it is not worth a thread. */
  private static final int INLINE_BYTES = 256 * 1024;

  /** An upload with a thread for its MD5 keeps two processors busy. */
  private static final Semaphore THREADS =
      new Semaphore(Runtime.getRuntime().availableProcessors() / 2);

  private final MessageDigest digest = Md5.digest();
  private long readBytes;
  private DigestThread thread;

  Md5Input(InputStream in) {
    super(in);
  }

  @Override
  protected void observe(byte[] bytes, int offset, int count) {
    if (count <= 0) {
      return;
    }
    boolean wasShort = readBytes <= INLINE_BYTES;
    readBytes += count;
    if (wasShort && readBytes > INLINE_BYTES && THREADS.tryAcquire()) {
      thread = new DigestThread(digest);
    }
    if (thread != null) {
      thread.update(bytes, offset, count);
    } else {
      digest.update(bytes, offset, count);
    }
  }

  /** The MD5 of everything that was read, as hexadecimal digits; once. */
  String md5() {
    endThread();
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Ends the hashing; the stream below is the caller's to close. */
  @Override
  public void close() {
    endThread();
  }

  private void endThread() {
    if (thread != null) {
      DigestThread ended = thread;
      thread = null;
      try {
        ended.close();
      } finally {
        THREADS.release();
      }
    }
  }
}
