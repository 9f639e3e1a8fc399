package dev.freehold.content.blob;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a blob's file at any position. */
final class FolderBlobSource implements BlobSource {

  private final FileChannel channel;

  FolderBlobSource(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public long length() throws IOException {
    return channel.size();
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(target, offset, length);
    long next = position;
    while (rest.hasRemaining()) {
      int count = channel.read(rest, next);
      if (count < 0) {
        throw new EOFException("the blob ends at %d, before the end of the read".formatted(next));
      }
      next += count;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException unimportant) {
      // Nothing was written through it.
    }
  }
}
