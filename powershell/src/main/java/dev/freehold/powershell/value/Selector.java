package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value of a cmdlet's {@code -Property}: properties by a name or wildcard, or a calculated one.
 *
 * @param pattern the name or wildcard; null if the property is calculated by a block
 * @param block what calculates it; null if it is read by its name
 * @param label the name of the result; null for the property's own
 * @param options the keys of the hashtable that it was given as, e.g. Descending; empty otherwise
 */
public record Selector(String pattern, Block block, String label, PsHashtable options) {

  private static final List<String> LABELS = List.of("label", "name");

  /**
   * One property of an object that a selector matches.
   *
   * @param name the name of the result
   * @param source reads its value
   */
  public record Resolved(String name, Selector source, String property) {

    /** Reads it from an object; null where there is none. */
    public Object read(Object target) {
      return source.block() != null
          ? source.block().value(target)
          : Members.find(target, property).map(Property::value).orElse(null);
    }
  }

  /** The property or properties of this name or wildcard. */
  public static Selector named(String pattern) {
    return new Selector(pattern, null, null, PsHashtable.unordered());
  }

  /**
   * Reads a selector: a name, a block, or a hashtable with Expression and perhaps Name or Label and
   * others; keys may be shortened.
   *
   * @throws ValueException {@link ValueError#CONVERSION}
   */
  public static Selector of(Object value) {
    return switch (value) {
      case Block block -> new Selector(null, block, null, PsHashtable.unordered());
      case PsHashtable table -> ofTable(table);
      case null ->
          throw new ValueException(
              ValueError.CONVERSION, "A property is a name, a script block or a hashtable.");
      default -> named(Text.of(value));
    };
  }

  /** Reads each of several. */
  public static List<Selector> all(Object values) {
    return values == null ? List.of() : Elements.of(values).stream().map(Selector::of).toList();
  }

  /** Tells whether it has wildcards, so that it means all properties that match. */
  public boolean isWildcard() {
    return block == null && Wildcard.isPattern(pattern);
  }

  /** Tells whether its name or wildcard is that of a property. */
  public boolean covers(String name) {
    return pattern != null && Wildcard.of(pattern).matches(name);
  }

  /** The properties of an object that it means, none if it has no such property. */
  public List<Resolved> resolve(Object target) {
    if (block != null) {
      return List.of(new Resolved(label == null ? block.text() : label, this, null));
    }
    if (!isWildcard()) {
      return Members.find(target, pattern)
          .map(found -> List.of(resolved(found.name())))
          .orElse(List.of());
    }
    Wildcard wildcard = Wildcard.of(pattern);
    List<Resolved> found = new ArrayList<>();
    for (String name : Members.names(target)) {
      if (wildcard.matches(name)) {
        found.add(resolved(name));
      }
    }
    return found;
  }

  /** The one property of its spelling, whether or not any object has it. */
  public Resolved unresolved() {
    return resolved(pattern);
  }

  /** What it is of an object, collections enumerated; null if there is nothing. */
  public Object value(Object target) {
    return block != null ? block.value(target) : Members.get(target, pattern);
  }

  /** An option of the hashtable by the full name of its key. */
  public Optional<Object> option(String name) {
    for (Object key : options.keys()) {
      if (isShortFor(Text.of(key), name)) {
        return Optional.ofNullable(options.get(key));
      }
    }
    return Optional.empty();
  }

  private Resolved resolved(String property) {
    return new Resolved(label == null ? property : label, this, property);
  }

  private static Selector ofTable(PsHashtable table) {
    String label = null;
    Object expression = null;
    PsHashtable options = PsHashtable.unordered();
    for (Object key : table.keys()) {
      String name = Text.of(key);
      if (LABELS.stream().anyMatch(each -> isShortFor(name, each))) {
        label = Text.of(table.get(key));
      } else if (isShortFor(name, "expression")) {
        expression = table.get(key);
      } else {
        options.put(key, table.get(key));
      }
    }
    Object source = expression == null ? label : expression;
    return switch (source) {
      case null ->
          throw new ValueException(
              ValueError.CONVERSION, "A calculated property needs the key Expression.");
      case Block block -> new Selector(null, block, label, options);
      default -> new Selector(Text.of(source), null, label, options);
    };
  }

  private static boolean isShortFor(String given, String full) {
    return !given.isEmpty() && full.regionMatches(true, 0, given, 0, given.length());
  }
}
