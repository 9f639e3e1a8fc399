package dev.freehold.custody.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.purge.ContentTotals;
import dev.freehold.custody.purge.OwnerContents;
import dev.freehold.custody.reseal.Backlog;
import dev.freehold.custody.reseal.Resealer;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Database;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Objects in a table of the database: each is open to whoever has the very key it was put under.
 */
final class Contents implements OwnerContents, Resealer {

  static final String TABLE =
      "CREATE TABLE kept_objects (id VARCHAR(36) PRIMARY KEY, owner_id VARCHAR(36) NOT NULL,"
          + " key_id VARCHAR(36) NOT NULL, seal VARCHAR(64) NOT NULL)";

  private static final int PER_STEP = 2;
  private static final int MAX_TRIES = 5;
  private static final Requester PROOF = Requester.system("proof");

  private final Database database;
  private final KeyAccess access;

  /**
   * @param access by which keys are opened
   */
  Contents(Database database, KeyAccess access) {
    this.database = database;
    this.access = access;
  }

  private record Kept(String id, String ownerId, String keyId, String seal) {}

  private static String seal(OwnerKey key, String object) {
    return key.key()
        .use(
            bytes -> {
              try {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                sha256.update(bytes);
                return HexFormat.of().formatHex(sha256.digest(object.getBytes(UTF_8)));
              } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** Puts an object under the owner's present key. */
  void put(UUID owner, UUID object, Requester requester) {
    try (OwnerKey key = access.openForSealing(owner, requester)) {
      String seal = seal(key, object.toString());
      database.write(
          tx -> {
            access.requireSealable(tx, key.keyId(), requester);
            return tx.execute(
                "INSERT INTO kept_objects (id, owner_id, key_id, seal) VALUES (?, ?, ?, ?)",
                object.toString(),
                owner.toString(),
                key.keyId().toString(),
                seal);
          });
    }
  }

  Optional<UUID> keyOf(UUID object) {
    return find(object).map(kept -> UUID.fromString(kept.keyId));
  }

  private Optional<Kept> find(UUID object) {
    return database.read(
        tx ->
            tx.createQuery("SELECT id, owner_id, key_id, seal FROM kept_objects WHERE id = :id")
                .bind("id", object.toString())
                .mapTo(Kept.class)
                .findOne());
  }

  private List<Kept> ofOwner(UUID owner) {
    return database.read(
        tx ->
            tx.createQuery(
                    "SELECT id, owner_id, key_id, seal FROM kept_objects WHERE owner_id = :id"
                        + " ORDER BY id")
                .bind("id", owner.toString())
                .mapTo(Kept.class)
                .list());
  }

  /**
   * Reads an object, wherever it lies by now.
   *
   * @throws IllegalStateException if it is not there, or the key is not the one it was put under
   */
  void read(UUID object, Requester requester) {
    for (int attempt = 1; ; attempt++) {
      Kept kept = find(object).orElseThrow(() -> new IllegalStateException("no object " + object));
      try (OwnerKey key = access.open(UUID.fromString(kept.keyId), requester)) {
        if (!seal(key, kept.id).equals(kept.seal)) {
          throw new IllegalStateException("the object is not under its key");
        }
        return;
      } catch (KeyAccessException e) {
        boolean moved = !find(object).equals(Optional.of(kept));
        if (!moved || attempt == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  @Override
  public boolean reseal(JobStep step, RetiredKey key) {
    List<Kept> some =
        ofOwner(key.ownerId()).stream()
            .filter(kept -> kept.keyId.equals(key.ownerKeyId().toString()))
            .limit(PER_STEP)
            .toList();
    if (some.isEmpty()) {
      return true;
    }
    try (OwnerKey before = access.open(key.ownerKeyId(), step.requester());
        OwnerKey now = access.openForSealing(key.ownerId(), step.requester())) {
      Map<String, String> seals = new HashMap<>();
      for (Kept kept : some) {
        if (!seal(before, kept.id).equals(kept.seal)) {
          throw new IllegalStateException("the object is not under its key");
        }
        seals.put(kept.id, seal(now, kept.id));
      }
      step.commit(
          step.position(),
          0,
          some.size(),
          tx -> {
            access.requireSealable(tx, now.keyId(), step.requester());
            seals.forEach(
                (id, seal) ->
                    tx.execute(
                        "UPDATE kept_objects SET key_id = ?, seal = ? WHERE id = ? AND key_id = ?",
                        now.keyId().toString(),
                        seal,
                        id,
                        before.keyId().toString()));
            return null;
          });
    }
    return database.read(tx -> backlog(tx, key.ownerKeyId())).objects() == 0;
  }

  @Override
  public Optional<UUID> recheck(UUID ownerKeyId, UUID after, Requester requester) {
    return Optional.empty();
  }

  @Override
  public Backlog backlog(Handle tx, UUID ownerKeyId) {
    long objects =
        tx.createQuery("SELECT COUNT(*) FROM kept_objects WHERE key_id = :id")
            .bind("id", ownerKeyId.toString())
            .mapTo(Long.class)
            .one();
    return new Backlog(objects, objects);
  }

  @Override
  public Map<UUID, ContentTotals> totals(UUID tenantId, List<UUID> ownerIds) {
    Map<UUID, ContentTotals> totals = new HashMap<>();
    for (UUID owner : ownerIds) {
      int objects = ofOwner(owner).size();
      totals.put(owner, new ContentTotals(objects, objects));
    }
    return totals;
  }

  @Override
  public List<UUID> sample(UUID ownerId, int max) {
    return ofOwner(ownerId).stream().limit(max).map(kept -> UUID.fromString(kept.id)).toList();
  }

  @Override
  public boolean opens(UUID tenantId, UUID objectId) {
    try {
      read(objectId, PROOF);
      return true;
    } catch (KeyAccessException refused) {
      return false;
    }
  }

  @Override
  public void release(Handle tx, UUID ownerId) {
    // What was purged stays in the table, so that a history can go on trying to read it.
  }
}
