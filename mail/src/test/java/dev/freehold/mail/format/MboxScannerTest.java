package dev.freehold.mail.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.messages.MboxQuoting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Scanning an mbox")
class MboxScannerTest {

  private static final String FROM = "From bob@example.com Wed Jan 12 08:11:22 2005\n";

  private final List<String> found = new ArrayList<>();
  private final List<MboxEntry> entries = new ArrayList<>();

  @Test
  void findsTheMessagesWithoutTheEmptyLineAfterThem() throws IOException {
    scan(FROM + "Subject: a\n\nbody\n\n" + FROM + "Subject: b\n\nbody\n");
    assertThat(found).containsExactly("Subject: a\n\nbody\n", "Subject: b\n\nbody\n");
    assertThat(entries.get(0).envelope().tail()).isEqualTo("\n");
    assertThat(entries.get(1).envelope().tail()).isEmpty();
    assertThat(entries.get(1).envelope().fromLine()).isEqualTo(FROM);
  }

  @Test
  void takesFilesWithCarriageReturns() throws IOException {
    String from = FROM.replace("\n", "\r\n");
    scan(from + "A: b\r\n\r\nbody\r\n\r\n" + from + "A: c\r\n\r\n");
    assertThat(found).containsExactly("A: b\r\n\r\nbody\r\n", "A: c\r\n");
    assertThat(entries.get(0).envelope().tail()).isEqualTo("\r\n");
  }

  @Test
  void doesNotSplitAtTextThatBeginsWithFrom() throws IOException {
    String body = "A: b\n\ntext\nFrom bob Wed Jan 12 08:11:22 2005\nmore\n\nFrom here on\nmore\n";
    scan(FROM + body + "\n");
    assertThat(found).containsExactly(body);
    assertThat(entries.getFirst().envelope().bareFromLines()).containsExactly(0, 1);
  }

  @Test
  void findsMessagesOfNoBytes() throws IOException {
    scan(FROM + "\n" + FROM + "\n\n" + FROM);
    assertThat(found).containsExactly("", "\n", "");
  }

  @Test
  void takesAnEmptyFile() throws IOException {
    scan("");
    assertThat(found).isEmpty();
  }

  @Test
  void reportsASeparatorWithoutADateAndKeepsItAsText() throws IOException {
    String first = "A: 1\n\none\n\nFrom bob@example.com\nA: 2\n\ntwo\n";
    scan(FROM + first + "\n" + FROM + "A: 3\n\nthree\n");
    assertThat(found)
        .containsExactly("broken line 6 byte " + (FROM.length() + 11), first, "A: 3\n\nthree\n");
  }

  @Test
  void reportsASeparatorWithoutAnEmptyLineBeforeIt() throws IOException {
    scan(FROM + "A: 1\n\none\n" + FROM + "A: 2\n\ntwo\n");
    assertThat(found.getFirst()).isEqualTo("broken line 5 byte " + (FROM.length() + 10));
    assertThat(found).hasSize(2);
  }

  @Test
  void reportsAFileThatDoesNotBeginWithASeparatorAndFindsTheRest() throws IOException {
    scan("Frmo bob\nA: 1\n\none\n\n" + FROM + "A: 2\n\ntwo\n");
    assertThat(found).containsExactly("broken line 1 byte 0", "A: 2\n\ntwo\n");
  }

  @Property(tries = 500)
  void neverLosesAByte(@ForAll("files") String file) throws IOException {
    found.clear();
    entries.clear();
    scan(file);
    assertThat(rewritten(file)).isEqualTo(file);
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.of(
            FROM,
            FROM.replace("\n", "\r\n"),
            "From ",
            ">From ",
            ">>From x\n",
            "\n",
            "\r\n",
            "\n\n",
            "A: b\n",
            "text",
            "\0\u00FF\r")
        .list()
        .ofMaxSize(40)
        .map(parts -> FROM + String.join("", parts));
  }

  /** What an export of the file's messages writes. */
  private String rewritten(String file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (MboxEntry entry : entries) {
      out.write(entry.envelope().fromLine().getBytes(StandardCharsets.ISO_8859_1));
      QuotingOutputStream quoting =
          new QuotingOutputStream(
              out, entry.envelope().quoting(), entry.envelope().bareFromLines());
      quoting.write(unquoted(file, entry));
      quoting.finish();
      out.write(entry.envelope().tail().getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private void scan(String file) throws IOException {
    byte[] bytes = file.getBytes(StandardCharsets.ISO_8859_1);
    MboxScanner.scan(
        new ByteArrayInputStream(bytes),
        MboxQuoting.MBOXRD,
        new MboxVisitor() {
          @Override
          public void message(MboxEntry entry) {
            entries.add(entry);
            found.add(new String(unquoted(file, entry), StandardCharsets.ISO_8859_1));
          }

          @Override
          public void brokenSeparator(long lineNumber, long offsetBytes, boolean insideMessage) {
            found.add("broken line %d byte %d".formatted(lineNumber, offsetBytes));
          }
        });
  }

  private static byte[] unquoted(String file, MboxEntry entry) {
    byte[] bytes = file.getBytes(StandardCharsets.ISO_8859_1);
    int length = (int) (entry.contentEnd() - entry.contentStart());
    ByteArrayInputStream part = new ByteArrayInputStream(bytes, (int) entry.contentStart(), length);
    try (UnquotingInputStream in = new UnquotingInputStream(part, MboxQuoting.MBOXRD)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
