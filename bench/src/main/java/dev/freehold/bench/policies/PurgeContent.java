package dev.freehold.bench.policies;

import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.SealedObject;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.persistence.RowIds;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Fills mailboxes under a policy.
 *
 * @param mailboxes how many
 * @param sealed objects of each that are really sealed and open
 * @param named objects of each that have a row and no blob, for what only counts them
 * @param bytes of each object
 */
record PurgeContent(int mailboxes, int sealed, int named, long bytes) {

  private static final int THREADS = 4;
  private static final int ROWS = 10_000;
  private static final Requester DELIVERY = Requester.system("delivery");

  /** Makes the mailboxes, with their copies in the bundle, and what they hold; gives one object. */
  UUID fill(PolicyStage stage, UUID policyId) throws Exception {
    List<UUID> objects = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      Callable<UUID> one = () -> mailbox(stage, policyId);
      for (Future<UUID> made :
          threads.invokeAll(IntStream.range(0, mailboxes).mapToObj(_ -> one).toList())) {
        objects.add(made.get());
      }
    }
    nameOthers(stage);
    return objects.getLast();
  }

  private UUID mailbox(PolicyStage stage, UUID policyId) throws IOException {
    UUID owner = UUID.randomUUID();
    stage.ownerKeys.create(
        NewOwner.mailbox(stage.tenantId, owner, Optional.of(policyId)), DELIVERY);
    List<SealedObject> objects = new ArrayList<>();
    for (int i = 0; i < sealed; i++) {
      objects.add(
          stage.objects.seal(
              new ContentOwner(stage.tenantId, owner),
              DELIVERY,
              new Zeros(bytes),
              OptionalLong.of(bytes),
              bytes));
    }
    stage.database.write(
        tx -> {
          objects.forEach(object -> stage.objects.register(tx, object, DELIVERY));
          return null;
        });
    return objects.getLast().objectId();
  }

  /** Mailbox by mailbox and with ids that rise, because that is how a million rows are quick. */
  private void nameOthers(PolicyStage stage) {
    List<Key> keys =
        stage.database.read(
            tx ->
                tx.createQuery("SELECT id, generation FROM owner_keys WHERE tenant_id = :tenantId")
                    .bind("tenantId", stage.tenantId)
                    .map(
                        row ->
                            new Key(
                                row.getColumn("id", UUID.class),
                                row.getColumn("generation", Integer.class)))
                    .list());
    long all = (long) named * keys.size();
    for (long done = 0; done < all; done += ROWS) {
      long from = done;
      stage.database.write(tx -> insert(tx, stage, keys, from, Math.min(all, from + ROWS)));
    }
  }

  private int[] insert(Handle tx, PolicyStage stage, List<Key> keys, long from, long to) {
    PreparedBatch rows =
        tx.prepareBatch(
            """
            INSERT INTO content_objects (object_id, blob_id, tenant_id, owner_key_id, generation,
              plaintext_bytes, blob_bytes, created_at, state)
            VALUES (:id, :id, :tenantId, :key, :generation, :bytes, :bytes, 0, 'active')
            """);
    for (long i = from; i < to; i++) {
      Key key = keys.get((int) (i / named));
      rows.bind("id", RowIds.next(PolicyStage.CLOCK))
          .bind("tenantId", stage.tenantId)
          .bind("key", key.id())
          .bind("generation", key.generation())
          .bind("bytes", bytes)
          .add();
    }
    return rows.execute();
  }

  private record Key(UUID id, int generation) {}

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long bytes) {
      left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
