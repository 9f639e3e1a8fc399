package dev.freehold.powershell.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names in the order they came, found in any case; each keeps the spelling it first had. */
final class CaseMap<V> {

  /** A name as it was first spelt, with what it has now. */
  record Entry<V>(String name, V value) {}

  private final Map<String, Entry<V>> entries = new LinkedHashMap<>();

  void put(String name, V value) {
    entries.compute(fold(name), (key, old) -> new Entry<>(old == null ? name : old.name(), value));
  }

  /** Gives the entry of this name, or null. */
  Entry<V> find(String name) {
    return entries.get(fold(name));
  }

  boolean remove(String name) {
    return entries.remove(fold(name)) != null;
  }

  List<String> names() {
    List<String> names = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> names.add(entry.name()));
    return names;
  }

  int size() {
    return entries.size();
  }

  /** The form of a name under which all its spellings meet. */
  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
