package dev.freehold.files.documents;

import dev.freehold.content.store.ObservedInput;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Content on its way in, with its MD5. Where there is much of it, the MD5 is computed on its own
 * thread, so that the reading and sealing need not wait: MD5 is the slowest step of all.
 */
final class Md5Input extends ObservedInput {

  /** Up to here it is not worth a thread. */
  private static final int INLINE_BYTES = 256 * 1024;

  private final MessageDigest digest = Md5.digest();
  private long readBytes;
  private DigestThread thread;

  Md5Input(InputStream in) {
    super(in);
  }

  @Override
  protected void observe(byte[] bytes, int offset, int count) {
    if (count > 0) {
      readBytes += count;
      if (thread != null) {
        thread.update(bytes, offset, count);
      } else if (readBytes <= INLINE_BYTES) {
        digest.update(bytes, offset, count);
      } else {
        thread = new DigestThread(digest);
        thread.update(bytes, offset, count);
      }
    }
  }

  /** The MD5 of everything that was read, as hexadecimal digits; once. */
  String md5() {
    if (thread != null) {
      thread.close();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Ends the hashing; the stream below is the caller's to close. */
  @Override
  public void close() {
    if (thread != null) {
      thread.close();
    }
  }
}
