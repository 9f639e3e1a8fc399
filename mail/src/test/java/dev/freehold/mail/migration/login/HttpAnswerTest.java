package dev.freehold.mail.migration.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a token server answers")
class HttpAnswerTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        OK + "Content-Length: 4\r\n\r\nj\u00f6e and more",
        OK + "X: content-length: 9\r\nCONTENT-LENGTH:4  \r\n\r\nj\u00f6e",
        OK + "Transfer-Encoding: chunked\r\n\r\n1;a=b\r\nj\r\n003\r\n\u00f6e\r\n0\r\nX: y\r\n\r\n",
        OK + "Content-Length: 9\r\ntransfer-encoding:chunked\r\n\r\n4\r\nj\u00f6e\r\n0\r\n",
        OK + "\r\nj\u00f6e",
        "HTTP/1.0 200\r\n\r\nj\u00f6e"
      })
  void isReadHoweverItIsSent(String sent) throws IOException {
    HttpAnswer answer = HttpAnswer.read(bytes(sent));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("j\u00f6e");
    assertThat(answer).hasToString("HttpAnswer[200]");
  }

  @Test
  void isReadNoFurtherThanItGoes() throws IOException {
    Endless more = new Endless();
    String sent = OK + "Content-Length: 2\r\n\r\nhi";
    assertThat(HttpAnswer.read(new SequenceInputStream(bytes(sent), more)).body()).isEqualTo("hi");
    assertThat(more.given).as("a server that says no more must not be waited for").isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* OK IMAP4rev1\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
        OK + "Content-Length: 5\r\n\r\nfour",
        OK + "Content-Length: 99999999\r\n\r\nfour",
        OK + "Transfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n4\r\nfours\r\n0\r\n\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n0\r\n\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\nffffff\r\nfour\r\n0\r\n\r\n"
      })
  void isNoneUnlessItIsWhole(String sent) {
    assertUnusable(bytes(sent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        OK,
        OK + "\r\n",
        OK + "Content-Length: 99999999\r\n\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\nffffff\r\n"
      })
  void hasAnEnd(String beginning) {
    Endless endless = new Endless();
    assertUnusable(new SequenceInputStream(bytes(beginning), endless));
    assertThat(endless.given).isLessThan(2 * MigrationLimits.MAX_TOKEN_ANSWER_BYTES);
  }

  private static final class Endless extends InputStream {
    private int given;

    @Override
    public int read() {
      given++;
      return 'a';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      Arrays.fill(bytes, offset, offset + length, (byte) 'a');
      given += length;
      return length;
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static void assertUnusable(InputStream sent) {
    assertThatThrownBy(() -> HttpAnswer.read(sent))
        .isInstanceOfSatisfying(
            SourceException.class,
            e -> assertThat(e.error()).isEqualTo(SourceError.TOKEN_SERVER_UNUSABLE));
  }
}
