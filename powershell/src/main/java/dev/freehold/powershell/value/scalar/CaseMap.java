package dev.freehold.powershell.value.scalar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names in the order of their arrival, found in any letter case; each keeps its first spelling. */
public final class CaseMap<V> {

  /** A name in its first spelling, with its present value. */
  public record Entry<V>(String name, V value) {}

  private final Map<String, Entry<V>> entries = new LinkedHashMap<>();

  /** Puts a value under a name; a name that is there keeps its spelling. */
  public void put(String name, V value) {
    entries.compute(fold(name), (key, old) -> new Entry<>(old == null ? name : old.name(), value));
  }

  /** Gives the entry of this name, or null. */
  public Entry<V> find(String name) {
    return entries.get(fold(name));
  }

  /** Removes a name; false if it was not there. */
  public boolean remove(String name) {
    return entries.remove(fold(name)) != null;
  }

  /** The names in their spelling, in the order in which they came. */
  public List<String> names() {
    List<String> names = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> names.add(entry.name()));
    return names;
  }

  int size() {
    return entries.size();
  }

  /** The form of a name under which all its spellings meet. */
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
