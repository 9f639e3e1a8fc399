package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.persistence.Database;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Finds objects by their ids, and finds them again if they are sealed again just then. */
final class ObjectLookup {

  /** How often an object is looked up that is sealed again just when it is opened. */
  private static final int MAX_ATTEMPTS = 8;

  private final Database database;

  ObjectLookup(Database database) {
    this.database = database;
  }

  /**
   * The row of an active object.
   *
   * @throws ContentException {@code object-not-found}
   */
  ObjectRow active(UUID objectId) {
    return database.read(tx -> active(tx, objectId));
  }

  /** The same in the caller's transaction. */
  static ObjectRow active(Handle tx, UUID objectId) {
    return ObjectRows.findActive(tx, objectId).orElseThrow(ObjectLookup::notFound);
  }

  /** Opens an active object by its row. */
  ObjectReader openActive(UUID objectId, Function<ObjectRow, ObjectReader> opening) {
    return openActive(active(objectId), opening);
  }

  /** The same by a row that was found before. */
  ObjectReader openActive(ObjectRow found, Function<ObjectRow, ObjectReader> opening) {
    return follow(found, () -> active(found.objectId()), opening);
  }

  /** Opens an object by its row, even if it is released, as long as its blob is there. */
  ObjectReader openAny(UUID objectId, Function<ObjectRow, ObjectReader> opening) {
    Supplier<ObjectRow> row =
        () ->
            database.read(tx -> ObjectRows.find(tx, objectId)).orElseThrow(ObjectLookup::notFound);
    return follow(row.get(), row, opening);
  }

  /** Opens an object, again if it was sealed again just then. */
  private static ObjectReader follow(
      ObjectRow found, Supplier<ObjectRow> lookUp, Function<ObjectRow, ObjectReader> opening) {
    ObjectRow row = found;
    for (int attempt = 1; ; attempt++) {
      try {
        return opening.apply(row);
      } catch (KeyAccessException | ContentException failure) {
        // Sealed again since the row was read, or released and swept? Then nothing is wrong.
        ObjectRow now = attempt < MAX_ATTEMPTS && mayHaveMoved(failure) ? lookUp.get() : row;
        if (now.blobId().equals(row.blobId())) {
          throw failure;
        }
        row = now;
      }
    }
  }

  private static boolean mayHaveMoved(RuntimeException failure) {
    return switch (failure) {
      case KeyAccessException refused -> refused.reason() == KeyAccessException.Reason.NO_SUCH_KEY;
      case ContentException broken -> broken.error() == ContentError.OBJECT_CORRUPT;
      default -> false;
    };
  }

  private static ContentException notFound() {
    return new ContentException(
        ContentError.OBJECT_NOT_FOUND, "there is no such object; list them again");
  }
}
