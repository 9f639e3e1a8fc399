package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The values of a call's parameters. Names are found in any letter case. */
public final class Bound {

  private record Entry(String name, Object value) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private String set = "";

  Bound() {}

  Bound copy() {
    Bound copy = new Bound();
    copy.entries.putAll(entries);
    copy.set = set;
    return copy;
  }

  void put(String name, Object value) {
    entries.put(fold(name), new Entry(name, value));
  }

  void choose(String chosen) {
    set = chosen;
  }

  /** The parameter set of the call. */
  public String set() {
    return set;
  }

  /** Tells whether a parameter was given, be it as null. */
  public boolean has(String name) {
    return entries.containsKey(fold(name));
  }

  /** The value of a parameter; null if it is null or was not given. */
  public Object value(String name) {
    Entry entry = entries.get(fold(name));
    return entry == null ? null : entry.value();
  }

  /** The text of a parameter, if it was given as something other than null. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(value(name)).map(Text::of);
  }

  /** Tells whether a switch is set. */
  public boolean flag(String name) {
    return Truth.of(value(name));
  }

  /** The values of a parameter that takes several; empty if it was not given. */
  public List<Object> values(String name) {
    Object value = value(name);
    return value == null ? List.of() : Elements.of(value);
  }

  /** The same as texts. */
  public List<String> texts(String name) {
    return values(name).stream().map(Text::of).toList();
  }

  /** The names of what was given, in their own spelling. */
  public List<String> names() {
    return entries.values().stream().map(Entry::name).toList();
  }

  /** What {@code $PSBoundParameters} is. */
  public PsHashtable toHashtable() {
    PsHashtable table = PsHashtable.unordered();
    entries.values().forEach(entry -> table.put(entry.name(), entry.value()));
    return table;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
