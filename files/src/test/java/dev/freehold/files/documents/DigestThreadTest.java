package dev.freehold.files.documents;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A thread that feeds a digest")
class DigestThreadTest {

  private static final int MORE_THAN_ALL_BUFFERS_BYTES = 4 << 20;

  @Test
  @Timeout(20)
  @DisplayName("does not block its producer, and reports a failure if the digest fails")
  void failing() {
    DigestThread thread = new DigestThread(new Failing());
    thread.update(new byte[MORE_THAN_ALL_BUFFERS_BYTES], 0, MORE_THAN_ALL_BUFFERS_BYTES);
    assertThatThrownBy(thread::close).isInstanceOf(IllegalStateException.class);
  }

  private static final class Failing extends MessageDigest {

    Failing() {
      super("failing");
    }

    @Override
    protected void engineUpdate(byte input) {
      throw new IllegalArgumentException("no digest");
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      throw new IllegalArgumentException("no digest");
    }

    @Override
    protected byte[] engineDigest() {
      return new byte[0];
    }

    @Override
    protected void engineReset() {
      // Has nothing to forget.
    }
  }
}
