package dev.freehold.vault.masterkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeySealerTest {

  private static final CryptoSuite CRYPTO = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  private static final KeyPlace PLACE = new KeyPlace(UUID.randomUUID(), "root", UUID.randomUUID());
  private static final byte[] PUBLIC = {1, 2, 3};
  private static final byte[] PRIVATE = {4, 5, 6, 7};

  private final KeySealer sealer = new KeySealer(Key256.random(CRYPTO.random()), CRYPTO);
  private final byte[] sealed = sealer.seal(PLACE, PUBLIC, PRIVATE);

  @Test
  void whatWasSealedOpensInItsPlace() {
    assertThat(sealer.open(PLACE, PUBLIC, sealed)).isEqualTo(PRIVATE);
  }

  @Test
  void sealingTwiceNeverGivesTheSame() {
    assertThat(sealer.seal(PLACE, PUBLIC, PRIVATE)).isNotEqualTo(sealed);
  }

  @Test
  void anotherVaultNameVersionOrPublicPartIsRefused() {
    assertRefused(new KeyPlace(UUID.randomUUID(), "root", PLACE.version()), PUBLIC, sealed);
    assertRefused(new KeyPlace(PLACE.vaultId(), "roof", PLACE.version()), PUBLIC, sealed);
    assertRefused(new KeyPlace(PLACE.vaultId(), "root", UUID.randomUUID()), PUBLIC, sealed);
    assertRefused(PLACE, new byte[] {1, 2, 4}, sealed);
  }

  @Test
  void anotherMasterKeyIsRefused() {
    try (KeySealer other = new KeySealer(Key256.random(CRYPTO.random()), CRYPTO)) {
      assertThatThrownBy(() -> other.open(PLACE, PUBLIC, sealed))
          .isInstanceOf(VaultException.class);
    }
  }

  @Test
  void everyFlippedByteAndEveryTruncationIsRefused() {
    for (int i = 0; i < sealed.length; i++) {
      byte[] flipped = sealed.clone();
      flipped[i] ^= 1;
      assertRefused(PLACE, PUBLIC, flipped);
      assertRefused(PLACE, PUBLIC, Arrays.copyOf(sealed, i));
    }
  }

  private void assertRefused(KeyPlace place, byte[] publicKey, byte[] value) {
    assertThatThrownBy(() -> sealer.open(place, publicKey, value))
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.error()).isEqualTo(VaultError.SEALED_KEY));
  }
}
