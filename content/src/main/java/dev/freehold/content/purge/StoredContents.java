package dev.freehold.content.purge;

import dev.freehold.content.ContentException;
import dev.freehold.content.store.ObjectInspection;
import dev.freehold.content.store.ObjectRows;
import dev.freehold.content.store.StoreParts;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.LiveKey;
import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.custody.purge.ContentTotals;
import dev.freehold.custody.purge.OwnerContents;
import dev.freehold.persistence.Database;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Counts, samples and tries the objects under the keys of mailboxes and sites. Safe for use by many
 * threads.
 */
public final class StoredContents implements OwnerContents {

  private static final List<Requester> REQUESTERS =
      List.of(Requester.system("purge-check"), Requester.user("purge-check"));

  private final StoreParts parts;
  private final Database database;
  private final ColdKeys coldKeys;

  /**
   * Looks at the objects that are stored with {@code parts}.
   *
   * @param coldKeys access to keys that does not remember what this node has in memory
   */
  public StoredContents(StoreParts parts, ColdKeys coldKeys) {
    this.parts = parts;
    this.database = parts.database();
    this.coldKeys = coldKeys;
  }

  /** {@inheritDoc} What is released or purged does not count; what is damaged does. */
  @Override
  public Map<UUID, ContentTotals> totals(UUID tenantId, List<UUID> ownerIds) {
    return database.read(tx -> totals(tx, tenantId, ownerIds));
  }

  private Map<UUID, ContentTotals> totals(Handle tx, UUID tenantId, List<UUID> ownerIds) {
    Map<UUID, UUID> owners =
        OwnerLists.liveKeys(tx, tenantId, ownerIds).stream()
            .collect(Collectors.toMap(LiveKey::keyId, LiveKey::ownerId));
    Map<UUID, ContentTotals> totals = new HashMap<>();
    ObjectRows.usages(tx, owners.keySet())
        .forEach(
            (key, usage) ->
                totals.merge(
                    owners.get(key),
                    new ContentTotals(usage.objects(), usage.plaintextBytes()),
                    ContentTotals::plus));
    return totals;
  }

  /**
   * {@inheritDoc} Of each key, the smallest and the largest objects and some between that chance
   * chooses: an index has them in this order, so it takes the same time however many there are.
   */
  @Override
  public List<UUID> sample(UUID ownerId, int max) {
    return database.read(
        tx -> {
          List<List<UUID>> byKey = new ArrayList<>();
          for (UUID key : OwnerLists.allKeys(tx, ownerId)) {
            byKey.add(List.copyOf(sampleOf(tx, key, max)));
          }
          return interleaved(byKey, max);
        });
  }

  private SequencedSet<UUID> sampleOf(Handle tx, UUID key, int max) {
    List<UUID> smallest = ObjectRows.smallestUnder(tx, key, 0, max);
    List<UUID> largest = ObjectRows.largestUnder(tx, key, max);
    if (largest.isEmpty()) {
      return new LinkedHashSet<>();
    }
    long most = ObjectRows.largestBytesUnder(tx, key);
    long from = most == 0 ? 0 : Math.floorMod(randomLong(), most);
    return new LinkedHashSet<>(
        interleaved(List.of(smallest, largest, ObjectRows.smallestUnder(tx, key, from, max)), max));
  }

  private long randomLong() {
    return ByteBuffer.wrap(parts.random().bytes(Long.BYTES)).getLong();
  }

  /** The first of each list, then the second of each, until there are enough. */
  private static List<UUID> interleaved(List<List<UUID>> lists, int max) {
    SequencedSet<UUID> chosen = new LinkedHashSet<>();
    for (int at = 0; at < max; at++) {
      for (List<UUID> list : lists) {
        if (at < list.size() && chosen.size() < max) {
          chosen.add(list.get(at));
        }
      }
    }
    return List.copyOf(chosen);
  }

  /**
   * {@inheritDoc} Tries with the keys that this node has in memory and without them, as a user and
   * as the system. An empty object that opens counts as opened.
   *
   * @throws ContentException if the blob store does not answer whether the blob exists
   * @throws KeyAccessException if no vault answered whether the key may be used
   */
  @Override
  public boolean opens(UUID tenantId, UUID objectId) {
    boolean isOwn =
        database.read(tx -> ObjectRows.find(tx, objectId)).stream()
            .anyMatch(row -> row.tenantId().equals(tenantId));
    return isOwn
        && (opens(objectId, parts)
            || coldKeys.<Boolean>look(keys -> opens(objectId, parts.with(keys))));
  }

  private static boolean opens(UUID objectId, StoreParts as) {
    ObjectInspection inspection = new ObjectInspection(as);
    return REQUESTERS.stream().anyMatch(requester -> inspection.opens(objectId, requester));
  }

  /** {@inheritDoc} Only notes the owner; {@link OwnerFreeing} frees it after the purge. */
  @Override
  public void release(Handle tx, UUID ownerId) {
    OwnerFreeing.release(tx, ownerId, parts.clock().instant());
  }
}
