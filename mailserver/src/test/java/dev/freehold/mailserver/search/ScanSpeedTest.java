package dev.freehold.mailserver.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanSpeedTest {

  private static final int MESSAGES = 1000;
  private static final int MESSAGE_BYTES = 64 * 1024;

  /** Of processor time: other tests run beside this one. */
  private static final long MAX_MILLIS = 3_000;

  @ParameterizedTest
  @ValueSource(strings = {"7bit", "base64"})
  @DisplayName("Text is looked for in 1,000 messages of 64 KiB within 1.5 seconds")
  void scans(String encoding) throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(5);
    while (text.length() < MESSAGE_BYTES) {
      text.append("Word")
          .append(random.nextInt(10_000))
          .append(text.length() % 70 == 0 ? "\r\n" : " ");
    }
    byte[] body = text.toString().getBytes(StandardCharsets.US_ASCII);
    String sent =
        encoding.equals("base64")
            ? Base64.getMimeEncoder()
                .encodeToString(java.util.Arrays.copyOf(body, body.length * 3 / 4))
            : text.toString();
    byte[] message =
        ("Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                + encoding
                + "\r\n\r\n"
                + sent)
            .getBytes(StandardCharsets.US_ASCII);
    TextTerm term = new TextTerm.InMessage("not in there");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long millis = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int at = 0; at < MESSAGES; at++) {
        assertThat(
                ContentScan.scan(
                    Set.of(term), () -> new ByteArrayInputStream(message), () -> false))
            .isEmpty();
      }
      millis = Math.min(millis, (threads.getCurrentThreadCpuTime() - start) / 1_000_000);
    }
    System.err.println("scan " + encoding + " " + millis + " ms");
    assertThat(millis).isLessThan(MAX_MILLIS);
  }
}
