package dev.freehold.files.documents;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Content on its way in, with its MD5. Where there is much of it, the MD5 is computed on its own
 * thread, so that the reading and sealing need not wait: MD5 is the slowest step of all.
 */
final class Md5Input extends FilterInputStream {

  /** Up to here it is not worth a thread. */
  private static final int INLINE_BYTES = 256 * 1024;

  private final MessageDigest digest = Md5.digest();
  private long readBytes;
  private DigestThread thread;

  Md5Input(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      readBytes += count;
      if (thread != null) {
        thread.update(target, offset, count);
      } else if (readBytes <= INLINE_BYTES) {
        digest.update(target, offset, count);
      } else {
        thread = new DigestThread(digest);
        thread.update(target, offset, count);
      }
    }
    return count;
  }

  /** Nothing is skipped without being hashed. */
  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
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
