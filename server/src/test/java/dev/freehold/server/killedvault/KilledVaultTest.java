package dev.freehold.server.killedvault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyMigrations;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.Verification;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.Kills;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.Connection;
import dev.freehold.server.testing.FreeholdProcess;
import dev.freehold.vault.server.VaultServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A vault that is killed twice under load")
@Order(1)
class KilledVaultTest {

  private static final int KEYS = 16;
  private static final int KILLS = 2;

  /** Answered requests in all. */
  private static final long REQUESTS = Kills.count(5_000);

  @TempDir Path folder;

  @Test
  @DisplayName("has every acknowledged version, no half-made one, and a whole ledger")
  void losesNothing() throws Exception {
    long seed = System.nanoTime();
    Path data = folder.resolve("vault");
    Map<String, String> environment = environment();
    List<KeyOwner> owners =
        IntStream.range(0, KEYS).mapToObj(i -> new KeyOwner("key-" + i, seed + i)).toList();
    AtomicLong answers = new AtomicLong();
    for (int round = 1; round <= KILLS + 1; round++) {
      long enough = REQUESTS * round / (KILLS + 1);
      try (FreeholdProcess vault = FreeholdProcess.vault(data, environment);
          VaultSession session = session(data)) {
        if (round == 1) {
          session.createVault();
        } else {
          check(session, owners);
        }
        loadUntilKilled(vault, session, owners, answers, enough);
      }
    }
    int versions;
    try (FreeholdProcess vault = FreeholdProcess.vault(data, environment);
        VaultSession session = session(data)) {
      versions = check(session, owners);
      checkCopy(data);
      assertThat(vault.stop()).isZero();
    }
    assertThat(answers).as("seed %d", seed).hasValueGreaterThanOrEqualTo(REQUESTS);
    assertThat(versions).as("seed %d", seed).isGreaterThan(Math.toIntExact(REQUESTS / 20));
    checkLedger(data, versions);
  }

  private static void loadUntilKilled(
      FreeholdProcess vault,
      VaultSession session,
      List<KeyOwner> owners,
      AtomicLong answers,
      long enough)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (KeyOwner owner : owners) {
        work.add(threads.submit(() -> owner.work(session, answers)));
      }
      while (answers.get() < enough && work.stream().noneMatch(Future::isDone)) {
        LockSupport.parkNanos(1_000_000);
      }
      vault.kill();
      for (Future<?> each : work) {
        each.get();
      }
    }
  }

  private static int check(VaultSession session, List<KeyOwner> owners) throws IOException {
    int versions = 0;
    for (KeyOwner owner : owners) {
      versions += owner.check(session);
    }
    return versions;
  }

  /** What an auditor is given over HTTPS holds by itself. */
  private void checkCopy(Path data) {
    String copy = folder.resolve("copy").toString();
    String administrator = data.resolve("administrator.json").toString();
    CommandRun export =
        CommandRun.of("ledger", "export", "--connection", administrator, "--to", copy);
    assertThat(export.exitCode()).as(export.err()).isZero();
    CommandRun verify = CommandRun.of("ledger", "verify", copy);
    assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
  }

  /** There is one entry for each version, whether its maker was told of it or not. */
  private static void checkLedger(Path data, int versions) {
    try (Database database =
        Databases.open(
            new DatabaseSettings.Sqlite(data.resolve("vault.db")),
            List.of(Ledger.MIGRATIONS, CustodyMigrations.CUSTODY, VaultServer.MIGRATIONS))) {
      assertThat(new Ledger(database, Clock.systemUTC()).verify())
          .isInstanceOf(Verification.Intact.class);
      int recorded =
          database.read(
              tx ->
                  tx.createQuery(
                          """
                          SELECT COUNT(*) FROM ledger_entry
                          WHERE operation IN ('KeyCreate', 'KeyRotate') AND outcome = 'DONE'
                          """)
                      .mapTo(Integer.class)
                      .one());
      assertThat(recorded).isEqualTo(versions);
    }
  }

  private VaultSession session(Path data) throws IOException {
    return new VaultSession(Connection.read(data.resolve("administrator.json")));
  }

  private static Map<String, String> environment() throws IOException {
    return Map.of(
        "FREEHOLD_VAULT_PORT",
        Integer.toString(Ports.free()),
        "FREEHOLD_VAULT_THROTTLING_PERCENT",
        "0");
  }
}
