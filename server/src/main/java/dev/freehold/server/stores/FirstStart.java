package dev.freehold.server.stores;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.availability.AvailabilityCheck;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.master.RotatedMasterKey;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.persistence.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes what only the first start on a database may make: the master key and the file of the
 * availability database. If a later start does not find them, it was pointed at another folder, or
 * they are lost. A new key would open nothing, and a new availability database would look like the
 * old one without its keys.
 */
public final class FirstStart {

  private FirstStart() {}

  /**
   * Returns if nothing is missing that an earlier start has made; nothing else was opened or made
   * until then.
   *
   * @throws CustodyException {@code MASTER_KEY_UNUSABLE}, {@code AVAILABILITY_DATABASE_LOST}
   */
  static void requireNothingMissing(
      DataFolder folder, AvailabilityPlace place, Supplier<Database> main, AvailabilityLoss loss) {
    boolean hasKey = Files.exists(folder.serviceMasterKey());
    if (hasKey && !place.isAbsent()) {
      // Most starts end here, without a wait for the database.
      return;
    }
    if (!hasKey) {
      requireNew(folder.serviceMasterKey(), main.get());
    }
    if (place.isAbsent()) {
      OwnAvailability.requireSound(
          new AvailabilityCheck(main.get()).withoutAny(), place.shown(), loss);
    }
  }

  /**
   * The master key of the file, which opens what the database has, by itself or with those that
   * were in its place before; made only if the database has never known one.
   *
   * @param before files of those, the newest first
   * @throws CustodyException {@code MASTER_KEY_UNUSABLE}, {@code MASTER_KEY_MISMATCH}
   */
  public static ServiceMasterKey masterKey(
      Path file, List<Path> before, Database main, CryptoSuite crypto) {
    if (!Files.exists(file)) {
      requireNew(file, main);
    }
    List<ServiceMasterKey> opened = new ArrayList<>();
    boolean isRight = false;
    try {
      opened.add(FileMasterKey.openOrCreate(file, crypto));
      before.forEach(one -> opened.add(FileMasterKey.open(one, crypto)));
      ServiceMasterKey master =
          RotatedMasterKey.of(opened.getFirst(), opened.subList(1, opened.size()));
      TokenIssuer.requireMaster(main, master);
      isRight = true;
      return master;
    } finally {
      if (!isRight) {
        opened.forEach(ServiceMasterKey::close);
      }
    }
  }

  private static void requireNew(Path file, Database main) {
    if (TokenIssuer.hasKeysIn(main)) {
      throw new CustodyException(
          CustodyError.MASTER_KEY_UNUSABLE,
          "the service master key %s is not there, and the database has secrets sealed under it; put"
                  .formatted(file)
              + " the file back. A new key would open none of them, so none was made. A machine"
              + " that is to be one more node joins first ('freehold node join')");
    }
  }
}
