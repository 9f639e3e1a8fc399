package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.MailLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The body of a message")
class HeaderLengthTest {

  @ParameterizedTest(name = "{0} begins at {1}")
  @CsvSource({
    "'A: b|C: d||body|', 11",
    "'A: b~|C: d~|~|body~|', 14",
    "'A: b~|||body', 7",
    "'|body', 1",
    "'~|body', 2",
    "'A: b|C: d|', 10",
    "'A: b', 4",
    "'no header at all|two|', 0",
    "': no name|', 0",
    "'', 0",
  })
  void beginsAfterTheFirstEmptyLine(String message, long start) {
    byte[] bytes =
        message.replace('|', '\n').replace('~', '\r').getBytes(StandardCharsets.ISO_8859_1);
    for (int step = 1; step <= Math.max(1, bytes.length); step++) {
      HeaderLength header = new HeaderLength();
      for (int at = 0; at < bytes.length; at += step) {
        header.update(bytes, at, Math.min(step, bytes.length - at));
      }
      assertThat(header.bytes()).as("in steps of %d", step).isEqualTo(start);
    }
  }

  @Test
  void isAllThereIsWhenTheHeaderHasNoEndWithinItsLimit() {
    byte[] line = "Name: value\n".getBytes(StandardCharsets.ISO_8859_1);
    HeaderLength header = new HeaderLength();
    for (long fed = 0; fed <= MailLimits.MAX_HEADER_BYTES; fed += line.length) {
      header.update(line, 0, line.length);
    }
    header.update(new byte[] {'\n'}, 0, 1);
    assertThat(header.bytes()).isZero();
  }
}
