package dev.freehold.mailserver.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.envelope.MessageStart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that Python's {@code email} reads in the messages of a corpus are found, and no others. */
class PythonComparisonTest {

  /** Prints file, kind and word, each word as Base64 of UTF-8. */
  private static final String PROGRAM =
      """
      import base64, email, email.policy, pathlib, random, re, sys
      random.seed(7)
      elsewhere = []
      def words(text, count):
          found = sorted(set(re.findall(r'[^\\W_]{4,}', text)))
          return random.sample(found, min(count, len(found)))
      def show(path, kind, word):
          encoded = base64.b64encode(word.encode('utf-8', 'replace')).decode()
          print(path, kind, encoded, sep='\\t')
      for path in sorted(pathlib.Path(sys.argv[1]).rglob('*.msg')):
          with open(path, 'rb') as f:
              message = email.message_from_binary_file(f, policy=email.policy.default)
          texts, headers = [], []
          try:
              # Without the last boundary it reads what is behind the parts as text.
              defects = [type(d).__name__ for part in message.walk() for d in part.defects]
              if 'CloseBoundaryNotFoundDefect' in defects:
                  continue
              for part in message.walk():
                  headers.extend(part.keys() + [str(value) for value in part.values()])
                  headers.extend(str(raw) for _, raw in part.raw_items())
                  if part.get_content_maintype() == 'text' and not part.defects:
                      texts.append(part.get_content())
          except Exception:
              continue
          body = '\\n'.join(texts)
          if '\\ufffd' in body:
              continue
          for word in words(body, 20):
              show(path, 'BODY', word)
          known = (body + '\\n'.join(headers)).lower()
          for word in elsewhere:
              if word.lower() not in known and not part.defects:
                  show(path, 'NOT BODY', word)
          elsewhere = (words(body, 5) + elsewhere)[:20]
          for name in ('subject', 'from', 'to', 'cc'):
              try:
                  value = str(message[name] or '')
              except Exception:
                  continue
              if len(message.get_all(name) or []) == 1 and '\\ufffd' not in value:
                  for word in words(value, 10):
                      show(path, name, word)
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("A search finds what Python finds, in body and header, and nothing else")
  void finds() throws IOException, InterruptedException {
    Path corpus = Path.of(System.getProperty("freehold.shared", "")).resolve("corpus/mail");
    assumeThat(corpus).isDirectory();
    List<String> differing = new ArrayList<>();
    int compared = 0;
    for (String line : python(corpus)) {
      String[] parts = line.split("\t", -1);
      byte[] message = Files.readAllBytes(Path.of(parts[0]));
      String word = new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8);
      compared++;
      if (!isAsPythonSays(message, parts[1], Folding.fold(word))) {
        differing.add(corpus.relativize(Path.of(parts[0])) + " " + parts[1] + " " + word);
      }
    }
    assertThat(compared).isGreaterThan(1000);
    assertThat(differing).isEmpty();
  }

  private static boolean isAsPythonSays(byte[] message, String kind, String word)
      throws IOException {
    if (kind.endsWith("BODY")) {
      return isInBytes(message, new TextTerm.InBody(word)) == kind.equals("BODY");
    }
    TextTerm.InField term = new TextTerm.InField(kind, word);
    MessageStart start = new MessageStart();
    start.update(message, 0, message.length);
    Envelope envelope = start.envelope();
    MatchState known =
        new EnvelopeTest.Field(term)
            .of(new SearchedMessage(null, false, Optional.of(envelope), Optional.empty()));
    boolean isInBytes = isInBytes(message, term);
    return known == MatchState.OPEN ? isInBytes : known == MatchState.YES && isInBytes;
  }

  private static boolean isInBytes(byte[] message, TextTerm term) throws IOException {
    return ContentScan.scan(Set.of(term), () -> new ByteArrayInputStream(message), () -> false)
        .contains(term);
  }

  private List<String> python(Path corpus) throws IOException, InterruptedException {
    Path program = Files.writeString(folder.resolve("words.py"), PROGRAM);
    Path output = folder.resolve("words.tsv");
    Process python;
    try {
      python =
          new ProcessBuilder("python3", program.toString(), corpus.toString())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      assumeThat(e).as("python3 is there").isNull();
      throw e;
    }
    assertThat(python.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(python.exitValue()).isZero();
    return Files.readAllLines(output);
  }
}
