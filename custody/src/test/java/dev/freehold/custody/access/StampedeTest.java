package dev.freehold.custody.access;

import static dev.freehold.custody.testing.CustodyFixture.PATIENT;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.FakeVaults;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.ReadyServiceRoots;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("1,000 cold readers of one policy")
class StampedeTest {

  private static final int READERS = 1000;
  private static final int MAILBOXES = 20;

  @TempDir private Path folder;
  private final FakeVaults vaults = new FakeVaults();
  private final List<UUID> mailboxes = new ArrayList<>();
  private CustodyFixture custody;
  private CachedKeyAccess access;

  @BeforeEach
  void open() {
    custody = new CustodyFixture(Dialect.SQLITE, folder);
    ReadyServiceRoots.insert(custody);
    UUID policyId = custody.policy(vaults, "mail").id();
    try (CachedKeyAccess making = custody.access(vaults, LeaseSettings.DEFAULT, System::nanoTime)) {
      var ownerKeys = custody.ownerKeys(making);
      for (int i = 0; i < MAILBOXES; i++) {
        mailboxes.add(ownerKeys.create(custody.mailboxUnder(policyId), SYSTEM));
      }
    }
  }

  @AfterEach
  void close() {
    access.close();
    custody.close();
  }

  @Test
  @DisplayName("fault 23: share one vault call")
  void fault23_oneVaultCall() throws Exception {
    RootTimeouts usual = PATIENT.rootTimeouts();
    RootTimeouts neverBoth =
        new RootTimeouts(
            usual.openTimeout(),
            usual.hedgeDelay(),
            CustodyLimits.MAX_VAULT_CALL,
            usual.silenceMemory(),
            usual.silencePatience());
    access = custody.access(vaults, PATIENT.rootTimeouts(neverBoth), System::nanoTime);
    int before = vaults.unwraps();
    CountDownLatch gate = vaults.closeGate();
    assertThat(readAll(gate)).isEqualTo(READERS);
    assertThat(vaults.unwraps() - before).isEqualTo(1);
  }

  @Test
  @DisplayName("fault 23: share one use of the availability key when both vaults are silent")
  void fault23_oneUseOfTheAvailabilityKey() throws Exception {
    // No reader asks again after the failure because it took long to start.
    access = custody.access(vaults, PATIENT.remembering(PATIENT.lease()), System::nanoTime);
    vaults.setBoth(Mood.SILENT);
    int before = vaults.unwraps();
    CountDownLatch gate = vaults.closeGate();
    assertThat(readAll(gate)).isEqualTo(READERS);
    assertThat(vaults.unwraps() - before).isEqualTo(2);
    assertThat(custody.entries("FallbackToAvailabilityKey")).hasSize(1);
  }

  @Test
  @DisplayName("fault 15: each gives up at its own deadline, and no threads pile up")
  void fault15_waitersTimeOut() {
    access =
        custody.access(
            vaults,
            LeaseSettings.DEFAULT
                .rootTimeouts(
                    new RootTimeouts(
                        Duration.ofMillis(50),
                        Duration.ZERO,
                        CustodyLimits.MAX_VAULT_CALL,
                        Duration.ZERO,
                        Duration.ofSeconds(2)))
                .remembering(Duration.ZERO),
            System::nanoTime);
    int before = vaults.unwraps();
    CountDownLatch gate = vaults.closeGate();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> access.open(mailboxes.getFirst(), USER))
          .isInstanceOfSatisfying(
              KeyAccessException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.DID_NOT_ANSWER));
    }
    Eventually.holds("the vault is asked", () -> vaults.unwraps() > before);
    gate.countDown();
    Eventually.holds("the answer that came late is used", this::opens);
    assertThat(vaults.unwraps() - before).isEqualTo(1);
  }

  private boolean opens() {
    try {
      access.open(mailboxes.getFirst(), USER).close();
      return true;
    } catch (KeyAccessException e) {
      return false;
    }
  }

  private int readAll(CountDownLatch gate) throws Exception {
    AtomicInteger started = new AtomicInteger();
    AtomicInteger opened = new AtomicInteger();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> reading = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        UUID mailbox = mailboxes.get(i % MAILBOXES);
        reading.add(
            readers.submit(
                () -> {
                  started.incrementAndGet();
                  access.open(mailbox, USER).close();
                  opened.incrementAndGet();
                }));
      }
      Eventually.holds("all readers are on their way", () -> started.get() == READERS);
      gate.countDown();
      for (Future<?> one : reading) {
        one.get(1, TimeUnit.MINUTES);
      }
    }
    return opened.get();
  }
}
