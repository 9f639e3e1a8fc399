package dev.freehold.files.s3.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body that must have come within a time: it holds memory, and its sender may be anybody. */
public final class TimedBody extends FilterInputStream {

  private final long endNanos;

  /** Gives {@code body} for as long as {@code time} from now. */
  public TimedBody(InputStream body, Duration time) {
    super(body);
    this.endNanos = System.nanoTime() + time.toNanos();
  }

  @Override
  public int read() throws IOException {
    requireTime();
    return super.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    requireTime();
    return super.read(target, offset, length);
  }

  private void requireTime() {
    if (System.nanoTime() - endNanos > 0) {
      throw S3Failures.of(
          ErrorCode.REQUEST_TIMEOUT, "the body came too slowly; send it in smaller parts");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
