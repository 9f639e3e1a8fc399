package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Objects of {@link PlainFloe}, and where they are at hand the published ones of five independent
 * implementations, with both providers.
 */
class FloeKnownAnswersTest {

  private static final byte[] AAD = "This is AAD".getBytes(StandardCharsets.US_ASCII);
  private static final Key256 KEY = Key256.copyOf(new byte[Key256.LENGTH_BYTES]);

  static Stream<Answer> answers() throws IOException, GeneralSecurityException {
    List<Answer> answers = new ArrayList<>();
    for (CryptoSuite suite : Suites.both()) {
      answers.addAll(plain(suite));
      answers.addAll(published(suite));
    }
    return answers.stream();
  }

  /** Of each form that a published one has: small and large, aligned, empty at the end, rotated. */
  private static List<Answer> plain(CryptoSuite suite) throws GeneralSecurityException {
    return List.of(
        plain("plain_GCM256_IV256_4K", suite, 4096, 10_000, 1),
        plain("plain_GCM256_IV256_64", suite, 64, 175, 2),
        plain("plain_lastSegAligned", suite, 40, 16, 3),
        plain("plain_lastSegEmpty", suite, 40, 16, 4),
        plain("plain_empty", suite, 40, 0, 5),
        plain("plain_rotation", suite, 40, 100, 6));
  }

  private static Answer plain(
      String name, CryptoSuite suite, int segmentBytes, int plaintextBytes, long seed)
      throws GeneralSecurityException {
    byte[] plaintext = new byte[plaintextBytes];
    new Random(-seed).nextBytes(plaintext);
    long segmentsPerKey = name.endsWith("_rotation") ? 4 : 1 << 20;
    byte[] sealed =
        new PlainFloe(segmentBytes, segmentsPerKey, new byte[Key256.LENGTH_BYTES], AAD, seed)
            .seal(plaintext, name.endsWith("_lastSegEmpty"));
    return new Answer(name, suite, plaintext, sealed);
  }

  /** None where the files are not at hand. */
  private static List<Answer> published(CryptoSuite suite) throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (Path file : SharedFiles.present("vectors/floe", "_ct.txt")) {
      String name = file.getFileName().toString().replace("_ct.txt", "");
      answers.add(new Answer(name, suite, hex(file.resolveSibling(name + "_pt.txt")), hex(file)));
    }
    return answers;
  }

  @Test
  @DisplayName("The published objects are at hand")
  void published() throws IOException {
    assumeThat(SharedFiles.present("vectors/floe", "_ct.txt"))
        .as("known answers of the FLOE specification, in vectors/floe beside the project")
        .hasSizeGreaterThan(10);
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
  static Stream<Answer> answersOfTheShortestForm() throws IOException, GeneralSecurityException {
    return answers().filter(answer -> !answer.name.endsWith("_lastSegEmpty"));
  }

  static Stream<Answer> answersWithAnEmptyFinalSegment()
      throws IOException, GeneralSecurityException {
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

  /** One object whose plaintext is known. */
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
