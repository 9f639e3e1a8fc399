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
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Opens the key and the blob that an object's row names, and holds all three against each other and
 * against whose object is asked for. Every way to content leads through here.
 */
final class ObjectOpener {

  private final Database database;
  private final BlobStore blobs;
  private final KeyAccess keys;
  private final ObjectFormat format;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final UnboundObjects unbound;

  ObjectOpener(StoreParts parts) {
    this.database = parts.database();
    this.blobs = parts.blobs();
    this.keys = parts.keys();
    this.format = parts.format();
    this.clock = parts.clock();
    this.nanoTime = parts.nanoTime();
    this.unbound = new UnboundObjects(database, clock);
  }

  /** Opens the blob that {@code row} names with the key that it names. */
  ObjectReader open(ExpectedObject expected, ObjectRow row, Requester requester) {
    requireTenant(expected.owner(), row.tenantId(), row);
    try (OwnerKey key = keys.open(row.ownerKeyId(), requester)) {
      return open(expected, row, key, requester);
    }
  }

  /** The same with a key that is open already and stays the caller's. */
  ObjectReader open(ExpectedObject expected, ObjectRow row, OwnerKey key, Requester requester) {
    ObjectReader reader = open(expected.owner(), row, key, keyCheck(row, requester));
    return row.binding().isPresent() ? reader : unbound.admitted(expected, row, key, reader);
  }

  /**
   * Opens a row for who only looks whether it is whole: one without a binding by its blob alone.
   */
  ObjectReader inspect(ContentOwner owner, ObjectRow row, Requester requester) {
    requireTenant(owner, row.tenantId(), row);
    try (OwnerKey key = keys.open(row.ownerKeyId(), requester)) {
      return open(owner, row, key, keyCheck(row, requester));
    }
  }

  /**
   * For those who only want to know whether there is a way to open it, and give nothing of it to
   * anybody: whose it is does not matter.
   */
  ObjectReader openWhosever(ObjectRow row, Requester requester) {
    try (OwnerKey key = keys.open(row.ownerKeyId(), requester)) {
      return openBlob(row, key, keyCheck(row, requester));
    }
  }

  private KeyCheck keyCheck(ObjectRow row, Requester requester) {
    return new KeyCheck(keys, row.ownerKeyId(), requester, nanoTime, () -> keyNow(row.objectId()));
  }

  /**
   * Opens the blob that {@code row} names with a key that is open already, if that is the owner's
   * and what binds the row says so. Of a row without a binding somebody else has to be sure.
   */
  ObjectReader open(ContentOwner owner, ObjectRow row, OwnerKey key, KeyCheck keyCheck) {
    requireTenant(owner, key.tenantId(), row);
    if (row.binding().isPresent()
        && !row.binding().get().equals(ObjectBinding.of(key, owner, row))) {
      throw failures(row).misplaced(owner, "binding");
    }
    return openBlob(row, key, keyCheck);
  }

  void requireTenant(ContentOwner owner, UUID tenantId, ObjectRow row) {
    if (!tenantId.equals(owner.tenantId())) {
      throw failures(row).misplaced(owner, "tenant");
    }
  }

  private ObjectReader openBlob(ObjectRow row, OwnerKey owner, KeyCheck keyCheck) {
    ObjectFailures failures = failures(row);
    BlobSource blob = openBlob(row, failures);
    try {
      ObjectPlaintext plaintext = failures.translate(() -> openPlaintext(row, owner, blob));
      return new ObjectReader(row.objectId(), blob, plaintext, keyCheck, failures);
    } catch (RuntimeException failure) {
      blob.close();
      throw failure;
    }
  }

  private Optional<UUID> keyNow(UUID objectId) {
    return database.read(tx -> ObjectRows.findActive(tx, objectId)).map(ObjectRow::ownerKeyId);
  }

  private ObjectFailures failures(ObjectRow row) {
    return new ObjectFailures(database, clock, row);
  }

  private BlobSource openBlob(ObjectRow row, ObjectFailures failures) {
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
