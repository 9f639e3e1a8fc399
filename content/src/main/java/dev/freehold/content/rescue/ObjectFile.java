package dev.freehold.content.rescue;

import dev.freehold.crypto.SeekableSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An object's blob as a file that someone copied somewhere. */
final class ObjectFile implements SeekableSource, AutoCloseable {

  private final FileChannel channel;

  private ObjectFile(FileChannel channel) {
    this.channel = channel;
  }

  static ObjectFile open(Path file) throws IOException {
    return new ObjectFile(FileChannel.open(file, StandardOpenOption.READ));
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
        throw new EOFException("the file ends before the object does");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
