package dev.freehold.mailserver.append;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.CommandRefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message with binary parts, as it is stored")
class BinaryEncodingTest {

  private static String stored(String sent) throws IOException {
    try (BinaryEncoding in =
        new BinaryEncoding(new ByteArrayInputStream(sent.getBytes(ISO_8859_1)))) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  @DisplayName("has base64 in the place of a binary part, and everything else as it came")
  void parts() throws IOException {
    String message =
        """
        Content-Type: multipart/mixed; x=y;
          boundary="a \\"b"

        prologue
        --a "b
        Content-Type: text/plain

        --a "bc
        text
        --a "b
        content-transfer-ENCODING:
         binary
        X: y

        %s
        --a "b
        Content-Type: message/rfc822
        Content-Transfer-Encoding: binary

        Content-Type: multipart/mixed; boundary=in
        Content-Transfer-Encoding: binary

        --in
        Content-Transfer-Encoding: binary

        %s
        --in--
        --a "b--
        epilogue
        """
            .replace("\n", "\r\n");
    assertThat(stored(message.formatted("a\0b\r\n", "c\0")))
        .isEqualTo(
            message
                .replaceFirst("content-transfer-ENCODING:\r\n binary", encoding("base64"))
                .replaceFirst("Content-Transfer-Encoding: binary", encoding("8bit"))
                .replaceFirst("Content-Transfer-Encoding: binary", encoding("8bit"))
                .replaceFirst("Content-Transfer-Encoding: binary", encoding("base64"))
                .formatted(base64("a\0b\r\n"), base64("c\0")));
  }

  private static String encoding(String name) {
    return "Content-Transfer-Encoding: " + name;
  }

  private static String base64(String bytes) {
    return Base64.getEncoder().encodeToString(bytes.getBytes(ISO_8859_1));
  }

  @Test
  @DisplayName("has all of a long part without lines, and of one that ends with the message")
  void longPart() throws IOException {
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);
    bytes[bytes.length - 2] = '\r';
    bytes[bytes.length - 1] = '\n';
    String header = "Content-Transfer-Encoding: binary\r\n\r\n";
    String made = stored(header + new String(bytes, ISO_8859_1));
    assertThat(made).doesNotEndWith("\n");
    assertThat(made.lines()).allMatch(line -> line.length() <= 76);
    assertThat(
            Base64.getMimeDecoder()
                .decode(made.substring(made.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1)))
        .isEqualTo(bytes);
  }

  @Test
  @DisplayName("is refused if NUL is anywhere else")
  void nul() {
    for (String sent : new String[] {"A: b\0\r\n\r\n", "A: b\r\n\r\n\0", "A: \0"}) {
      assertThatThrownBy(() -> stored(sent))
          .isInstanceOf(CommandRefusedException.class)
          .hasMessageContaining("NUL");
    }
  }

  @Test
  @DisplayName("is looked through as deep as the bound of nested parts, and no deeper")
  void depth() throws IOException {
    assertThat(stored(nested(MailServerLimits.MAX_MIME_DEPTH)))
        .contains("base64")
        .doesNotContain("\0");
    assertThatThrownBy(() -> stored(nested(MailServerLimits.MAX_MIME_DEPTH + 1)))
        .isInstanceOf(CommandRefusedException.class);
  }

  /** A binary part with NUL within so many multiparts. */
  private static String nested(int depth) {
    StringBuilder message = new StringBuilder();
    for (int level = 0; level < depth; level++) {
      message.append(
          "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%1$d\r\n".formatted(level));
    }
    return message.append("Content-Transfer-Encoding: binary\r\n\r\n\0\r\n").toString();
  }

  @Test
  @DisplayName("is the same if nothing in it is binary")
  void same() throws IOException {
    for (String sent : new String[] {"", "A: b", "A: b\r\n\r\nc", "A: b\n\n--\n--x\n", "\r\n"}) {
      assertThat(stored(sent)).isEqualTo(sent);
    }
  }
}
