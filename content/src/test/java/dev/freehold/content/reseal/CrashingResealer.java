package dev.freehold.content.reseal;

import dev.freehold.content.FixedKeyAccess;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.store.CrashingWriter;
import dev.freehold.content.store.StoreParts;
import dev.freehold.content.testing.TestStep;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** A process that seals objects again as fast as it can, says so, and waits to be killed. */
final class CrashingResealer {

  static final UUID OWNER = CrashingWriter.OWNER_KEY;
  private static final int BATCH = 7;

  private CrashingResealer() {}

  /** Takes the folder and the number of the present key; prints a line for each batch. */
  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    int present = Integer.parseInt(arguments[1]);
    Database database = CrashingWriter.openDatabase(folder);
    ObjectResealer resealer = new ObjectResealer(parts(folder, database, keys(present)), List.of());
    TestStep step =
        new TestStep(database, BATCH).afterCommit(() -> System.out.println("committed"));
    for (int old = 0; old < present; old++) {
      RetiredKey key = new RetiredKey(OWNER, OwnerKind.MAILBOX, keyOf(old));
      boolean done = false;
      while (!done) {
        done = resealer.reseal(step, key);
      }
    }
    System.out.println("done");
    Thread.currentThread().join();
  }

  /** The owner's keys up to {@code present}, all but the last retired. */
  static FixedKeyAccess keys(int present) {
    FixedKeyAccess keys = new FixedKeyAccess();
    keys.add(CrashingWriter.TENANT, keyOf(0));
    for (int number = 1; number <= present; number++) {
      keys.makePresent(OWNER, keys.add(CrashingWriter.TENANT, keyOf(number)));
    }
    return keys;
  }

  /** The owner's first key has the owner's id. */
  static UUID keyOf(int number) {
    return number == 0 ? OWNER : new UUID(100 + number, number);
  }

  static StoreParts parts(Path folder, Database database, FixedKeyAccess keys) {
    CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
    return new StoreParts(
        database,
        FolderBlobStore.open(folder.resolve("blobs"), suite.random()),
        keys,
        new ObjectFormatV1(suite),
        suite.random(),
        Clock.systemUTC());
  }
}
