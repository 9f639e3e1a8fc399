package dev.freehold.custody.purge;

import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.testing.MovesFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Content that is only named: an object opens if and only if its key does. */
final class FakeContents implements OwnerContents {

  private static final long BYTES_PER_OBJECT = 10;

  private final MovesFixture fixture;
  private final Map<UUID, List<UUID>> objects = new ConcurrentHashMap<>();
  private final Map<UUID, UUID> keys = new ConcurrentHashMap<>();
  private final Set<UUID> leaks = ConcurrentHashMap.newKeySet();
  private final List<UUID> released = new ArrayList<>();
  private final Set<UUID> tried = new HashSet<>();

  FakeContents(MovesFixture fixture) {
    this.fixture = fixture;
  }

  /** Puts so many objects under the owner's present key. */
  void put(UUID owner, int count) {
    UUID key = fixture.keyOf(owner).ownerKeyId();
    for (int i = 0; i < count; i++) {
      UUID object = UUID.randomUUID();
      objects.computeIfAbsent(owner, id -> new ArrayList<>()).add(object);
      keys.put(object, key);
    }
  }

  /** From now on the owner's first object opens, whatever becomes of its key. */
  void leak(UUID owner) {
    leaks.add(objects.get(owner).getFirst());
  }

  void seal() {
    leaks.clear();
  }

  /** Whose content was released, each once. */
  Set<UUID> released() {
    return Set.copyOf(released);
  }

  Set<UUID> tried() {
    return Set.copyOf(tried);
  }

  /** Names as {@link dev.freehold.custody.purge.OwnerNameSource} gives them. */
  Map<UUID, String> names(UUID tenantId, List<UUID> ownerIds) {
    return ownerIds.stream().collect(Collectors.toMap(id -> id, FakeContents::nameOf));
  }

  static String nameOf(UUID owner) {
    return "\"%s\"@ålesund.example".formatted(owner);
  }

  @Override
  public Map<UUID, ContentTotals> totals(UUID tenantId, List<UUID> ownerIds) {
    return ownerIds.stream()
        .filter(objects::containsKey)
        .collect(Collectors.toMap(id -> id, id -> totals(objects.get(id).size())));
  }

  private static ContentTotals totals(long count) {
    return new ContentTotals(count, count * BYTES_PER_OBJECT);
  }

  @Override
  public List<UUID> sample(UUID ownerId, int max) {
    return objects.getOrDefault(ownerId, List.of()).stream().limit(max).toList();
  }

  @Override
  public boolean opens(UUID tenantId, UUID objectId) {
    tried.add(objectId);
    if (leaks.contains(objectId)) {
      return true;
    }
    try (OwnerKey _ = fixture.openCold(keys.get(objectId), SYSTEM)) {
      return true;
    } catch (KeyAccessException refused) {
      return false;
    }
  }

  @Override
  public void release(Handle tx, UUID ownerId) {
    released.add(ownerId);
  }
}
