package dev.freehold.custody.testing;

import dev.freehold.custody.BundlePart;
import dev.freehold.custody.BundleSink;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A bundle in memory. */
public final class MemoryBundle implements BundleSink {

  private final Map<BundlePart, byte[]> parts = new ConcurrentHashMap<>();
  private volatile RuntimeException failure;

  @Override
  public void write(BundlePart part, byte[] document) {
    RuntimeException failing = failure;
    if (failing != null) {
      throw failing;
    }
    parts.put(part, document.clone());
  }

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
