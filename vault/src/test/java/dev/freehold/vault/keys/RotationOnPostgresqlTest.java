package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import dev.freehold.persistence.Dialect;
import dev.freehold.vault.testing.RunningVault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RotationOnPostgresqlTest extends RotationContract {

  private static final int KEYS = 6;

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Test
  void twoServersOnOneDatabaseMakeOneVersion() throws Exception {
    KeyClient keys = vault().keys(VAULT_A, ADMIN);
    for (int i = 0; i < KEYS; i++) {
      keys.createEcKey(new CreateEcKeyOptions("key-" + i));
      keys.updateKeyRotationPolicy("key-" + i, policy("P90D", "P30D"));
    }
    try (RunningVault twin = vault().twin();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int month = 1; month <= 5; month++) {
        vault().clock().advance(Duration.ofDays(31));
        List<Future<?>> rounds =
            List.of(
                threads.submit(twin.server()::keepHouse),
                threads.submit(vault().server()::keepHouse));
        for (Future<?> round : rounds) {
          round.get();
        }
        for (int i = 0; i < KEYS; i++) {
          assertThat(versions("key-" + i)).hasSize(month + 1);
        }
      }
    }
  }
}
