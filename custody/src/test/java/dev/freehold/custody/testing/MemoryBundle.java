package dev.freehold.custody.testing;

import dev.freehold.custody.bundles.BundleCopy;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A bundle in memory. */
public final class MemoryBundle implements BundleSink {

  private final Map<BundleCopy, byte[]> copies = new ConcurrentHashMap<>();
  private final Map<Pack, byte[]> packs = new ConcurrentHashMap<>();
  private volatile RuntimeException failure;

  @Override
  public void write(BundleCopy copy, byte[] document) {
    RuntimeException failing = failure;
    if (failing != null) {
      throw failing;
    }
    copies.put(copy, document.clone());
  }

  @Override
  public void delete(BundlePart part) {
    copies.keySet().removeIf(copy -> copy.part().equals(part));
  }

  @Override
  public void deleteOlder(BundleCopy kept) {
    if (copies.containsKey(kept)) {
      copies
          .keySet()
          .removeIf(
              copy ->
                  copy.part().equals(kept.part())
                      && copy.revision() <= kept.revision()
                      && !copy.equals(kept));
    }
  }

  @Override
  public void writePack(UUID tenantId, UUID policyId, UUID packId, byte[] document) {
    RuntimeException failing = failure;
    if (failing != null) {
      throw failing;
    }
    packs.put(new Pack(tenantId, policyId, packId), document.clone());
  }

  @Override
  public void deletePacks(UUID tenantId, UUID policyId) {
    packs.keySet().removeIf(p -> p.tenantId.equals(tenantId) && p.policyId.equals(policyId));
  }

  @Override
  public List<UUID> packs(UUID tenantId, UUID policyId, UUID after, int max) {
    return packs.keySet().stream()
        .filter(pack -> pack.tenantId.equals(tenantId) && pack.policyId.equals(policyId))
        .map(Pack::packId)
        .filter(id -> id.toString().compareTo(after.toString()) > 0)
        .sorted(Comparator.comparing(UUID::toString))
        .limit(max)
        .toList();
  }

  @Override
  public Optional<byte[]> readPack(UUID tenantId, UUID policyId, UUID packId) {
    return Optional.ofNullable(packs.get(new Pack(tenantId, policyId, packId))).map(byte[]::clone);
  }

  @Override
  public void deletePack(UUID tenantId, UUID policyId, UUID packId) {
    packs.remove(new Pack(tenantId, policyId, packId));
  }

  public List<byte[]> packsOf(UUID policyId) {
    return packs.entrySet().stream()
        .filter(pack -> pack.getKey().policyId.equals(policyId))
        .map(Map.Entry::getValue)
        .toList();
  }

  private record Pack(UUID tenantId, UUID policyId, UUID packId) {}

  public void failWith(RuntimeException thrown) {
    failure = thrown;
  }

  /** The newest copy of a part, or null. */
  public byte[] part(UUID tenantId, BundlePart.Kind kind, UUID id) {
    List<byte[]> all = copiesOf(new BundlePart(tenantId, kind, id));
    return all.isEmpty() ? null : all.getFirst();
  }

  /** All copies of a part, the newest first. */
  public List<byte[]> copiesOf(BundlePart part) {
    return copies.entrySet().stream()
        .filter(entry -> entry.getKey().part().equals(part))
        .sorted(Comparator.comparingLong(entry -> -entry.getKey().revision()))
        .map(Map.Entry::getValue)
        .toList();
  }

  public Map<BundleCopy, byte[]> copies() {
    return Map.copyOf(copies);
  }
}
