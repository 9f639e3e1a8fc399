package dev.freehold.files.sites;

import java.util.LinkedHashMap;
import java.util.Optional;

/** A cache of the values that were used last, up to a number. Not for several threads at once. */
public final class Recent<K, V> {

  private final int maxEntries;
  private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

  /** Keeps at most {@code maxEntries} values. */
  public Recent(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /** The value of a key, if it is still kept. */
  public Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Keeps a value as the one used last. */
  public void put(K key, V value) {
    entries.put(key, value);
    if (entries.size() > maxEntries) {
      entries.pollFirstEntry();
    }
  }

  /** Forgets a value. */
  public void remove(K key) {
    entries.remove(key);
  }

  void clear() {
    entries.clear();
  }
}
