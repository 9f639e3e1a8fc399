package dev.freehold.content.store;

import dev.freehold.content.FixedKeyAccess;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.FaultyDisk;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.sweep.StoreBinding;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.sweep.Sweeper;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.Requester;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.persistence.time.TwoClocks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An object store over a fresh database and an empty folder, with one tenant and one key. */
public final class StoreFixture implements AutoCloseable {

  public static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  public static final Requester ALICE = Requester.user("alice");
  static final long MAX_BYTES = 64 << 20;

  public final MutableClock clock = new MutableClock();
  public final FixedKeyAccess keys = new FixedKeyAccess();
  public final UUID tenant = UUID.randomUUID();

  /** The owner and its first key have the same id here. */
  public final UUID ownerKey = keys.add(tenant);

  public final ContentOwner owner = new ContentOwner(tenant, ownerKey);

  private final Map<UUID, ContentOwner> owners = new ConcurrentHashMap<>();
  public final FaultyDisk disk = new FaultyDisk();
  public final Path blobFolder;
  public final Database database;
  private final Database availability;
  private final FileMasterKey master;
  private final RowSealing sealing;
  public final BlobStore blobs;
  public final ObjectStore objects;

  public StoreFixture(Dialect dialect, Path folder) {
    blobFolder = folder.resolve("blobs");
    database =
        TestDatabases.open(
            dialect, folder, Ledger.MIGRATIONS, CustodyMigrations.CUSTODY, ObjectStore.MIGRATIONS);
    availability = TestDatabases.open(Dialect.SQLITE, folder, CustodyMigrations.AVAILABILITY);
    master = FileMasterKey.openOrCreate(folder.resolve(UUID.randomUUID() + ".key"), SUITE);
    sealing =
        RowSealing.start(
            database,
            availability,
            master,
            CustodySeals.ALL,
            new Ledger(database, clock),
            new SimpleMeterRegistry(),
            clock);
    blobs = disk.openStore(blobFolder);
    objects = objectStore(blobs);
  }

  ObjectStore objectStore(BlobStore over) {
    return new ObjectStore(parts(over));
  }

  public StoreParts parts(BlobStore over) {
    return new StoreParts(
        database, over, keys, new ObjectFormatV1(SUITE), SUITE.random(), clock, clock::nanoTime);
  }

  public Sweeper sweeper(SweepSettings settings) {
    return new Sweeper(
        database,
        blobs,
        new StoreBinding(database, blobs, SUITE.random()),
        TwoClocks.same(clock),
        settings);
  }

  /** Seals without registering. */
  public SealedObject seal(byte[] bytes) {
    return sealUnder(ownerKey, bytes);
  }

  /** Seals for an owner whose first key has its id. */
  SealedObject sealUnder(UUID ownerId, byte[] bytes) {
    ContentOwner whose = new ContentOwner(keys.tenantOf(ownerId), ownerId);
    try {
      SealedObject sealed =
          objects.seal(
              whose,
              ALICE,
              new ByteArrayInputStream(bytes),
              OptionalLong.of(bytes.length),
              MAX_BYTES);
      owners.put(sealed.objectId(), whose);
      return sealed;
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  public void register(SealedObject sealed) {
    database.write(
        tx -> {
          objects.register(tx, sealed, ALICE);
          return null;
        });
  }

  public UUID store(byte[] bytes) {
    SealedObject sealed = seal(bytes);
    register(sealed);
    return sealed.objectId();
  }

  /** Renews the owner's key. */
  public RetiredKey renew() {
    return new RetiredKey(ownerKey, OwnerKind.MAILBOX, keys.renew(ownerKey));
  }

  /** What is left under a retired key, in objects. */
  public long backlog(RetiredKey key) {
    return objects.usage(key.ownerKeyId()).objects();
  }

  public boolean release(UUID objectId) {
    return database.write(tx -> objects.release(tx, tenant, objectId));
  }

  public ExpectedObject expected(UUID objectId) {
    return Expected.bound(owners.getOrDefault(objectId, owner), objectId);
  }

  public ObjectReader open(UUID objectId) {
    return objects.open(expected(objectId), ALICE);
  }

  public byte[] read(UUID objectId) {
    try (ObjectReader reader = open(objectId);
        InputStream in = reader.stream()) {
      return in.readAllBytes();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** The file of an object's present blob. */
  public Path blobFile(UUID objectId) {
    return fileOfBlob(blobOf(objectId));
  }

  public Path fileOfBlob(UUID blobId) {
    return blobFolder.resolve(BlobName.object(blobId).path());
  }

  /** The object's present blob; an object without a row still has its first. */
  public UUID blobOf(UUID objectId) {
    return database
        .read(
            tx ->
                tx.createQuery("SELECT blob_id FROM content_objects WHERE object_id = :id")
                    .bind("id", objectId)
                    .mapTo(UUID.class)
                    .findOne())
        .orElse(objectId);
  }

  public void flipByte(UUID objectId, long position) {
    flip(objectId, position, 1);
  }

  /** Inverts the bits of {@code mask} in one byte of the object's blob. */
  void flip(UUID objectId, long position, int mask) {
    try (RandomAccessFile file = new RandomAccessFile(blobFile(objectId).toFile(), "rw")) {
      file.seek(position);
      int old = file.read();
      file.seek(position);
      file.write(old ^ mask);
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** How many files lie in the blob folder, temporary ones included. */
  public long files() {
    try (var all = Files.walk(blobFolder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  public String damageOf(UUID objectId) {
    return database.read(
        tx ->
            tx.createQuery("SELECT damage_code FROM content_objects WHERE object_id = :id")
                .bind("id", objectId)
                .mapTo(String.class)
                .one());
  }

  public long rows() {
    return count("content_objects");
  }

  public long replacedRows() {
    return count("content_replaced");
  }

  private long count(String table) {
    return database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }

  @Override
  public void close() {
    sealing.close();
    master.close();
    availability.close();
    database.close();
  }
}
