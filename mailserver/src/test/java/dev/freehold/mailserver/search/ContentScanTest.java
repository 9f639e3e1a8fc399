package dev.freehold.mailserver.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A scan of a message's bytes")
class ContentScanTest {

  private static boolean hasInBody(byte[] message, String text) throws IOException {
    return has(message, new TextTerm.InBody(Folding.fold(text)));
  }

  private static boolean has(byte[] message, TextTerm term) throws IOException {
    return ContentScan.scan(Set.of(term), () -> new ByteArrayInputStream(message), () -> false)
        .contains(term);
  }

  private static byte[] bytes(String message) {
    return message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, Grün",
    "iso-8859-1, Grün",
    "koi8-r, Привет",
    "iso-2022-jp, 日本",
    "gb18030, 中文"
  })
  @DisplayName("decodes transfer encodings and charsets")
  void decodes(String charset, String word) throws IOException {
    String text =
        Base64.getMimeEncoder()
            .encodeToString(("x".repeat(100) + word + "y").getBytes(Charset.forName(charset)));
    byte[] message =
        bytes(
            "Content-Type: text/plain; charset="
                + charset
                + "\nContent-Transfer-Encoding: base64\n\n"
                + text);
    assertThat(hasInBody(message, word)).isTrue();
    assertThat(hasInBody(message, word.toUpperCase(java.util.Locale.ROOT))).isTrue();
    assertThat(hasInBody(message, text.substring(0, 20))).isFalse();
  }

  @Test
  @DisplayName("looks at text parts and attached messages, not at other parts and their headers")
  void parts() throws IOException {
    byte[] message =
        bytes(
            """
            Subject: top subject
            Content-Type: multipart/mixed; boundary=b

            preamble
            --b
            Content-Type: text/html
            X-Part: partheader

            <b>html</b>
            --b
            Content-Type: application/octet-stream

            binary
            --b
            Content-Type: message/rfc822

            Subject: =?utf-8?q?inner_subj=C3=A9ct?=

            inner body
            --b--
            epilogue
            """);
    for (String found : new String[] {"<b>HTML</b>", "inner subjéct", "Inner Body"}) {
      assertThat(hasInBody(message, found)).as(found).isTrue();
    }
    for (String hidden :
        new String[] {"top subject", "partheader", "binary", "preamble", "epilogue"}) {
      assertThat(hasInBody(message, hidden)).as(hidden).isFalse();
    }
    assertThat(has(message, new TextTerm.InMessage("top subject"))).isTrue();
    assertThat(has(message, new TextTerm.InMessage("subject: top"))).isTrue();
    assertThat(has(message, new TextTerm.InMessage("html"))).isTrue();
    assertThat(has(message, new TextTerm.InField("subject", "top"))).isTrue();
    assertThat(has(message, new TextTerm.InField("subject", "inner"))).isFalse();
    assertThat(has(message, new TextTerm.InField("content-type", ""))).isTrue();
    assertThat(has(message, new TextTerm.InField("x-part", ""))).isFalse();
  }

  @Test
  @DisplayName("finds what lies across its window")
  void acrossTheWindow() throws IOException {
    for (int before = 16_370; before < 16_390; before++) {
      byte[] message = bytes("Subject: x\n\n" + "a".repeat(before) + "needle" + "b".repeat(50_000));
      assertThat(hasInBody(message, "NEEDLE")).isTrue();
      assertThat(hasInBody(message, "needles")).isFalse();
    }
  }

  @Test
  @DisplayName("reads wrong bytes as Latin-1, and messages without MIME form as text")
  void wrongBytes() throws IOException {
    byte[] latin = "Subject: x\r\n\r\nGr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(hasInBody(latin, "grüße")).isTrue();
    byte[] longHeader = bytes("X: " + "y".repeat(3 * 1024 * 1024) + "\n\nneedle");
    assertThat(hasInBody(longHeader, "needle")).isTrue();
  }

  @Test
  @DisplayName("ends when nobody waits for it, and when all is found")
  void ends() throws IOException {
    AtomicInteger read = new AtomicInteger();
    TextTerm term = new TextTerm.InBody("needle");
    InputStream endless = endless(read);
    ContentScan.scan(Set.of(term), () -> endless, () -> read.get() > 1_000_000);
    assertThat(read.get()).isBetween(1_000_000, 2_000_000);
    read.set(0);
    InputStream found =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes("Subject: x\n\nneedle " + "x".repeat(40_000))),
            endless(read));
    assertThat(ContentScan.scan(Set.of(term), () -> found, () -> false)).contains(term);
    assertThat(read.get()).isLessThan(200_000);
  }

  private static InputStream endless(AtomicInteger read) {
    return new InputStream() {
      private boolean isBody;

      @Override
      public int read() {
        throw new AssertionError("reads are of many bytes");
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        read.addAndGet(length);
        java.util.Arrays.fill(target, offset, offset + length, (byte) 'x');
        if (!isBody) {
          target[offset] = '\n';
          isBody = true;
        }
        return length;
      }
    };
  }
}
