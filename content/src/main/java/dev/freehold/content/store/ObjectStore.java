package dev.freehold.content.store;

import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.reseal.ObjectResealer;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.MigrationSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Stores objects sealed under owner keys. An object's content never changes; a new version of it is
 * a new object with a new id. Its blob changes when {@link ObjectResealer} reseals it under a new
 * key.
 *
 * <p>To store an object: call {@link #seal} outside any transaction, then {@link #register} inside
 * the transaction that inserts the owner's row for it, then acknowledge. Safe for use by many
 * threads.
 */
public final class ObjectStore {

  /** The tables of this module. */
  public static final MigrationSet MIGRATIONS = new MigrationSet("content");

  /** How often an object is resealed because its key was renewed just then. */
  private static final int MAX_RESEALS = 8;

  private final StoreParts parts;
  private final ObjectSealer sealer;
  private final ObjectOpener opener;
  private final ObjectLookup lookup;
  private final BlobReseal resealing;
  private final SealingKeys sealingKeys;

  /** Joins a blob store and a database. */
  public ObjectStore(StoreParts parts) {
    this.parts = parts;
    this.sealer = new ObjectSealer(parts);
    this.opener = new ObjectOpener(parts);
    this.lookup = new ObjectLookup(parts.database());
    this.resealing = new BlobReseal(parts);
    this.sealingKeys = new SealingKeys(parts);
  }

  /** Seals an object whose length is not known beforehand. */
  public SealedObject seal(ContentOwner owner, Requester requester, InputStream in, long maxBytes)
      throws IOException {
    return seal(owner, requester, in, OptionalLong.empty(), maxBytes);
  }

  /**
   * Reads {@code in} to its end and seals it under the owner's key of now or a moment ago. When
   * this returns the blob is durable; if it throws, nothing is left behind. The caller closes
   * {@code in}.
   *
   * @param owner whose it is
   * @param knownBytes the length that was announced, if any; the object must have exactly that
   * @param maxBytes the most bytes that are taken
   * @throws KeyAccessException if the owner key is not given, or no longer given half way; {@code
   *     NO_SUCH_KEY} if the key that custody gives is of another tenant
   * @throws ContentException {@code object-too-large}, {@code object-length-mismatch}, or what the
   *     blob store says
   * @throws IOException if and only if {@code in} throws it
   */
  public SealedObject seal(
      ContentOwner owner,
      Requester requester,
      InputStream in,
      OptionalLong knownBytes,
      long maxBytes)
      throws IOException {
    requireBound(maxBytes);
    try (OwnerKey key = sealingKeys.open(owner, requester)) {
      KeyCheck keyCheck = new KeyCheck(parts.keys(), key.keyId(), requester, parts.nanoTime());
      InputStream bounded = new BoundedInput(in, knownBytes, maxBytes, keyCheck);
      return sealer.sealNew(owner, key, bounded, knownBytes, maxBytes);
    }
  }

  /**
   * Makes a sealed object part of the store in the caller's transaction. {@link #registerFresh}
   * does what is to be done when the key was renewed meanwhile.
   *
   * @throws KeyAccessException {@code KEY_RENEWED} if the key may not seal any more; {@code
   *     REFUSED}, {@code NO_SUCH_KEY}
   * @throws ContentException {@code object-expired} if it was sealed so long ago that the sweeper
   *     could take its blob for an orphan before the transaction is done; seal it again
   */
  public void register(Handle tx, SealedObject sealed, Requester requester) {
    Instant now = parts.clock().instant();
    sealed.requireYoung(now);
    try {
      parts.keys().requireSealable(tx, sealed.ownerKeyId(), requester);
    } catch (KeyAccessException refused) {
      sealingKeys.forget(sealed.ownerKeyId());
      throw refused;
    }
    ObjectRows.insert(tx, sealed, now);
  }

  /**
   * Seals an object that is not registered under its owner's present key. The object keeps its id,
   * and {@code sealed} its blob.
   */
  private SealedObject sealAgain(SealedObject sealed, ContentOwner owner, Requester requester) {
    try (OwnerKey from = parts.keys().open(sealed.ownerKeyId(), requester);
        OwnerKey to = sealingKeys.present(owner, requester)) {
      return resealing.sealAgain(owner, ObjectRow.of(sealed), from, to, requester);
    } catch (ContentException failed) {
      // Its registration was refused, so nothing refers to it.
      sealer.discard(sealed);
      throw failed;
    }
  }

  /**
   * Runs {@code registration} with {@code sealed}. Each time it fails because the key was renewed,
   * the object is resealed and {@code registration} runs with that, eight times at most. If a key
   * is not given in the end, or the object cannot be resealed, nothing is left behind. After a
   * failure of {@code registration} the blob that it was given is its own to {@link #discard}: it
   * alone knows whether a transaction may have committed.
   *
   * <pre>{@code
   * return objects.registerFresh(objects.seal(site, who, in, max), site, who, fresh ->
   *     database.write(tx -> {
   *       objects.register(tx, fresh, who);
   *       return rows.insert(tx, fresh.objectId());
   *     }));
   * }</pre>
   *
   * @throws KeyAccessException if a key is not given; {@code KEY_RENEWED} if the key was renewed
   *     each time, or destroyed before the content had come
   * @throws ContentException {@code object-corrupt}, or what the blob store says
   */
  public <R> R registerFresh(
      SealedObject sealed, ContentOwner owner, Requester requester, Registration<R> registration) {
    SealedObject current = sealed;
    try {
      for (int reseals = 0; ; reseals++) {
        try {
          return registration.register(current);
        } catch (KeyAccessException refused) {
          if (refused.reason() != KeyAccessException.Reason.KEY_RENEWED || reseals == MAX_RESEALS) {
            throw refused;
          }
          SealedObject refusedOne = current;
          current = sealAgain(refusedOne, owner, requester);
          sealer.discard(refusedOne);
        }
      }
    } catch (KeyAccessException refused) {
      sealer.discard(current);
      throw refused.reason() == KeyAccessException.Reason.NO_SUCH_KEY ? sentTooLate() : refused;
    }
  }

  /** It could be sealed when it began, so its key was renewed, emptied and destroyed since. */
  private static KeyAccessException sentTooLate() {
    return new KeyAccessException(
        KeyAccessException.Reason.KEY_RENEWED,
        "the key was renewed while the content was on its way; nothing was kept, send it again");
  }

  /** The transaction that inserts the owner's row for a sealed object. */
  @FunctionalInterface
  public interface Registration<R> {
    /**
     * Registers the object and what else belongs to it. Runs again with another blob of the same
     * object if it throws {@link KeyAccessException}, which it must not do once it has committed.
     */
    R register(SealedObject sealed);
  }

  /**
   * Removes the blob of an object that will not be registered after all. Without this call, or if
   * the store fails, the sweeper does it later.
   */
  public void discard(SealedObject sealed) {
    sealer.discard(sealed);
  }

  /**
   * Opens an object for reading. Not to be called inside a transaction.
   *
   * @throws KeyAccessException if the owner key is not given
   * @throws ContentException {@code object-not-found}; {@code object-corrupt} if the blob is not
   *     what was sealed, which is then marked in the object's row, or if the row does not lead to
   *     what is expected; or what the blob store says
   */
  public ObjectReader open(ExpectedObject expected, Requester requester) {
    return lookup.openActive(expected.objectId(), row -> opener.open(expected, row, requester));
  }

  /**
   * Finds an object in the caller's transaction, to {@link #open(ExpectedObject, FoundObject,
   * Requester)} it afterwards without one more.
   *
   * @throws ContentException {@code object-not-found}; {@code object-corrupt} if it is of another
   *     tenant
   */
  public FoundObject find(Handle tx, ContentOwner owner, UUID objectId) {
    ObjectRow row = ObjectLookup.active(tx, objectId);
    opener.requireTenant(owner, row.tenantId(), row);
    return new FoundObject(row);
  }

  /**
   * Opens an object that was found. Not to be called inside a transaction.
   *
   * @throws KeyAccessException if the owner key is not given
   * @param found the object of the same id
   * @throws ContentException as {@link #open(ExpectedObject, Requester)}
   */
  public ObjectReader open(ExpectedObject expected, FoundObject found, Requester requester) {
    requireSame(expected, found);
    return lookup.openActive(found.row(), row -> opener.open(expected, row, requester));
  }

  /**
   * The same with a key that the caller holds, for as long as the object is under that key.
   *
   * @param key the one of {@link FoundObject#ownerKeyId}; it stays the caller's to close
   */
  public ObjectReader open(
      ExpectedObject expected, FoundObject found, OwnerKey key, Requester requester) {
    requireSame(expected, found);
    if (!found.ownerKeyId().equals(key.keyId())) {
      throw new IllegalArgumentException("the object is under another key than the one given");
    }
    return lookup.openActive(
        found.row(),
        row ->
            row.equals(found.row())
                ? opener.open(expected, row, key, requester)
                : opener.open(expected, row, requester));
  }

  /**
   * Opens an object for one who began to read what it belongs to before it was released. As long as
   * its blob has not been swept, a released object opens like any other.
   *
   * @throws KeyAccessException if the owner key is not given
   * @throws ContentException as {@link #open}
   */
  public ObjectReader reopen(ExpectedObject expected, Requester requester) {
    return lookup.openAny(expected.objectId(), row -> opener.open(expected, row, requester));
  }

  /**
   * Ends an object in the caller's transaction: nobody can open it from then on. Its blob goes
   * later, by the sweeper; readers that have it open may finish.
   *
   * @return whether the tenant had such an object
   */
  public boolean release(Handle tx, UUID tenantId, UUID objectId) {
    return ObjectRows.release(tx, tenantId, List.of(objectId), parts.clock().instant()) == 1;
  }

  /**
   * The same for several objects, in one statement.
   *
   * @param objectIds 1 to {@link ContentLimits#RELEASE_MAX_OBJECTS}
   * @return how many of them the tenant had
   */
  public int release(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    if (objectIds.isEmpty() || objectIds.size() > ContentLimits.RELEASE_MAX_OBJECTS) {
      throw new IllegalArgumentException(
          "1 to %d objects are released at a time, got %d"
              .formatted(ContentLimits.RELEASE_MAX_OBJECTS, objectIds.size()));
    }
    return ObjectRows.release(tx, tenantId, objectIds, parts.clock().instant());
  }

  /** Counts what is stored under an owner key. */
  public ObjectUsage usage(UUID ownerKeyId) {
    return parts.database().read(tx -> usage(tx, ownerKeyId));
  }

  /** Counts what is stored under an owner key, in the caller's transaction. */
  public ObjectUsage usage(Handle tx, UUID ownerKeyId) {
    return ObjectRows.usage(tx, ownerKeyId);
  }

  /**
   * Counts what is stored under each of some owner keys, in the caller's transaction; keys that
   * nothing is stored under are left out.
   */
  public Map<UUID, ObjectUsage> usages(Handle tx, Collection<UUID> ownerKeyIds) {
    return ObjectRows.usages(tx, ownerKeyIds);
  }

  /** Tells whether nothing is stored under an owner key, without counting. */
  public boolean isUnused(Handle tx, UUID ownerKeyId) {
    return ObjectRows.isUnused(tx, ownerKeyId);
  }

  /**
   * Tells under which owner key each of some objects of a tenant is, in the caller's transaction:
   * what is kept in SQL beside an object is sealed under the same one. Objects that are released
   * count too; those that are gone are left out.
   */
  public Map<UUID, UUID> ownerKeyIds(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    return ObjectRows.ownerKeyIds(tx, tenantId, objectIds);
  }

  /**
   * As {@link #ownerKeyIds}, without objects that are released or gone. Until the transaction ends,
   * nobody seals these again or releases them. Whoever adds or removes what refers to objects asks
   * this first, so that an object is released with the last reference to it, and never before.
   */
  public Map<UUID, UUID> lockedKeyIds(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    return ObjectRows.lockedKeyIds(tx, parts.database().dialect(), tenantId, objectIds);
  }

  /**
   * Reads a whole object, whosever it is, and, if it is what was sealed, takes away the mark of an
   * earlier finding: its blob was restored from a copy.
   *
   * @throws KeyAccessException if the owner key is not given
   * @throws ContentException as {@link #open}; {@code object-corrupt} if it still is
   */
  public void recheck(UUID objectId, Requester requester) {
    ObjectRow row = lookup.active(objectId);
    try (ObjectReader reader = opener.openWhosever(row, requester)) {
      reader.stream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    parts
        .database()
        .write(
            tx -> {
              ObjectRows.clearDamage(tx, row.blobId());
              return null;
            });
  }

  private static void requireSame(ExpectedObject expected, FoundObject found) {
    if (!found.row().objectId().equals(expected.objectId())) {
      throw new IllegalArgumentException("another object was found than is expected");
    }
  }

  private static void requireBound(long maxBytes) {
    if (maxBytes < 0 || maxBytes > ContentLimits.OBJECT_MAX_BYTES) {
      throw new IllegalArgumentException(
          "the bound of an object is 0 to %d bytes, got %d"
              .formatted(ContentLimits.OBJECT_MAX_BYTES, maxBytes));
    }
  }
}
