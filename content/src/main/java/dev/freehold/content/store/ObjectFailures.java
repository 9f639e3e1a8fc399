package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.persistence.Database;
import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an object that is corrupt from a disk that fails, and marks the former in its row. */
final class ObjectFailures {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectFailures.class);

  private final Database database;
  private final Clock clock;
  private final ObjectRow row;

  ObjectFailures(Database database, Clock clock, ObjectRow row) {
    this.database = database;
    this.clock = clock;
    this.row = row;
  }

  /** Runs {@code reading} and gives what it throws its code. */
  <R> R translate(Reading<R> reading) {
    try {
      return reading.run();
    } catch (CryptoException broken) {
      throw corrupt(broken.code(), broken);
    } catch (EOFException shorter) {
      throw corrupt(CryptoError.TRUNCATED.code(), shorter);
    } catch (IOException failing) {
      throw new ContentException(
          ContentError.STORE_FAILED,
          "reading a blob failed: the disk reported an error; look at the system's log",
          failing);
    }
  }

  /** Marks the object and says so; that marking failed too must not hide the finding. */
  ContentException corrupt(String reason, Exception cause) {
    ContentException finding =
        new ContentException(
            ContentError.OBJECT_CORRUPT,
            "the object %s is not what was sealed (%s); restore its blob from a copy"
                .formatted(row.objectId(), reason),
            cause);
    try {
      database.write(
          tx -> {
            ObjectRows.markDamaged(tx, row.blobId(), reason, clock.instant());
            return null;
          });
    } catch (RuntimeException unmarked) {
      finding.addSuppressed(unmarked);
    }
    return finding;
  }

  /**
   * Says that the row does not lead to what was asked for. The object is not marked: it may be
   * whole, and another's.
   */
  ContentException misplaced(ContentOwner owner, String what) {
    LOG.error(
        "the row of object {} is not that of an object of {}: {}; restore it from a copy",
        row.objectId(),
        owner.ownerId(),
        what);
    return new ContentException(
        ContentError.OBJECT_CORRUPT,
        "the row of the object %s does not lead to what %s stored there (%s); restore the row from a copy"
            .formatted(row.objectId(), owner.ownerId(), what));
  }

  /** A piece of reading. */
  @FunctionalInterface
  interface Reading<R> {
    R run() throws IOException;
  }
}
