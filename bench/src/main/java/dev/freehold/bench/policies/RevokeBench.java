package dev.freehold.bench.policies;

import dev.freehold.bench.BoundObjects;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.ExpectedObject;
import dev.freehold.content.store.ObjectReader;
import dev.freehold.content.store.SealedObject;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.persistence.DatabaseSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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

/** How long open streams still give plaintext after both roots have begun to refuse. */
final class RevokeBench {

  private static final int STREAMS = 1_000;
  private static final int OBJECT_BYTES = 1 << 20;
  private static final Duration MAX_BEGINNING = Duration.ofMinutes(1);
  private static final Duration BETWEEN_READS = Duration.ofMillis(20);
  private static final Requester ALICE = Requester.user("alice");

  private final Path folder;

  RevokeBench(Path folder) {
    this.folder = folder;
  }

  @SuppressWarnings("SystemOut")
  void run(Duration lease, int rounds) throws Exception {
    double[] last = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      Path own = folder.resolve("revoke-%d-%d".formatted(lease.toSeconds(), round));
      try (PolicyStage stage =
          new PolicyStage(
              own,
              new DatabaseSettings.Sqlite(own.resolveSibling(own.getFileName() + ".db")),
              LeaseSettings.withLease(lease))) {
        last[round] = revokeWhileReading(stage, store(stage));
      }
    }
    System.out.printf(
        "lease %d s, %,d open streams: last byte %,.0f ms after both roots refuse, bound %,d ms"
            + " %s%n",
        lease.toSeconds(),
        STREAMS,
        Figures.quantile(last, 1),
        lease.plusSeconds(1).toMillis(),
        Figures.rounded(last));
  }

  private static ExpectedObject store(PolicyStage stage) throws IOException {
    UUID mailbox = UUID.randomUUID();
    stage.ownerKeys.create(
        NewOwner.mailbox(stage.tenantId, mailbox, Optional.of(stage.policy("revoked"))), ALICE);
    ContentOwner owner = new ContentOwner(stage.tenantId, mailbox);
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

  private static double revokeWhileReading(PolicyStage stage, ExpectedObject object)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(STREAMS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        readers.add(threads.submit(() -> lastByteAt(stage, object, begun)));
      }
      if (!begun.await(MAX_BEGINNING.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "%d streams never began".formatted(begun.getCount()), firstFailure(readers));
      }
      stage.vaults.refuse();
      long refusedAt = System.nanoTime();
      long last = refusedAt;
      for (Future<Long> reader : readers) {
        last = Math.max(last, reader.get());
      }
      return Figures.millis(last - refusedAt);
    }
  }

  private static Throwable firstFailure(List<Future<Long>> readers) {
    return readers.stream()
        .filter(reader -> reader.state() == Future.State.FAILED)
        .findFirst()
        .map(Future::exceptionNow)
        .orElse(null);
  }

  /** Reads slowly until it is refused; when the last read ended that gave a byte. */
  private static long lastByteAt(PolicyStage stage, ExpectedObject object, CountDownLatch begun)
      throws IOException {
    long lastByteAt = System.nanoTime();
    try (ObjectReader reader = stage.objects.open(object, ALICE)) {
      InputStream stream = reader.stream();
      boolean isFirst = true;
      while (stream.read() >= 0) {
        lastByteAt = System.nanoTime();
        if (isFirst) {
          begun.countDown();
          isFirst = false;
        }
        LockSupport.parkNanos(BETWEEN_READS.toNanos());
      }
      throw new IllegalStateException("the object was shorter than the lease");
    } catch (KeyAccessException refused) {
      return lastByteAt;
    }
  }
}
