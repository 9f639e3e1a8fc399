package dev.freehold.content.store;

import dev.freehold.content.FixedKeyAccess;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A process that stores objects as fast as it can, says so, and waits to be killed. */
public final class CrashingWriter {

  public static final UUID TENANT = new UUID(1, 1);
  public static final UUID OWNER_KEY = new UUID(2, 2);
  public static final ContentOwner OWNER = new ContentOwner(TENANT, OWNER_KEY);
  static final int MAX_OBJECT_BYTES = 400_000;
  private static final int WRITERS = 4;

  private CrashingWriter() {}

  /** Takes the folder as its argument; prints one line for each object that is acknowledged. */
  public static void main(String[] arguments) throws InterruptedException {
    Database database = openDatabase(Path.of(arguments[0]));
    ObjectStore objects = objectStore(Path.of(arguments[0]), database);
    Thread[] writers = new Thread[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
      writers[i] = Thread.ofVirtual().start(() -> storeForever(database, objects));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    System.exit(1);
  }

  public static Database openDatabase(Path folder) {
    return Databases.open(
        new DatabaseSettings.Sqlite(folder.resolve("state.db")), List.of(ObjectStore.MIGRATIONS));
  }

  static ObjectStore objectStore(Path folder, Database database) {
    CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
    return new ObjectStore(
        new StoreParts(
            database,
            FolderBlobStore.open(folder.resolve("blobs"), suite.random()),
            keys(),
            new ObjectFormatV1(suite),
            suite.random(),
            Clock.systemUTC()));
  }

  static FixedKeyAccess keys() {
    FixedKeyAccess keys = new FixedKeyAccess();
    keys.add(TENANT, OWNER_KEY);
    return keys;
  }

  static byte[] contentOf(long seed) {
    return Blobs.bytes(seed, new Random(seed).nextInt(MAX_OBJECT_BYTES));
  }

  private static void storeForever(Database database, ObjectStore objects) {
    Random seeds = new Random();
    while (true) {
      long seed = seeds.nextLong();
      try {
        SealedObject sealed =
            objects.seal(
                OWNER,
                Requester.system("crash test"),
                new ByteArrayInputStream(contentOf(seed)),
                MAX_OBJECT_BYTES);
        database.write(
            tx -> {
              objects.register(tx, sealed, Requester.system("crash test"));
              return null;
            });
        System.out.println(sealed.objectId() + " " + seed + " stored");
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
