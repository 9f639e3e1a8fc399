package dev.freehold.content.blob.s3;

import java.io.EOFException;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A part of an object that is being sent; read in order. For one thread, but for closing. */
final class S3Window implements AutoCloseable {

  private final ResponseInputStream<GetObjectResponse> in;
  private final long end;
  private long position;

  private S3Window(ResponseInputStream<GetObjectResponse> in, long position, long end) {
    this.in = in;
    this.position = position;
    this.end = end;
  }

  /**
   * Asks for {@code length} bytes from {@code position} on.
   *
   * @throws dev.freehold.content.ContentException if the object is not the one that {@code head} is
   *     of
   */
  static S3Window open(S3Object object, S3Head head, long position, long length) {
    ResponseInputStream<GetObjectResponse> in = object.get(position, length);
    S3Window window = new S3Window(in, position, position + length);
    if (!head.isOf(in.response()) || S3Object.position(in.response()) != position) {
      window.close();
      throw S3Failure.changed(null);
    }
    return window;
  }

  /** Where the next byte is from. */
  long position() {
    return position;
  }

  boolean isAtEnd() {
    return position == end;
  }

  /** Where the byte after the last is from. */
  long end() {
    return end;
  }

  /** Reads at least one byte, {@code length} at most. */
  int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, (int) Math.min(length, end - position));
    if (count < 0) {
      throw new EOFException("the store ended the answer at %d of %d".formatted(position, end));
    }
    position += count;
    return count;
  }

  /** Gives the connection back if all was read, else cuts it: the rest may be long. */
  @Override
  public void close() {
    try {
      if (isAtEnd() && in.read() < 0) {
        in.close();
        return;
      }
    } catch (IOException unimportant) {
      // All that was asked for is here.
    }
    in.abort();
  }
}
