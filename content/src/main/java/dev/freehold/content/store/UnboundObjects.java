package dev.freehold.content.store;

import dev.freehold.custody.OwnerKey;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects that were stored before rows were bound to blobs. The whole content is compared with the
 * digest that its owner has sealed before any of it is given; then the row is bound, so that the
 * next reader does not have to. Anyone who takes the binding from a row gains nothing but that.
 */
final class UnboundObjects {

  private static final Logger LOG = LoggerFactory.getLogger(UnboundObjects.class);

  private final Database database;
  private final Clock clock;

  UnboundObjects(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Gives {@code reader} back if its content is what {@code expected} says, and closes it if not.
   *
   * @throws dev.freehold.content.ContentException {@code object-corrupt}
   */
  ObjectReader admitted(ExpectedObject expected, ObjectRow row, OwnerKey key, ObjectReader reader) {
    boolean isAdmitted = false;
    try {
      if (!hasDigest(expected.digest().get(), reader)) {
        throw new ObjectFailures(database, clock, row).misplaced(expected.owner(), "digest");
      }
      isAdmitted = true;
    } finally {
      if (!isAdmitted) {
        reader.close();
      }
    }
    bind(row, ObjectBinding.of(key, expected.owner(), row));
    return reader;
  }

  private static boolean hasDigest(ContentDigest digest, ObjectReader reader) {
    try (InputStream whole = reader.stream()) {
      return digest.isOf(whole);
    } catch (IOException impossible) {
      // An object's streams say what failed by ContentException.
      throw new UncheckedIOException(impossible);
    }
  }

  /** The content was right, so its reader must not suffer if this fails. */
  private void bind(ObjectRow row, ObjectBinding binding) {
    try {
      database.write(
          tx -> {
            BindingRows.bind(tx, row, binding);
            return null;
          });
    } catch (RuntimeException later) {
      LOG.warn(
          "the row of {} could not be bound and will be: {}", row.objectId(), later.getMessage());
    }
  }
}
