package dev.freehold.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.blob.Blobs;
import dev.freehold.content.blob.FaultyDisk;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.bundles.BundleCopy;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.NewPolicy;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A revocation as a reader sees it: through the real leases, in real time. */
@Isolated("it measures time or memory")
class Fault24Test {

  private static final int STREAMS = 1000;
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Duration BOUND = LEASE.plusSeconds(1);
  private static final Duration BETWEEN_READS = Duration.ofMillis(20);
  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  private static final Requester ALICE = Requester.user("alice");
  private static final Requester IMPORT = Requester.system("import");
  private static final String ADMIN = "admin@contoso";

  @TempDir Path folder;

  @Test
  @DisplayName("fault24: no byte is read from 1,000 open streams later than the lease and a second")
  void fault24_streamsEndInTime() throws Exception {
    RevocableVaults vaults = new RevocableVaults();
    Clock clock = Clock.systemUTC();
    try (Database database =
            TestDatabases.open(
                Dialect.SQLITE,
                Files.createDirectory(folder.resolve("main")),
                Ledger.MIGRATIONS,
                CustodyMigrations.CUSTODY,
                ObjectStore.MIGRATIONS);
        Database availability =
            TestDatabases.open(
                Dialect.SQLITE,
                Files.createDirectory(folder.resolve("availability")),
                CustodyMigrations.AVAILABILITY);
        FileMasterKey master = FileMasterKey.openOrCreate(folder.resolve("master.key"), SUITE)) {
      Ledger ledger = new Ledger(database, clock);
      AvailabilityKeys availabilityKeys =
          new AvailabilityKeys(availability, master, SUITE.random(), clock);
      try (RowSealing _ =
              RowSealing.start(
                  database,
                  availability,
                  master,
                  CustodySeals.ALL,
                  ledger,
                  new SimpleMeterRegistry(),
                  clock);
          CachedKeyAccess access =
              new CachedKeyAccess(
                  new WrappedKeys(database),
                  availabilityKeys,
                  vaults,
                  new PolicyLocks(database, ledger, clock),
                  ledger,
                  SUITE,
                  LeaseSettings.withLease(LEASE),
                  System::nanoTime,
                  new SimpleMeterRegistry())) {
        Policies policies =
            new Policies(
                database,
                availabilityKeys,
                vaults,
                new VaultAllowList(List.of(new VaultAllowList.Rule("kv.localhost", 8443, true))),
                new NoBundle(),
                ledger,
                SUITE,
                clock);
        UUID tenant = new Tenants(database, ledger, clock).create("contoso", ADMIN).id();
        ServiceRoots roots = new ServiceRoots(availability, master, SUITE, clock);
        OwnerKeys ownerKeys =
            new OwnerKeys(
                database,
                new ServicePolicies(
                    database, availabilityKeys, roots, roots, new NoBundle(), ledger, SUITE, clock),
                access.depKeys(),
                new NoBundle(),
                ledger,
                SUITE,
                clock);
        UUID mailbox = UUID.randomUUID();
        UUID policy = policies.create(policy(tenant), ADMIN).id();
        ownerKeys.create(NewOwner.mailbox(tenant, mailbox, Optional.of(policy)), IMPORT);
        ObjectStore objects =
            new ObjectStore(
                new StoreParts(
                    database,
                    new FaultyDisk().openStore(folder.resolve("blobs")),
                    access,
                    new ObjectFormatV1(SUITE),
                    SUITE.random(),
                    clock));
        ContentOwner owner = new ContentOwner(tenant, mailbox);
        revokeWhileReading(objects, store(database, objects, owner), vaults);
      }
    }
  }

  private static void revokeWhileReading(
      ObjectStore objects, ExpectedObject object, RevocableVaults vaults) throws Exception {
    CountDownLatch begun = new CountDownLatch(STREAMS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        readers.add(threads.submit(() -> lastReadAt(objects, object, begun)));
      }
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      vaults.revoke();
      long revokedAt = System.nanoTime();
      for (Future<Long> reader : readers) {
        assertThat(Duration.ofNanos(reader.get(1, TimeUnit.MINUTES) - revokedAt))
            .isLessThanOrEqualTo(BOUND);
      }
    }
  }

  /** Reads slowly until it is refused; when the last read began that gave a byte. */
  private static long lastReadAt(ObjectStore objects, ExpectedObject object, CountDownLatch begun)
      throws IOException {
    long lastReadAt = System.nanoTime();
    try (ObjectReader reader = objects.open(object, ALICE)) {
      InputStream stream = reader.stream();
      for (boolean first = true; ; first = false) {
        long readAt = System.nanoTime();
        assertThat(stream.read()).as("the object is longer than the test").isNotNegative();
        lastReadAt = readAt;
        if (first) {
          begun.countDown();
        }
        LockSupport.parkNanos(BETWEEN_READS.toNanos());
      }
    } catch (KeyAccessException refused) {
      assertThat(refused.reason()).isEqualTo(KeyAccessException.Reason.REFUSED);
      return lastReadAt;
    }
  }

  private static NewPolicy policy(UUID tenant) {
    return NewPolicy.forMailboxes(
        tenant,
        "mail",
        "",
        "https://alpha-vault.kv.localhost:8443/keys/root-1",
        "https://bravo-vault.kv.localhost:8443/keys/root-2");
  }

  private static ExpectedObject store(
      Database database, ObjectStore objects, ContentOwner mailbox) {
    byte[] content = Blobs.bytes(24, 20_000);
    try {
      SealedObject sealed =
          objects.seal(mailbox, ALICE, new ByteArrayInputStream(content), content.length);
      database.write(
          tx -> {
            objects.register(tx, sealed, ALICE);
            return null;
          });
      return Expected.bound(mailbox, sealed.objectId());
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** Nothing is rescued here. */
  private static final class NoBundle implements BundleSink {
    @Override
    public void write(BundleCopy copy, byte[] document) {}

    @Override
    public void deleteOlder(BundleCopy kept) {}

    @Override
    public void delete(BundlePart part) {}

    @Override
    public void writePack(UUID tenantId, UUID policyId, UUID packId, byte[] document) {}

    @Override
    public void deletePacks(UUID tenantId, UUID policyId) {}

    @Override
    public List<UUID> packs(UUID tenantId, UUID policyId, UUID after, int max) {
      return List.of();
    }

    @Override
    public Optional<byte[]> readPack(UUID tenantId, UUID policyId, UUID packId) {
      return Optional.empty();
    }

    @Override
    public void deletePack(UUID tenantId, UUID policyId, UUID packId) {}
  }
}
