package dev.freehold.vault.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine does with the keys that it makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeyEngineContract {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AAD = "tenant".getBytes(StandardCharsets.US_ASCII);

  private List<KeyMaterial> keys;

  /** The engine under test that has keys of this kind. */
  abstract KeyEngine engine(KeyKind kind);

  private KeyMaterial generate(KeySpecification wanted) {
    return engine(wanted.kind()).generate(wanted);
  }

  private KeyEngine engine(KeyMaterial key) {
    return engine(key.publicPart().kind());
  }

  /** One of each kind, size and curve that it makes. */
  abstract Stream<KeySpecification> specifications();

  /** One key of each specification, made once. */
  private List<KeyMaterial> keys() {
    if (keys == null) {
      keys = specifications().map(this::generate).toList();
    }
    return keys;
  }

  @AfterAll
  void closeKeys() {
    keys().forEach(KeyMaterial::close);
    assertThat(keys()).allSatisfy(key -> assertThat(key.privatePart()).containsOnly(0));
  }

  @ParameterizedTest
  @MethodSource("specifications")
  void aNewKeyIsAsItWasAskedForAndUnlikeAnyOther(KeySpecification wanted) {
    assertThat(engine(wanted.kind()).has(wanted.hardware())).isTrue();
    KeyMaterial other =
        keys().stream()
            .filter(key -> key.publicPart().specification(wanted.hardware()).equals(wanted))
            .findFirst()
            .orElseThrow();
    try (KeyMaterial one = generate(wanted)) {
      PublicPart stored = PublicPart.decode(wanted.kind(), one.publicPart().encode());
      assertThat(stored.specification(wanted.hardware())).isEqualTo(wanted);
      assertThat(stored.encode()).isEqualTo(one.publicPart().encode());
      assertThat(one.privatePart()).isNotEqualTo(other.privatePart());
      assertThat(one.toString()).doesNotContain(Arrays.toString(one.privatePart()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatItEncryptsItDecrypts(EncryptionAlgorithm algorithm) {
    List<KeyMaterial> fitting = keys().stream().filter(key -> fits(algorithm, key)).toList();
    assumeTrue(!fitting.isEmpty(), "makes no key for this algorithm");
    for (KeyMaterial key : fitting) {
      Payload plain = plain(algorithm);
      algorithm.requireFits(key.publicPart(), plain);
      Payload sealed = engine(key).encrypt(key, algorithm, plain);
      assertThat(sealed.value()).isNotEqualTo(SECRET);
      assertThat(engine(key).decrypt(key, algorithm, sealed)).hasValue(SECRET);
      assertThat(engine(key).decrypt(key, algorithm, Payload.of(new byte[0]))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasChangedDoesNotOpen(EncryptionAlgorithm algorithm) {
    assumeTrue(!algorithm.mode().takesIv(), "is not authenticated");
    keys().stream()
        .filter(key -> fits(algorithm, key))
        .forEach(
            key -> {
              Payload sealed = engine(key).encrypt(key, algorithm, plain(algorithm));
              Payload wrong =
                  Payload.of(flipped(sealed.value()))
                      .withIv(sealed.iv())
                      .withAad(sealed.aad())
                      .withTag(sealed.tag());
              assertThat(engine(key).decrypt(key, algorithm, wrong)).isEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatItSignsItVerifiesAndNothingElse(SignatureAlgorithm algorithm) {
    List<KeyMaterial> fitting =
        keys().stream().filter(key -> algorithm.fits(key.publicPart())).toList();
    assumeTrue(!fitting.isEmpty(), "makes no key for this algorithm");
    byte[] digest = Arrays.copyOf(SECRET, Math.max(36, algorithm.digestBytes()));
    byte[] exact =
        algorithm.digestBytes() == 0 ? digest : Arrays.copyOf(digest, algorithm.digestBytes());
    for (KeyMaterial key : fitting) {
      algorithm.requireLength(key.publicPart(), "value", exact.length);
      byte[] signature = engine(key).sign(key, algorithm, exact);
      assertThat(signature).hasSize(signatureBytes(key.publicPart(), algorithm));
      assertThat(engine(key).verify(key, algorithm, exact, signature)).isTrue();
      assertThat(engine(key).verify(key, algorithm, flipped(exact), signature)).isFalse();
      for (byte[] wrong :
          List.of(
              flipped(signature),
              new byte[0],
              new byte[signature.length],
              Arrays.copyOf(signature, signature.length - 1),
              Arrays.copyOf(signature, signature.length + 1))) {
        assertThat(engine(key).verify(key, algorithm, exact, wrong)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDigestOfAnotherLengthIsRefused(SignatureAlgorithm algorithm) {
    keys().stream()
        .filter(key -> algorithm.fits(key.publicPart()))
        .forEach(
            key ->
                assertThatThrownBy(() -> algorithm.requireLength(key.publicPart(), "value", 1000))
                    .isInstanceOf(MaterialException.class)
                    .hasMessageStartingWith("Invalid length of 'value': 1000 bytes. "));
  }

  private static Payload plain(EncryptionAlgorithm algorithm) {
    Payload plain = Payload.of(SECRET.clone());
    return switch (algorithm.mode()) {
      case CBC, CBC_PADDED -> plain.withIv(new byte[16]);
      case GCM -> plain.withAad(AAD);
      case OAEP_SHA1, OAEP_SHA256, KEY_WRAP, KEY_WRAP_PADDED -> plain;
    };
  }

  private static boolean fits(EncryptionAlgorithm algorithm, KeyMaterial key) {
    try {
      algorithm.requireKey(key.publicPart());
      return true;
    } catch (MaterialException e) {
      return false;
    }
  }

  private static int signatureBytes(PublicPart key, SignatureAlgorithm algorithm) {
    return switch (key) {
      case RsaPublic rsa -> rsa.modulus().bitLength() / 8;
      case EcPublic ec -> 2 * ec.curve().fieldBytes();
      case OctPublic oct -> algorithm.digestBytes();
    };
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[copy.length / 2] ^= 1;
    return copy;
  }
}
