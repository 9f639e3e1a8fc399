package dev.freehold.vault.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.backup.BackupRefusedException.Reason;
import dev.freehold.vault.material.KeyEngines;
import dev.freehold.vault.material.KeyMaterial;
import dev.freehold.vault.material.KeySpecification;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackupSealerTest {

  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  private static final int DIGEST_BYTES = 32;

  private final BackupSealer sealer = new BackupSealer(SUITE);
  private final UUID worldId = UUID.randomUUID();
  private final byte[] worldKey = SUITE.random().bytes(Key256.LENGTH_BYTES);

  @Test
  void whatIsSealedComesBackAsItWas() throws Exception {
    KeyBackup backup = backup();
    try (KeyBackup opened = sealer.open(sealed(), this::world)) {
      assertThat(opened.name()).isEqualTo("Root");
      assertThat(opened.rotationPolicy()).isEqualTo("{}");
      assertThat(opened.versions()).hasSize(2);
      for (int i = 0; i < 2; i++) {
        assertThat(opened.versions().get(i))
            .usingRecursiveComparison()
            .ignoringFields("material")
            .isEqualTo(backup.versions().get(i));
      }
      assertThat(opened.versions().getFirst().material().privatePart()).hasSize(32);
    }
  }

  @Test
  void theSameKeyNeverLooksTheSame() {
    assertThat(Arrays.copyOfRange(sealed(), 34, 50))
        .isNotEqualTo(Arrays.copyOfRange(sealed(), 34, 50));
  }

  @Test
  void everyByteCounts() {
    byte[] blob = sealed();
    for (int i = 0; i < blob.length; i++) {
      byte[] changed = blob.clone();
      changed[i] ^= 1;
      assertRefused(changed, Reason.CORRUPT);
      assertRefused(Arrays.copyOf(blob, i), Reason.CORRUPT);
    }
    assertRefused(Arrays.copyOf(blob, blob.length + 1), Reason.CORRUPT);
    assertRefused(new byte[9000], Reason.CORRUPT);
  }

  @Test
  void whoChangesItAndMakesTheDigestFitIsRefusedAsWell() throws Exception {
    byte[] blob = sealed();
    int worldAt = "FreeholdKeyBackup\1".length();
    for (int i = 0; i < blob.length - DIGEST_BYTES; i++) {
      byte[] changed = blob.clone();
      changed[i] ^= 1;
      boolean inWorldId = i >= worldAt && i < worldAt + 16;
      assertRefused(withDigest(changed), inWorldId ? Reason.OTHER_WORLD : Reason.CORRUPT);
    }
  }

  @Test
  void aBackupOfAnotherWorldIsToldFromADamagedOne() {
    byte[] blob = sealed();
    assertThatThrownBy(() -> sealer.open(blob, id -> Optional.empty()))
        .isInstanceOfSatisfying(
            BackupRefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_WORLD));
    worldKey[0] ^= 1;
    assertRefused(blob, Reason.CORRUPT);
  }

  @Test
  void aWorldTravelsOnlyWithItsCode() {
    WorldPlace place = new WorldPlace(UUID.randomUUID(), UUID.randomUUID(), "West");
    WorldTransfer packed = WorldTransfer.pack(place, world(worldId).orElseThrow(), SUITE);
    WorldTransfer.Contents contents =
        new WorldTransfer(packed.sealed(), packed.code() + "\n").unpack(SUITE);
    assertThat(contents.place()).isEqualTo(place);
    assertThat(contents.world().id()).isEqualTo(worldId);
    assertThat(contents.world().key().sameAs(Key256.copyOf(worldKey))).isTrue();
    String other = WorldTransfer.pack(place, world(worldId).orElseThrow(), SUITE).code();
    for (String code : List.of(other, "", "nonsense", packed.code().substring(1))) {
      assertInvalid(new WorldTransfer(packed.sealed(), code));
    }
    for (int i = 0; i < packed.sealed().length; i++) {
      byte[] changed = packed.sealed();
      changed[i] ^= 1;
      assertInvalid(new WorldTransfer(changed, packed.code()));
      assertInvalid(new WorldTransfer(Arrays.copyOf(packed.sealed(), i), packed.code()));
    }
  }

  private static void assertInvalid(WorldTransfer transfer) {
    assertThatThrownBy(() -> transfer.unpack(SUITE)).isInstanceOf(VaultException.class);
  }

  private void assertRefused(byte[] blob, Reason reason) {
    assertThatThrownBy(() -> sealer.open(blob, this::world))
        .isInstanceOfSatisfying(
            BackupRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private byte[] sealed() {
    try (KeyBackup backup = backup();
        SecurityWorld world = world(worldId).orElseThrow()) {
      return sealer.seal(world, backup);
    }
  }

  private Optional<SecurityWorld> world(UUID id) {
    return Optional.of(id)
        .filter(worldId::equals)
        .map(known -> new SecurityWorld(known, Key256.copyOf(worldKey)));
  }

  private static byte[] withDigest(byte[] blob) throws Exception {
    int length = blob.length - DIGEST_BYTES;
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(blob, length));
    byte[] result = blob.clone();
    System.arraycopy(digest, 0, result, length, DIGEST_BYTES);
    return result;
  }

  private static KeyBackup backup() {
    return new KeyBackup(
        "Root",
        "{}",
        List.of(
            version(1, Optional.empty(), Optional.of(Instant.ofEpochSecond(9))),
            version(2, Optional.of(Instant.ofEpochSecond(7)), Optional.empty())));
  }

  private static BackupVersion version(
      long id, Optional<Instant> notBefore, Optional<Instant> expires) {
    KeySpecification wanted = new KeySpecification.Oct(true, 256);
    KeyMaterial material = new KeyEngines(SUITE, Optional.empty()).maker(wanted).generate(wanted);
    return new BackupVersion(
        new UUID(0, id),
        material,
        true,
        KeyEngines.SOFTWARE,
        "wrapKey unwrapKey",
        id == 1,
        notBefore,
        expires,
        "{\"ä\":\"b\"}",
        Instant.ofEpochMilli(id),
        Instant.ofEpochMilli(id + 1));
  }
}
