package dev.freehold.bench.policies;

import dev.freehold.content.blob.BlobSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads such a file; its hole reads as zeros, which no key opens. */
final class SparseSource implements BlobSource {

  private final FileChannel channel;

  SparseSource(Path file) throws IOException {
    channel = FileChannel.open(file);
  }

  @Override
  public long length() throws IOException {
    return channel.size();
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(target, offset, length);
    while (rest.hasRemaining()) {
      if (channel.read(rest, position + rest.position() - offset) < 0) {
        throw new EOFException("the blob is shorter");
      }
    }
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
