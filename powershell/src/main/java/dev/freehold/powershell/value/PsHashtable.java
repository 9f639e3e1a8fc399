package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.CaseMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A hashtable: string keys are found in any letter case. It always keeps the order of its keys, so
 * that two runs of a script print the same.
 */
public final class PsHashtable {

  private static final String ENTRY_TYPE = "System.Collections.DictionaryEntry";

  private record Entry(Object key, Object value) {}

  private final Map<Object, Entry> entries = new LinkedHashMap<>();
  private final boolean ordered;

  private PsHashtable(boolean ordered) {
    this.ordered = ordered;
  }

  /** What {@code @{}} makes. */
  public static PsHashtable unordered() {
    return new PsHashtable(false);
  }

  /** What {@code [ordered]@{}} makes. */
  public static PsHashtable ordered() {
    return new PsHashtable(true);
  }

  /** Tells whether this was made as an ordered one, which can also be indexed by position. */
  public boolean isOrdered() {
    return ordered;
  }

  /** Sets the value of a key. */
  public PsHashtable put(Object key, Object value) {
    entries.compute(fold(key), (folded, old) -> new Entry(old == null ? key : old.key(), value));
    return this;
  }

  /** The value of a key; null if it is null or there is none. */
  public Object get(Object key) {
    Entry entry = entries.get(fold(key));
    return entry == null ? null : entry.value();
  }

  /** Tells whether there is such a key. */
  public boolean containsKey(Object key) {
    return entries.containsKey(fold(key));
  }

  /** Takes a key away if it is there. */
  public void remove(Object key) {
    entries.remove(fold(key));
  }

  /** Takes all keys away. */
  public void clear() {
    entries.clear();
  }

  /** How many keys there are. */
  public int size() {
    return entries.size();
  }

  /** The keys in their order. */
  public List<Object> keys() {
    List<Object> keys = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> keys.add(entry.key()));
    return keys;
  }

  /** The values in the order of their keys. */
  public List<Object> values() {
    List<Object> values = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> values.add(entry.value()));
    return values;
  }

  /** Key and value pairs as objects with Name, Key and Value: what enumerating it gives. */
  public List<Object> entries() {
    List<Object> pairs = new ArrayList<>(entries.size());
    for (Entry entry : entries.values()) {
      pairs.add(
          PsObject.ofType(ENTRY_TYPE)
              .with("Name", entry.key())
              .with("Key", entry.key())
              .with("Value", entry.value()));
    }
    return pairs;
  }

  /** A copy that shares keys and values. */
  public PsHashtable copy() {
    PsHashtable copy = new PsHashtable(ordered);
    copy.entries.putAll(entries);
    return copy;
  }

  /** The same as the language's conversion to a string; never the contents. */
  @Override
  public String toString() {
    return Text.of(this);
  }

  private static Object fold(Object key) {
    Objects.requireNonNull(key, "a key of a hashtable is not null");
    return key instanceof String text ? CaseMap.fold(text) : key;
  }
}
