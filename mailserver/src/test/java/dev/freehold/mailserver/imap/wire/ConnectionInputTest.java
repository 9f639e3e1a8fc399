package dev.freehold.mailserver.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What comes from a client")
class ConnectionInputTest {

  /** Never ends, and gives one byte at a time. */
  private static final InputStream DRIPPING =
      new InputStream() {
        @Override
        public int read() {
          return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int count) {
          into[offset] = 'x';
          return 1;
        }
      };

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ConnectionOutput output = new ConnectionOutput(sent);
  private final AtomicInteger timeoutMillis = new AtomicInteger();
  private final ConnectionInput input = new ConnectionInput(DRIPPING, output, timeoutMillis::set);

  @Test
  @DisplayName("has to come in time all together, however often a byte comes")
  void dripping() {
    input.expectWithin(Duration.ofMillis(50));

    assertThatThrownBy(() -> input.skip(Long.MAX_VALUE)).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  @DisplayName("is waited for no longer than the deadline is away")
  void timeout() throws IOException {
    input.expectWithin(Duration.ofSeconds(5));
    input.read();

    assertThat(timeoutMillis.get()).isBetween(1, 5_000);
  }

  @Test
  @DisplayName("is waited for only when all that was written is sent")
  void sentFirst() throws IOException {
    output.line("* OK");
    assertThat(sent.size()).isZero();
    input.read();

    assertThat(sent.toString(StandardCharsets.US_ASCII)).isEqualTo("* OK\r\n");
  }
}
