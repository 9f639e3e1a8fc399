package dev.freehold.custody.testing;

import dev.freehold.custody.BundlePart;
import dev.freehold.custody.BundleSink;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A bundle in memory. */
public final class MemoryBundle implements BundleSink {

  private final Map<BundlePart, byte[]> parts = new ConcurrentHashMap<>();
  private final Map<Pack, byte[]> packs = new ConcurrentHashMap<>();
  private volatile RuntimeException failure;

  @Override
  public void write(BundlePart part, byte[] document) {
    RuntimeException failing = failure;
    if (failing != null) {
      throw failing;
    }
    parts.put(part, document.clone());
  }

  @Override
  public void delete(BundlePart part) {
    parts.remove(part);
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

  public byte[] part(UUID tenantId, BundlePart.Kind kind, UUID id) {
    return parts.get(new BundlePart(tenantId, kind, id));
  }

  public Map<BundlePart, byte[]> parts() {
    return Map.copyOf(parts);
  }
}
