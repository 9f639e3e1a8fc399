package dev.freehold.bench.policies;

import dev.freehold.bench.BoundObjects;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.ExpectedObject;
import dev.freehold.content.store.ObjectReader;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.owners.NewOwner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How often vaults are called: for many objects of many mailboxes, and for many who come at once.
 */
final class CallsBench {

  private static final int POLICIES = 10;
  private static final int MAILBOXES = 1_000;
  private static final int OPENS = 100_000;
  private static final int READERS = 1_000;
  private static final int SITES = 10;
  private static final int OBJECT_BYTES = 4 << 10;
  private static final LeaseSettings MINUTE = LeaseSettings.withLease(Duration.ofSeconds(60));
  private static final Requester ALICE = Requester.user("alice");

  private final PolicyStage stage;

  CallsBench(PolicyStage stage) {
    this.stage = stage;
  }

  @SuppressWarnings("SystemOut")
  void run() throws Exception {
    List<UUID> keyIds = new ArrayList<>();
    List<UUID> ofOne = List.of();
    for (int i = 0; i < POLICIES; i++) {
      UUID policy = stage.policy("calls-" + i);
      ofOne = new ManyMailboxes(stage).under(policy, MAILBOXES / POLICIES);
      keyIds.addAll(ofOne);
    }
    Collections.shuffle(keyIds, new Random(1));
    open(keyIds);
    openObjects(keyIds);
    System.out.printf("%,d cold readers of one mailbox policy: %s%n", READERS, coldReaders(ofOne));
    System.out.printf("%,d cold readers of one file policy: %s%n", READERS, coldReaders(sites()));
  }

  /** The keys alone, each open as one object would do it. */
  @SuppressWarnings("SystemOut")
  private void open(List<UUID> keyIds) {
    CachedKeyAccess node = stage.node(MINUTE);
    stage.vaults.takeUnwraps();
    long start = System.nanoTime();
    for (int i = 0; i < OPENS; i++) {
      node.open(keyIds.get(i % keyIds.size()), ALICE).close();
    }
    double millis = Figures.millis(System.nanoTime() - start);
    System.out.printf(
        "%,d opens of %,d mailboxes' keys under %d policies: vault calls %s, %,.0f ms%n",
        OPENS, keyIds.size(), POLICIES, stage.vaults.takeUnwraps(), millis);
  }

  /** One object in each mailbox, sealed by one node and read by another that is cold. */
  @SuppressWarnings("SystemOut")
  private void openObjects(List<UUID> keyIds) throws IOException {
    List<ExpectedObject> objects = new ArrayList<>();
    for (UUID keyId : keyIds) {
      objects.add(seal(new ContentOwner(stage.tenantId, ownerOf(keyId))));
    }
    ObjectStore cold = stage.objects(stage.node(MINUTE));
    stage.vaults.takeUnwraps();
    for (ExpectedObject object : objects) {
      try (ObjectReader reader = cold.open(object, ALICE)) {
        if (reader.stream().transferTo(OutputStream.nullOutputStream()) != OBJECT_BYTES) {
          throw new IllegalStateException("an object came back with another length");
        }
      }
    }
    System.out.printf(
        "%,d objects of %,d mailboxes read through the object store: vault calls %s%n",
        objects.size(), keyIds.size(), stage.vaults.takeUnwraps());
  }

  private ExpectedObject seal(ContentOwner owner) throws IOException {
    SealedObject sealed =
        stage.objects.seal(
            owner, ALICE, new ByteArrayInputStream(new byte[OBJECT_BYTES]), OBJECT_BYTES);
    stage.database.write(
        tx -> {
          stage.objects.register(tx, sealed, ALICE);
          return null;
        });
    return BoundObjects.expected(owner, sealed.objectId());
  }

  private UUID ownerOf(UUID keyId) {
    return stage.database.read(
        tx ->
            tx.createQuery("SELECT owner_id FROM owner_keys WHERE id = :id")
                .bind("id", keyId)
                .mapTo(UUID.class)
                .one());
  }

  private List<UUID> sites() {
    UUID geo = stage.geos.create(stage.tenantId, "NAM", PolicyStage.ADMIN).id();
    String version = "/" + stage.vaults.newestVersion();
    stage.filePolicies.register(
        stage.tenantId,
        "NAM",
        SlowVaults.root(1, "files") + version,
        SlowVaults.root(2, "files") + version,
        PolicyStage.ADMIN);
    List<UUID> keyIds = new ArrayList<>();
    for (int i = 0; i < SITES; i++) {
      keyIds.add(
          stage.ownerKeys.create(NewOwner.site(stage.tenantId, UUID.randomUUID(), geo), ALICE));
    }
    return keyIds;
  }

  /** All begin at the same moment on a node that knows nothing. */
  private Map<String, Long> coldReaders(List<UUID> keyIds)
      throws InterruptedException, ExecutionException {
    KeyAccess node = stage.node(MINUTE);
    CountDownLatch start = new CountDownLatch(1);
    stage.vaults.takeUnwraps();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        UUID keyId = keyIds.get(i % keyIds.size());
        readers.add(
            threads.submit(
                () -> {
                  start.await();
                  node.open(keyId, ALICE).close();
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
    return stage.vaults.takeUnwraps();
  }
}
