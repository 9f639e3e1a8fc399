package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published FLOE object, of five independent implementations, with both providers. */
class FloeKnownAnswersTest {

  private static final byte[] AAD = "This is AAD".getBytes(StandardCharsets.US_ASCII);
  private static final Key256 KEY = Key256.copyOf(new byte[Key256.LENGTH_BYTES]);

  static Stream<Answer> answers() throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (Path file : SharedFiles.filesEndingWith("vectors/floe", "_ct.txt")) {
      String name = file.getFileName().toString().replace("_ct.txt", "");
      byte[] plaintext = hex(file.resolveSibling(name + "_pt.txt"));
      for (CryptoSuite suite : Suites.both()) {
        answers.add(new Answer(name, suite, plaintext, hex(file)));
      }
    }
    return answers.stream();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void opensAsAStream(Answer answer) throws IOException {
    byte[] opened =
        answer
            .floe(answer.suite)
            .open(new ByteArrayInputStream(answer.sealed), KEY, AAD, answer.allowed())
            .readAllBytes();

    assertThat(opened).isEqualTo(answer.plaintext);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void opensByRandomAccess(Answer answer) throws IOException {
    SeekableSource source = new ArraySource(answer.sealed);
    try (FloeReader reader = answer.floe(answer.suite).openAt(source, KEY, AAD, answer.allowed())) {
      assertThat(reader.length()).isEqualTo(answer.plaintext.length);
      for (int from = 0; from <= answer.plaintext.length; from += 7) {
        assertThat(reader.stream(from, answer.plaintext.length - from).readAllBytes())
            .isEqualTo(tail(answer.plaintext, from));
      }
    }
  }

  /** All but the one with an empty final segment after full ones, which our sealer never makes. */
  static Stream<Answer> answersOfTheShortestForm() throws IOException {
    return answers().filter(answer -> !answer.name.endsWith("_lastSegEmpty"));
  }

  static Stream<Answer> answersWithAnEmptyFinalSegment() throws IOException {
    return answers().filter(answer -> answer.name.endsWith("_lastSegEmpty"));
  }

  @ParameterizedTest
  @MethodSource("answersOfTheShortestForm")
  void sealedAgainWithItsInitialisationVectorAndNoncesIsTheSameObject(Answer answer)
      throws IOException {
    CryptoSuite replaying = answer.suite.withRandom(new ReplayedRandom(answer.sealed));
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (FloeSealer sealer = answer.floe(replaying).sealTo(sealed, KEY, AAD, answer.parameters())) {
      sealer.write(answer.plaintext);
      sealer.finish();
    }

    assertThat(sealed.toByteArray()).isEqualTo(answer.sealed);
  }

  @ParameterizedTest
  @MethodSource("answersWithAnEmptyFinalSegment")
  void sealedSegmentBySegmentItIsTheSameObject(Answer answer) throws IOException {
    int segmentBytes = answer.parameters().encryptedSegmentBytes();
    int fullBytes = answer.parameters().plaintextSegmentBytes();
    int segments = answer.plaintext.length / fullBytes;
    CryptoSuite replaying = answer.suite.withRandom(new ReplayedRandom(answer.sealed));
    byte[] iv = replaying.random().bytes(FloeHeader.IV_BYTES);
    byte[] header = FloeHeader.untagged(answer.parameters(), iv);
    FloeKeys keys = FloeKeys.derive(FloeRules.STANDARD, KEY, header, AAD);
    FloeHeader.writeTag(header, keys.headerTag());
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    sealed.write(header);
    byte[] segment = new byte[segmentBytes];
    try (SegmentCipher cipher = new SegmentCipher(replaying, FloeRules.STANDARD, keys)) {
      for (int n = 0; n < segments; n++) {
        cipher.seal(answer.plaintext, n * fullBytes, fullBytes, n, false, segment, 0);
        sealed.write(segment);
      }
      sealed.write(segment, 0, cipher.seal(new byte[0], 0, 0, segments, true, segment, 0));
    }

    assertThat(sealed.toByteArray()).isEqualTo(answer.sealed);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void sealedAgainWithFreshRandomnessOpens(Answer answer) throws IOException {
    Floe floe = answer.floe(answer.suite);
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    ByteArrayOutputStream opened = new ByteArrayOutputStream();
    floe.seal(new ByteArrayInputStream(answer.plaintext), sealed, KEY, AAD, answer.parameters());
    floe.open(new ByteArrayInputStream(sealed.toByteArray()), opened, KEY, AAD, answer.allowed());

    assertThat(opened.toByteArray()).isEqualTo(answer.plaintext);
    assertThat(sealed.toByteArray()).isNotEqualTo(answer.sealed);
  }

  private static byte[] hex(Path file) throws IOException {
    return HexFormat.of().parseHex(Files.readString(file).strip());
  }

  private static byte[] tail(byte[] array, int from) {
    return Arrays.copyOfRange(array, from, array.length);
  }

  /** One published object. */
  static final class Answer {

    private final String name;
    private final CryptoSuite suite;
    private final byte[] plaintext;
    private final byte[] sealed;

    Answer(String name, CryptoSuite suite, byte[] plaintext, byte[] sealed) {
      this.name = name;
      this.suite = suite;
      this.plaintext = plaintext;
      this.sealed = sealed;
    }

    FloeParameters parameters() {
      return new FloeParameters(BigEndian.getInt(sealed, 2));
    }

    Set<FloeParameters> allowed() {
      return Set.of(parameters());
    }

    Floe floe(CryptoSuite withSuite) {
      FloeRules standard = FloeRules.STANDARD;
      return new Floe(
          withSuite,
          name.endsWith("_rotation") ? new FloeRules(4, standard.maxSegments()) : standard);
    }

    @Override
    public String toString() {
      return name + " with " + suite;
    }
  }
}
