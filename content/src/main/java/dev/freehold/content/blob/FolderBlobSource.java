package dev.freehold.content.blob;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Reads a blob's file at any position. A small blob is read whole by the first read, which spares
 * five calls for each object of 64 KiB; its file does not change any more.
 */
final class FolderBlobSource implements BlobSource {

  /** An object of 64 KiB with its prefix, header and framing is shorter than this. */
  private static final int WHOLE_MAX_BYTES = 66 << 10;

  private final FileChannel channel;
  private final long lengthBytes;

  @GuardedBy("this")
  private Optional<byte[]> whole = Optional.empty();

  @GuardedBy("this")
  private boolean isClosed;

  private FolderBlobSource(FileChannel channel, long lengthBytes) {
    this.channel = channel;
    this.lengthBytes = lengthBytes;
  }

  /** Takes {@code channel} over. */
  static FolderBlobSource of(FileChannel channel) throws IOException {
    try {
      return new FolderBlobSource(channel, channel.size());
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  @Override
  public long length() {
    return lengthBytes;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    if (lengthBytes > WHOLE_MAX_BYTES) {
      readFile(position, target, offset, length);
      return;
    }
    System.arraycopy(whole(position, length), (int) position, target, offset, length);
  }

  @Override
  public Bytes bytes(long position, int length, IntFunction<byte[]> room) throws IOException {
    return lengthBytes > WHOLE_MAX_BYTES
        ? BlobSource.super.bytes(position, length, room)
        : new Bytes(whole(position, length), (int) position);
  }

  /** All of the blob, which has {@code length} bytes from {@code position} on. */
  private byte[] whole(long position, int length) throws IOException {
    byte[] all = whole();
    if (position > all.length - length) {
      throw ended(all.length);
    }
    return all;
  }

  private synchronized byte[] whole() throws IOException {
    if (isClosed) {
      throw new ClosedChannelException();
    }
    if (whole.isEmpty()) {
      byte[] all = new byte[(int) lengthBytes];
      readFile(0, all, 0, all.length);
      whole = Optional.of(all);
    }
    return whole.get();
  }

  private void readFile(long position, byte[] target, int offset, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(target, offset, length);
    long next = position;
    while (rest.hasRemaining()) {
      int count = channel.read(rest, next);
      if (count < 0) {
        throw ended(next);
      }
      next += count;
    }
  }

  private static EOFException ended(long end) {
    return new EOFException("the blob ends at %d, before the end of the read".formatted(end));
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      whole = Optional.empty();
    }
    try {
      channel.close();
    } catch (IOException unimportant) {
      // Nothing was written through it.
    }
  }
}
