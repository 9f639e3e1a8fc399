package dev.freehold.mail.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.messages.MboxQuoting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("mbox quoting")
class QuotingTest {

  @Test
  void givesEachFromLineOneMark() throws IOException {
    assertThat(quote("From a\n>From b\n>>From c\nFrom\n>Frog\n", MboxQuoting.MBOXRD))
        .isEqualTo(">From a\n>>From b\n>>>From c\nFrom\n>Frog\n");
  }

  @Test
  void ofTheOldKindLeavesWhatIsMarkedAlone() throws IOException {
    assertThat(quote("From a\n>From b\n", MboxQuoting.MBOXO)).isEqualTo(">From a\n>From b\n");
    assertThat(unquote(">From a\n>>From b\n", MboxQuoting.MBOXO)).isEqualTo("From a\n>>From b\n");
  }

  @Test
  void isUndoneOnlyAtTheStartOfALine() throws IOException {
    assertThat(unquote("x >From a\r\n>From b\r\n>>From c\n>Fro", MboxQuoting.MBOXRD))
        .isEqualTo("x >From a\r\nFrom b\r\n>From c\n>Fro");
  }

  @Test
  void keepsTheLinesBareThatWereBare() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    QuotingOutputStream quoting =
        new QuotingOutputStream(out, MboxQuoting.MBOXRD, List.of(1, Integer.MAX_VALUE));
    quoting.write("From a\nFrom b\nFrom c\n".getBytes(StandardCharsets.ISO_8859_1));
    quoting.finish();
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo(">From a\nFrom b\n>From c\n");
  }

  @Test
  void followsALineOfManyMarksInConstantSpace() throws IOException {
    String marks = ">".repeat(100_000);
    assertThat(unquote(marks + "From a\n" + marks, MboxQuoting.MBOXRD))
        .isEqualTo(marks.substring(1) + "From a\n" + marks);
  }

  @Property
  void isUndoneByUnquoting(@ForAll("texts") String text) throws IOException {
    assertThat(unquote(quote(text, MboxQuoting.MBOXRD), MboxQuoting.MBOXRD)).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "From ", "From", "F", ">", ">>", "\n", "\r\n", "\r", "text", " ", "\0", "\u00E9", "Fr")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  private static String quote(String text, MboxQuoting kind) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    QuotingOutputStream quoting = new QuotingOutputStream(out, kind, List.of());
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int half = bytes.length / 2;
    quoting.write(bytes, 0, half);
    quoting.write(bytes, half, bytes.length - half);
    quoting.finish();
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static String unquote(String text, MboxQuoting kind) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    try (InputStream in = new UnquotingInputStream(new ByteArrayInputStream(bytes), kind)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
