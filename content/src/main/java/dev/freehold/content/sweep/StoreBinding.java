package dev.freehold.content.sweep;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.crypto.RandomSource;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Checks that a blob store and a database belong together before any blob is called an orphan.
 *
 * <p>With a new or another store's database a sweep would find every blob without a row and delete
 * all content, which is just what key bundles are to save when a database is lost. So the store has
 * a random identity, and the database remembers it.
 */
public final class StoreBinding {

  private static final int IDENTITY_BYTES = 16;
  private static final int IDENTITY_CHARS = 2 * IDENTITY_BYTES;

  private final Database database;
  private final BlobStore blobs;
  private final RandomSource random;

  /** Binds {@code blobs} to {@code database}, by an identity drawn from {@code random}. */
  public StoreBinding(Database database, BlobStore blobs, RandomSource random) {
    this.database = database;
    this.blobs = blobs;
    this.random = random;
  }

  /**
   * The identity of the store that {@code database} knows; empty if that may be new. A server binds
   * both before it stores anything, so where something is stored the store has its identity, unless
   * binding failed at the first start and the sweeper could not do it either.
   */
  public static Optional<String> knownIdentity(Database database) {
    return database.read(
        tx ->
            SweepRow.find(tx)
                .filter(row -> !row.isNew() || SweepRow.hasObjects(tx))
                .map(SweepRow::storeId));
  }

  /**
   * Binds both if they are new, before anything is stored in them.
   *
   * @return the identity
   * @throws ContentException {@code blob-store-mismatch}
   */
  public String bindNew() {
    return confirm().storeId();
  }

  /**
   * Binds both if they are new, else checks that they know each other.
   *
   * @return where the sweep ended last
   * @throws ContentException {@code blob-store-mismatch}
   */
  SweepRow confirm() {
    SweepRow row = database.read(SweepRow::find).orElseGet(this::bind);
    Optional<String> identity = readIdentity();
    if (identity.isEmpty() && row.isNew()) {
      writeIdentity(row.storeId());
    } else if (!identity.equals(Optional.of(row.storeId()))) {
      throw mismatch();
    }
    return row;
  }

  /**
   * The row comes first: of several nodes that start at once one makes it, and all write the
   * identity that it names. After a crash in between, the next one writes it.
   */
  private SweepRow bind() {
    Optional<String> identity = readIdentity();
    if (identity.isPresent() && hasObjects()) {
      throw mismatch();
    }
    String bound = identity.orElseGet(() -> HexFormat.of().formatHex(random.bytes(IDENTITY_BYTES)));
    return database.write(
        tx -> {
          SweepRow.insert(tx, bound);
          return SweepRow.find(tx).orElseThrow();
        });
  }

  private boolean hasObjects() {
    return !blobs.list(BlobArea.OBJECTS, Optional.empty(), 1).entries().isEmpty();
  }

  private Optional<String> readIdentity() {
    try (BlobSource source = blobs.open(BlobName.IDENTITY)) {
      byte[] identity = new byte[IDENTITY_CHARS];
      if (source.length() != identity.length) {
        throw mismatch();
      }
      source.readFully(0, identity, 0, identity.length);
      return Optional.of(new String(identity, StandardCharsets.US_ASCII));
    } catch (ContentException failure) {
      if (failure.error() == ContentError.BLOB_MISSING) {
        return Optional.empty();
      }
      throw failure;
    } catch (IOException failure) {
      throw new ContentException(
          ContentError.STORE_FAILED, "reading the blob store's identity failed", failure);
    }
  }

  private void writeIdentity(String identity) {
    try (BlobWriter writer = blobs.create(BlobName.IDENTITY, IDENTITY_CHARS)) {
      writer.stream().write(identity.getBytes(StandardCharsets.US_ASCII));
      writer.commit();
    } catch (IOException failure) {
      throw new ContentException(
          ContentError.STORE_FAILED, "writing the blob store's identity failed", failure);
    }
  }

  private static ContentException mismatch() {
    return new ContentException(
        ContentError.STORE_MISMATCH,
        "the blob store belongs to another database, so nothing is swept;"
            + " give the server the database or the blob folder that belongs to the other");
  }
}
