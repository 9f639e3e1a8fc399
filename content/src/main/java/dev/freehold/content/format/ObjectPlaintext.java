package dev.freehold.content.format;

import dev.freehold.crypto.CryptoException;
import java.io.InputStream;

/** An opened object, for one thread. Closing it overwrites its keys; its streams fail then. */
public interface ObjectPlaintext extends AutoCloseable {

  /** The object's length in bytes, authenticated when the object was opened. */
  long length();

  /**
   * A part of the object, each byte authenticated before it is given. Reads throw {@link
   * CryptoException} where the blob is not what was sealed.
   *
   * @param from the first byte, at least 0
   * @param length how many bytes; {@code from + length} is at most the object's length
   */
  InputStream stream(long from, long length);

  @Override
  void close();
}
