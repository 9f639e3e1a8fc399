package dev.freehold.content.store;

import dev.freehold.content.FixedKeyAccess;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.FaultyDisk;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.UUID;

/** An object store over a fresh database and an empty folder, with one tenant and one key. */
final class StoreFixture implements AutoCloseable {

  static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  static final Requester ALICE = Requester.user("alice");
  static final long MAX_BYTES = 64 << 20;

  final MutableClock clock = new MutableClock();
  final FixedKeyAccess keys = new FixedKeyAccess();
  final UUID tenant = UUID.randomUUID();
  final UUID ownerKey = keys.add(tenant);
  final FaultyDisk disk = new FaultyDisk();
  final Path blobFolder;
  final Database database;
  final BlobStore blobs;
  final ObjectStore objects;

  StoreFixture(Dialect dialect, Path folder) {
    blobFolder = folder.resolve("blobs");
    database = TestDatabases.open(dialect, folder, ObjectStore.MIGRATIONS);
    blobs = disk.openStore(blobFolder);
    objects = objectStore(blobs);
  }

  ObjectStore objectStore(BlobStore over) {
    return new ObjectStore(
        database, over, keys, new ObjectFormatV1(SUITE), SUITE.random(), clock, clock::nanoTime);
  }

  Sweeper sweeper(SweepSettings settings) {
    return new Sweeper(
        database, blobs, new StoreBinding(database, blobs, SUITE.random()), clock, settings);
  }

  /** Seals without registering. */
  SealedObject seal(byte[] bytes) {
    try {
      return objects.seal(
          ownerKey,
          ALICE,
          new ByteArrayInputStream(bytes),
          OptionalLong.of(bytes.length),
          MAX_BYTES);
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  void register(SealedObject sealed) {
    database.write(
        tx -> {
          objects.register(tx, sealed);
          return null;
        });
  }

  UUID store(byte[] bytes) {
    SealedObject sealed = seal(bytes);
    register(sealed);
    return sealed.objectId();
  }

  boolean release(UUID objectId) {
    return database.write(tx -> objects.release(tx, objectId));
  }

  byte[] read(UUID objectId) {
    try (ObjectReader reader = objects.open(objectId, ALICE);
        InputStream in = reader.stream()) {
      return in.readAllBytes();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  Path blobFile(UUID objectId) {
    return blobFolder.resolve(BlobName.object(objectId).path());
  }

  void flipByte(UUID objectId, long position) {
    try (RandomAccessFile file = new RandomAccessFile(blobFile(objectId).toFile(), "rw")) {
      file.seek(position);
      int old = file.read();
      file.seek(position);
      file.write(old ^ 1);
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** How many files lie in the blob folder, temporary ones included. */
  long files() {
    try (var all = Files.walk(blobFolder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  String damageOf(UUID objectId) {
    return database.read(
        tx ->
            tx.createQuery("SELECT damage_code FROM content_objects WHERE object_id = :id")
                .bind("id", objectId)
                .mapTo(String.class)
                .one());
  }

  long rows() {
    return database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM content_objects").mapTo(Long.class).one());
  }

  @Override
  public void close() {
    database.close();
  }
}
