package dev.freehold.files.sites;

import java.util.LinkedHashMap;
import java.util.Optional;

/** The values that were used last, up to a number. Not for several threads at once. */
public final class Recent<K, V> {

  private final int maxEntries;
  private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

  public Recent(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  public Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  public void put(K key, V value) {
    entries.put(key, value);
    if (entries.size() > maxEntries) {
      entries.pollFirstEntry();
    }
  }

  public void remove(K key) {
    entries.remove(key);
  }

  void clear() {
    entries.clear();
  }
}
