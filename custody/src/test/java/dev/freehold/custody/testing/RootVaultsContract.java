package dev.freehold.custody.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootFailure.Kind;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every gateway to vaults does, and every fake of one. */
public abstract class RootVaultsContract {

  private static final SecureRandom RANDOM = new SecureRandom();

  protected abstract RootVaults vaults();

  protected abstract UUID tenantId();

  protected final VaultCaller caller() {
    return new VaultCaller(tenantId(), Workload.EXCHANGE);
  }

  /** A sound key, without version. */
  protected abstract RootKeyUri key();

  /** A key that does not exist in the same vault. */
  protected abstract RootKeyUri absentKey();

  /** Makes the key's vault refuse everything to the service. */
  protected abstract void refuse();

  /** Makes the key's vault give no answer. */
  protected abstract void fallSilent();

  @Test
  @DisplayName("describes a key, naming its newest version")
  void describesAKey() {
    RootKeyFacts facts = given(vaults().describe(caller(), key()));
    assertThat(facts.keyVersion().sameKey(key())).isTrue();
    assertThat(facts.keyVersion().hasVersion()).isTrue();
    assertThat(facts.type()).isEqualTo("RSA");
    assertThat(facts.sizeBits()).isEqualTo(2048);
    assertThat(facts.enabled()).isTrue();
    assertThat(facts.expiresOn()).isNull();
    assertThat(facts.operations()).contains("wrapKey", "unwrapKey");
    assertThat(facts.recoveryLevel()).isEqualTo("Recoverable");
    assertThat(facts.recoverableDays()).isEqualTo(90);
    assertThat(given(vaults().describe(caller(), facts.keyVersion()))).isEqualTo(facts);
  }

  @Test
  @DisplayName("gives back what it wrapped, and wraps the same key differently each time")
  void givesBackWhatItWrapped() {
    RootKeyUri version = version();
    try (Key256 secret = Key256.random(RANDOM::nextBytes)) {
      byte[] one = given(vaults().wrap(caller(), version, secret));
      byte[] two = given(vaults().wrap(caller(), version, secret));
      assertThat(one).isNotEqualTo(two).hasSize(256);
      try (Key256 back = given(vaults().unwrap(caller(), version, one))) {
        assertThat(back.sameAs(secret)).isTrue();
      }
    }
  }

  @Test
  @DisplayName("treats the unwrapping of something it never wrapped as a wrong answer")
  void doesNotUnwrapStrangeCiphertext() {
    RootKeyUri version = version();
    assertThat(failure(vaults().unwrap(caller(), version, new byte[256])).kind())
        .isEqualTo(Kind.WRONG_ANSWER);
  }

  @Test
  @DisplayName("treats a missing key as a refusal")
  void absentKeysAreRefused() {
    assertThat(failure(vaults().describe(caller(), absentKey())).isKeyNotFound()).isTrue();
  }

  @Test
  @DisplayName("reports a refusal as a refusal, for every operation")
  void tellsRefusals() {
    RootKeyUri version = version();
    byte[] wrapped = wrapped(version);
    refuse();
    assertKind(Kind.REFUSED, version, wrapped);
  }

  @Test
  @DisplayName("reports silence as silence, for every operation")
  void tellsSilence() {
    RootKeyUri version = version();
    byte[] wrapped = wrapped(version);
    fallSilent();
    assertKind(Kind.DID_NOT_ANSWER, version, wrapped);
  }

  @Test
  @DisplayName("does not wrap or unwrap with a key whose version is not named")
  void versionsAreNamed() {
    try (Key256 secret = Key256.random(RANDOM::nextBytes)) {
      assertThatThrownBy(() -> vaults().wrap(caller(), key(), secret))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> vaults().unwrap(caller(), key(), new byte[256]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  protected final RootKeyUri version() {
    return given(vaults().describe(caller(), key())).keyVersion();
  }

  protected final byte[] wrapped(RootKeyUri version) {
    try (Key256 secret = Key256.random(RANDOM::nextBytes)) {
      return given(vaults().wrap(caller(), version, secret));
    }
  }

  protected final void assertKind(Kind kind, RootKeyUri version, byte[] wrapped) {
    assertThat(failure(vaults().describe(caller(), key())).kind()).isEqualTo(kind);
    assertThat(failure(vaults().unwrap(caller(), version, wrapped)).kind()).isEqualTo(kind);
    try (Key256 secret = Key256.random(RANDOM::nextBytes)) {
      assertThat(failure(vaults().wrap(caller(), version, secret)).kind()).isEqualTo(kind);
    }
  }

  protected static <T> T given(RootAnswer<T> answer) {
    return switch (answer) {
      case Given<T>(T value) -> value;
      case NotGiven<T>(RootFailure failure) -> throw new AssertionError(failure);
    };
  }

  protected static RootFailure failure(RootAnswer<?> answer) {
    if (answer instanceof NotGiven<?>(RootFailure failure)) {
      return failure;
    }
    throw new AssertionError("expected a failure, got " + answer);
  }
}
