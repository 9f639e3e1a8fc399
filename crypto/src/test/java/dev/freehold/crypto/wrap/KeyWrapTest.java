package dev.freehold.crypto.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.Suites;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyWrapTest {

  private static final CryptoSuite SUITE = Suites.of(CryptoSuite.Choice.AUTO);
  private static final UUID TENANT = new UUID(1, 2);
  private static final UUID PARENT = new UUID(3, 4);
  private static final UUID KEY = new UUID(5, 6);
  private static final UUID OTHER = new UUID(7, 8);
  private static final KeyContext CONTEXT = new KeyContext(TENANT, PARENT, KEY, 1);

  private final Key256 parent = Key256.random(SUITE.random());
  private final Key256 child = Key256.random(SUITE.random());
  private final KeyCommitment commitment = KeyCommitment.of(child, TENANT, KEY, 1);
  private final KeyWrap keyWrap = new KeyWrap(SUITE);
  private final byte[] wrapped = keyWrap.wrap(parent, child, CONTEXT);

  @Test
  void aWrappedKeyOpensInItsPlace() {
    try (Key256 opened = keyWrap.unwrap(parent, wrapped, CONTEXT, commitment)) {
      assertThat(opened.sameAs(child)).isTrue();
    }
    assertThat(wrapped).hasSize(KeyWrap.WRAPPED_BYTES);
  }

  @Test
  void wrappingTwiceGivesDifferentBytes() {
    assertThat(keyWrap.wrap(parent, child, CONTEXT)).isNotEqualTo(wrapped);
  }

  static Stream<KeyContext> otherPlaces() {
    return Stream.of(
        new KeyContext(OTHER, PARENT, KEY, 1),
        new KeyContext(TENANT, OTHER, KEY, 1),
        new KeyContext(TENANT, PARENT, OTHER, 1),
        new KeyContext(TENANT, PARENT, KEY, 2));
  }

  @ParameterizedTest
  @MethodSource("otherPlaces")
  void fault05_aWrappedKeyDoesNotOpenInAnotherPlace(KeyContext elsewhere) {
    KeyCommitment there =
        KeyCommitment.of(child, elsewhere.tenantId(), elsewhere.keyId(), elsewhere.generation());

    assertUnwrapFails(parent, wrapped, elsewhere, there, CryptoError.UNWRAP_FAILED);
  }

  @ParameterizedTest
  @MethodSource("otherPlaces")
  void aCommitmentBelongsToItsPlace(KeyContext elsewhere) {
    boolean samePlace = elsewhere.tenantId().equals(TENANT) && elsewhere.keyId().equals(KEY);

    assertThat(
            commitment.matches(
                child, elsewhere.tenantId(), elsewhere.keyId(), elsewhere.generation()))
        .isEqualTo(samePlace && elsewhere.generation() == 1);
  }

  @Test
  void doesNotOpenUnderAnotherParent() {
    Key256 stranger = Key256.random(SUITE.random());

    assertUnwrapFails(stranger, wrapped, CONTEXT, commitment, CryptoError.UNWRAP_FAILED);
  }

  @Test
  void everyFlippedByteAndEveryOtherLengthIsRefused() {
    for (int i = 0; i < wrapped.length; i++) {
      byte[] flipped = wrapped.clone();
      flipped[i] ^= 1;
      assertUnwrapFails(parent, flipped, CONTEXT, commitment, CryptoError.UNWRAP_FAILED);
    }
    for (int length = 0; length <= wrapped.length + 8; length++) {
      if (length != wrapped.length) {
        byte[] resized = Arrays.copyOf(wrapped, length);
        assertUnwrapFails(parent, resized, CONTEXT, commitment, CryptoError.UNWRAP_FAILED);
      }
    }
  }

  @Test
  void fault06_aKeyThatIsNotTheOneCommittedToIsRefused() {
    Key256 salamander = Key256.random(SUITE.random());
    byte[] otherWrap = keyWrap.wrap(parent, salamander, CONTEXT);

    assertUnwrapFails(parent, otherWrap, CONTEXT, commitment, CryptoError.COMMITMENT_MISMATCH);
  }

  @Test
  void wrapsManyKeysAgainUnderAnotherParent() {
    KeyContext after = new KeyContext(TENANT, OTHER, KEY, 1);
    Key256 other = Key256.random(SUITE.random());
    try (WrappingKey from = keyWrap.under(parent);
        WrappingKey to = keyWrap.under(other);
        Rewrapper rewrapper = from.to(to, 3)) {
      List<byte[]> wraps =
          Stream.generate(() -> rewrapper.rewrap(wrapped, CONTEXT, commitment, after))
              .limit(50)
              .toList();

      assertThat(wraps.stream().map(HexFormat.of()::formatHex)).doesNotHaveDuplicates();
      assertThat(wraps)
          .allSatisfy(
              wrap -> {
                try (Key256 opened = keyWrap.unwrap(other, wrap, after, commitment)) {
                  assertThat(opened.sameAs(child)).isTrue();
                }
              });
    }
  }

  @Test
  void aKeyThatIsNotWrappedAgainHindersNoOther() {
    KeyContext after = new KeyContext(TENANT, OTHER, KEY, 1);
    byte[] salamander = keyWrap.wrap(parent, Key256.random(SUITE.random()), CONTEXT);
    try (WrappingKey from = keyWrap.under(parent);
        WrappingKey to = keyWrap.under(Key256.random(SUITE.random()));
        Rewrapper rewrapper = from.to(to, 1)) {
      for (int i = 0; i < wrapped.length; i++) {
        byte[] flipped = wrapped.clone();
        flipped[i] ^= 1;
        assertRewrapFails(rewrapper, flipped, after, CryptoError.UNWRAP_FAILED);
      }
      assertRewrapFails(rewrapper, salamander, after, CryptoError.COMMITMENT_MISMATCH);
      assertThat(rewrapper.rewrap(wrapped, CONTEXT, commitment, after)).isNotEmpty();
    }
  }

  private void assertRewrapFails(
      Rewrapper rewrapper, byte[] bytes, KeyContext after, CryptoError expected) {
    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> rewrapper.rewrap(bytes, CONTEXT, commitment, after))
        .satisfies(e -> assertThat(e.error()).isEqualTo(expected));
  }

  private void assertUnwrapFails(
      Key256 under, byte[] bytes, KeyContext where, KeyCommitment to, CryptoError expected) {
    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> keyWrap.unwrap(under, bytes, where, to).close())
        .satisfies(e -> assertThat(e.error()).isEqualTo(expected));
  }
}
