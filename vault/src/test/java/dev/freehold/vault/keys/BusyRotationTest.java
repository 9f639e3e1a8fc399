package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static dev.freehold.vault.testing.RunningVault.VAULT_B;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.work.BusyException;
import dev.freehold.crypto.work.CpuPool;
import dev.freehold.ledger.Ledger;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.backup.SecurityWorlds;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.keys.call.KeyWork;
import dev.freehold.vault.keys.lastuse.KeyUses;
import dev.freehold.vault.keys.lifecycle.HousekeepingRecords;
import dev.freehold.vault.keys.lifecycle.RotateDueKeys;
import dev.freehold.vault.masterkey.KeySealer;
import dev.freehold.vault.masterkey.MasterKeys;
import dev.freehold.vault.masterkey.VaultMasterKeyFile;
import dev.freehold.vault.material.KeyEngines;
import dev.freehold.vault.material.KeyKind;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyRotationTest {

  private static final CryptoSuite CRYPTO = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  @TempDir Path folder;

  private final KeyWork work = new KeyWork(0);
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> makers = new ArrayList<>();

  @Test
  @DisplayName("A vault that keeps its share of key making full keeps no other from rotating")
  void othersRotate() throws Exception {
    try (RunningVault vault = RunningVault.start(folder);
        KeySealer sealer = sealer(vault)) {
      KeyClient busy = vault.keys(VAULT_A, ADMIN);
      for (int i = 0; i < 5; i++) {
        busy.createRsaKey(new CreateRsaKeyOptions("key-" + i));
        busy.updateKeyRotationPolicy("key-" + i, RotationContract.policy("P90D", "P30D"));
      }
      vault.clock().advance(Duration.ofSeconds(1));
      KeyClient quiet = vault.keys(VAULT_B, ADMIN);
      quiet.createEcKey(new CreateEcKeyOptions("root"));
      quiet.updateKeyRotationPolicy("root", RotationContract.policy("P90D", "P30D"));
      // Not by the vault's clock, by which its own housekeeping would rotate them too.
      Instant due = vault.clock().instant().plus(Duration.ofDays(31));
      fill(id(vault, VAULT_A));
      RotateDueKeys rotation = rotation(vault, sealer);
      rotate(rotation, due);
      assertThat(versions(vault, VAULT_B, "root")).isEqualTo(2);
      assertThat(versions(vault, VAULT_A, "key-0")).isEqualTo(1);
      end.countDown();
      for (Thread maker : makers) {
        maker.join();
      }
      rotate(rotation, due.plus(VaultLimits.HOUSEKEEPING_INTERVAL));
      for (int i = 0; i < 5; i++) {
        assertThat(versions(vault, VAULT_A, "key-" + i)).isEqualTo(2);
      }
    } finally {
      end.countDown();
    }
  }

  private static KeySealer sealer(RunningVault vault) {
    return MasterKeys.open(
        vault.bareDatabase(),
        new VaultMasterKeyFile(vault.masterKeyFile(), CRYPTO.random()),
        CRYPTO);
  }

  private RotateDueKeys rotation(RunningVault vault, KeySealer sealer) {
    Ledger ledger = new Ledger(vault.bareDatabase(), vault.clock());
    return new RotateDueKeys(
        vault.database(),
        new KeyServices(
            sealer,
            CRYPTO,
            new KeyEngines(CRYPTO, Optional.empty()),
            work,
            new SecurityWorlds(vault.database(), ledger, sealer, CRYPTO, vault.clock()),
            new KeyUses(vault.database()),
            vault.clock()),
        new HousekeepingRecords(ledger, vault.server()::vaultUri));
  }

  /** As housekeeping does it. */
  private static void rotate(RotateDueKeys rotation, Instant now) {
    boolean isMore = true;
    while (isMore) {
      isMore = rotation.run(now);
    }
  }

  /** All threads that make keys work for a vault, and so many wait that it is refused. */
  private void fill(UUID vaultId) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(CpuPool.halfOfProcessors());
    for (int i = 0; i < CpuPool.halfOfProcessors(); i++) {
      makers.add(Thread.ofVirtual().start(() -> make(vaultId, begun)));
    }
    begun.await();
    CountDownLatch refused = new CountDownLatch(1);
    for (int i = 0; i <= VaultLimits.MAX_WAITING_CREATIONS_OF_VAULT; i++) {
      makers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      make(vaultId, begun);
                    } catch (BusyException full) {
                      refused.countDown();
                    }
                  }));
    }
    refused.await();
  }

  private void make(UUID vaultId, CountDownLatch begun) {
    work.make(
        vaultId,
        KeyKind.RSA,
        () -> {
          begun.countDown();
          try {
            end.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return null;
        });
  }

  private static UUID id(RunningVault vault, String name) {
    return vault.administration().vault(name).orElseThrow().id();
  }

  private static int versions(RunningVault vault, String vaultName, String key) {
    UUID id = id(vault, vaultName);
    return vault.database().read(tx -> KeyRows.versions(tx, id, new KeyName(key), 0, 100)).size();
  }
}
