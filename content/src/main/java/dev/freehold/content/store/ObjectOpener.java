package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.format.ObjectFormat;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Finds an object's row, key and blob, and holds them against each other. */
final class ObjectOpener {

  /** How often an object is looked up that is sealed again just when it is opened. */
  private static final int MAX_ATTEMPTS = 8;

  private final Database database;
  private final BlobStore blobs;
  private final KeyAccess keys;
  private final ObjectFormat format;
  private final Clock clock;
  private final LongSupplier nanoTime;

  ObjectOpener(
      Database database,
      BlobStore blobs,
      KeyAccess keys,
      ObjectFormat format,
      Clock clock,
      LongSupplier nanoTime) {
    this.database = database;
    this.blobs = blobs;
    this.keys = keys;
    this.format = format;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** The same by another access to keys. */
  ObjectOpener with(KeyAccess otherKeys) {
    return new ObjectOpener(database, blobs, otherKeys, format, clock, nanoTime);
  }

  ObjectReader open(UUID objectId, Requester requester) {
    return open(activeRow(objectId), () -> activeRow(objectId), requester);
  }

  ObjectReader openFound(ObjectRow row, Requester requester) {
    return open(row, () -> activeRow(row.objectId()), requester);
  }

  ObjectReader reopen(UUID objectId, Requester requester) {
    return open(anyRow(objectId), () -> anyRow(objectId), requester);
  }

  private ObjectReader open(ObjectRow found, Supplier<ObjectRow> lookUp, Requester requester) {
    ObjectRow row = found;
    for (int attempt = 1; ; attempt++) {
      try {
        return open(row, requester);
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

  /** Opens the blob that {@code row} names with the key that it names. */
  ObjectReader open(ObjectRow row, Requester requester) {
    try (OwnerKey owner = keys.open(row.ownerKeyId(), requester)) {
      KeyCheck keyCheck =
          new KeyCheck(keys, row.ownerKeyId(), requester, nanoTime, () -> keyNow(row.objectId()));
      return open(row, owner, keyCheck);
    }
  }

  /** Opens the blob that {@code row} names with a key that is open already. */
  ObjectReader open(ObjectRow row, OwnerKey owner, KeyCheck keyCheck) {
    Failures failures = new Failures(database, clock, row);
    BlobSource blob = openBlob(row, failures);
    try {
      ObjectPlaintext plaintext = failures.translate(() -> openPlaintext(row, owner, blob));
      return new ObjectReader(row.objectId(), blob, plaintext, keyCheck, failures);
    } catch (RuntimeException failure) {
      blob.close();
      throw failure;
    }
  }

  ObjectRow activeRow(UUID objectId) {
    return database
        .read(tx -> ObjectRows.findActive(tx, objectId))
        .orElseThrow(ObjectOpener::notFound);
  }

  private ObjectRow anyRow(UUID objectId) {
    return database.read(tx -> ObjectRows.find(tx, objectId)).orElseThrow(ObjectOpener::notFound);
  }

  static ContentException notFound() {
    return new ContentException(
        ContentError.OBJECT_NOT_FOUND, "there is no such object; list them again");
  }

  private Optional<UUID> keyNow(UUID objectId) {
    return database.read(tx -> ObjectRows.findActive(tx, objectId)).map(ObjectRow::ownerKeyId);
  }

  private static boolean mayHaveMoved(RuntimeException failure) {
    return switch (failure) {
      case KeyAccessException refused -> refused.reason() == KeyAccessException.Reason.NO_SUCH_KEY;
      case ContentException broken -> broken.error() == ContentError.OBJECT_CORRUPT;
      default -> false;
    };
  }

  private BlobSource openBlob(ObjectRow row, Failures failures) {
    try {
      return blobs.open(BlobName.object(row.blobId()));
    } catch (ContentException failure) {
      if (failure.error() != ContentError.BLOB_MISSING) {
        throw failure;
      }
      throw failures.corrupt(ContentError.BLOB_MISSING.code(), failure);
    }
  }

  private ObjectPlaintext openPlaintext(ObjectRow row, OwnerKey owner, BlobSource blob)
      throws IOException {
    if (!owner.tenantId().equals(row.tenantId())) {
      throw new CryptoException(
          CryptoError.HEADER_INVALID, "the object's row names another tenant than its key does");
    }
    requireLength("blob", row.blobBytes(), blob.length());
    ObjectPlaintext plaintext = format.open(blob, owner, row.blobId());
    try {
      requireLength("object", row.plaintextBytes(), plaintext.length());
      return plaintext;
    } catch (CryptoException wrongLength) {
      plaintext.close();
      throw wrongLength;
    }
  }

  private static void requireLength(String what, long registered, long found) {
    if (found != registered) {
      throw new CryptoException(
          found < registered ? CryptoError.TRUNCATED : CryptoError.TRAILING_DATA,
          "the %s was registered with %d bytes and has %d".formatted(what, registered, found));
    }
  }
}
