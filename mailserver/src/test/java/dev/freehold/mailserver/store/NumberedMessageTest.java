package dev.freehold.mailserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.CommandRefusedException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.MimePath;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a FETCH holds of a message's parts")
class NumberedMessageTest {

  private static final MimePath SECOND = new MimePath(new int[] {2});
  private static final int LINES = 400_000;
  private static final String LINE =
      "0123456789012345678901234567890123456789012345678901234567\r\n";
  private static final long ROOM = 8L * MailServerLimits.MAX_HELD_PARTS_BYTES;

  private final AtomicInteger open = new AtomicInteger();

  private NumberedMessage message(String header, int lines) {
    byte[] bytes =
        ("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nfirst\r\n--b\r\n"
                + header
                + "\r\n"
                + LINE.repeat(lines)
                + "\r\n--b--\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    Content content =
        new Content() {
          @Override
          public InputStream getInputStream() {
            open.incrementAndGet();
            return new FilterInputStream(new ByteArrayInputStream(bytes)) {
              @Override
              public void close() {
                open.decrementAndGet();
              }
            };
          }

          @Override
          public long size() {
            return bytes.length;
          }
        };
    return new NumberedMessage(
        (MessageResult)
            Proxy.newProxyInstance(
                NumberedMessageTest.class.getClassLoader(),
                new Class<?>[] {MessageResult.class},
                (_, _, _) -> content));
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  @DisplayName("is no part that is long, which is read when it is sent, as often as it is")
  void longPart() throws Exception {
    NumberedMessage message = message("", LINES);
    long before = allocatedBytes();
    Content part = message.getMimeBody(SECOND);
    assertThat(part.size()).isEqualTo((long) LINES * LINE.length());
    for (int time = 0; time < 2; time++) {
      try (InputStream sent = part.getInputStream()) {
        assertThat(sent.transferTo(OutputStream.nullOutputStream())).isEqualTo(part.size());
      }
    }
    assertThat(allocatedBytes() - before).isLessThan(ROOM);
    assertThat(open).hasValue(0);
  }

  @Test
  @DisplayName("does not grow with the number of items that name a part")
  void manyItems() throws Exception {
    NumberedMessage message = message("", 10_000);
    long held = 0;
    for (int item = 0; item < 20; item++) {
      Content part = message.getMimeBody(SECOND);
      held += part.getClass().getSimpleName().equals("ByteContent") ? part.size() : 0;
      try (InputStream sent = part.getInputStream()) {
        assertThat(sent.readAllBytes()).hasSize(10_000 * LINE.length());
      }
    }
    assertThat(held).isPositive().isLessThanOrEqualTo(MailServerLimits.MAX_HELD_PARTS_BYTES);
    assertThat(open).hasValue(0);
  }

  @Test
  @DisplayName("is of headers so much and no more: the command is refused, and a long one is cut")
  void headers() throws MailboxException {
    NumberedMessage message = message("X: %s\r\n".formatted("y".repeat(900)).repeat(2_000), 1);
    int fields = 0;
    for (var all = message.iterateMimeHeaders(SECOND); all.hasNext(); all.next()) {
      fields++;
    }
    assertThat(fields).isBetween(250, MailServerLimits.MAX_HEADER_BYTES / 900);
    assertThatThrownBy(
            () -> {
              for (int item = 0; item < 10; item++) {
                message.iterateMimeHeaders(SECOND);
              }
            })
        .isInstanceOf(CommandRefusedException.class);
    assertThat(open).hasValue(0);
  }
}
