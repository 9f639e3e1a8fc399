package dev.freehold.bench.policies;

import dev.freehold.content.blob.BlobWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the beginning and the end of a blob, and leaves out what is between. */
final class SparseWriter implements BlobWriter {

  /** More than the longest segment, which is what is read at a time. */
  private static final int KEPT_BYTES = 320 << 10;

  private final FileChannel channel;
  private final byte[] end = new byte[KEPT_BYTES];
  private long written;

  SparseWriter(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        take(bytes, offset, length);
      }
    };
  }

  private void take(byte[] bytes, int offset, int length) throws IOException {
    int head = Math.clamp(KEPT_BYTES - written, 0, length);
    writeAt(written, ByteBuffer.wrap(bytes, offset, head));
    written += head;
    int skipped = Math.max(0, length - head - KEPT_BYTES); // Not the end in any case.
    written += skipped;
    for (int i = offset + head + skipped; i < offset + length; ) {
      int at = (int) (written % KEPT_BYTES);
      int count = Math.min(offset + length - i, KEPT_BYTES - at);
      System.arraycopy(bytes, i, end, at, count);
      written += count;
      i += count;
    }
  }

  private void writeAt(long position, ByteBuffer bytes) throws IOException {
    long next = position;
    while (bytes.hasRemaining()) {
      next += channel.write(bytes, next);
    }
  }

  @Override
  public void commit() {
    try {
      long from = Math.max(KEPT_BYTES, written - KEPT_BYTES);
      while (from < written) {
        int at = (int) (from % KEPT_BYTES);
        int count = (int) Math.min(written - from, KEPT_BYTES - at);
        writeAt(from, ByteBuffer.wrap(end, at, count));
        from += count;
      }
      channel.force(true); // As every blob is, so that nothing is still on its way to the disk.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long writtenBytes() {
    return written;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
