package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.CaseMap;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds properties of values by name, in any letter case. */
public final class Members {

  private Members() {}

  /**
   * What {@code target.name} gives: null if there is no such property, and from a collection that
   * has none itself, the property of each element that has one.
   */
  public static Object get(Object target, String name) {
    Optional<Property> own = find(target, name);
    if (own.isPresent()) {
      return own.get().value();
    }
    if (Elements.isCollection(target)) {
      return enumerate(Elements.of(target), name, 1);
    }
    return isCount(name) ? (Object) (target == null ? 0 : 1) : null;
  }

  /** A property that the value itself has, in its own spelling; its value may be null. */
  public static Optional<Property> find(Object target, String name) {
    return switch (target) {
      case null -> Optional.empty();
      case PsObject object -> object.find(name).or(() -> ofObjectItself(object, name));
      case PsHashtable table -> ofTable(table, name);
      default -> ScalarProperties.find(target, name);
    };
  }

  /** The names of the properties of a value in their order. */
  public static List<String> names(Object target) {
    return switch (target) {
      case null -> List.of();
      case PsObject object -> object.names();
      case PsHashtable table -> List.of("Count", "Keys", "Values");
      default -> ScalarProperties.names(target);
    };
  }

  /**
   * Sets a property that an object has, or a key of a hashtable.
   *
   * @throws ValueException {@link ValueError#NO_PROPERTY}
   */
  public static void set(Object target, String name, Object value) {
    if (target instanceof PsHashtable table) {
      table.put(name, value);
    } else if (target instanceof PsObject object && object.has(name)) {
      object.with(name, value);
    } else {
      throw new ValueException(
          ValueError.NO_PROPERTY,
          "The property '%s' cannot be found on this object. Verify that the property exists and can be set."
              .formatted(name));
    }
  }

  private static Object enumerate(List<Object> elements, String name, int level) {
    ValueLimits.requireDepth(level);
    List<Object> found = new ArrayList<>();
    for (Object element : elements) {
      if (element instanceof List<?>) {
        Object inner = ofInner(element, name, level);
        if (inner != null) {
          found.addAll(Elements.of(inner));
        }
      } else {
        find(element, name).ifPresent(property -> found.addAll(Elements.of(property.value())));
      }
    }
    return Elements.collapse(found);
  }

  private static Object ofInner(Object list, String name, int level) {
    Optional<Property> own = find(list, name);
    return own.isPresent() ? own.get().value() : enumerate(Elements.of(list), name, level + 1);
  }

  private static Optional<Property> ofTable(PsHashtable table, String name) {
    if (table.containsKey(name)) {
      return Optional.of(new Property(name, table.get(name)));
    }
    return Optional.ofNullable(
        switch (CaseMap.fold(name)) {
          case "count" -> new Property("Count", table.size());
          case "keys" -> new Property("Keys", table.keys());
          case "values" -> new Property("Values", table.values());
          default -> null;
        });
  }

  /** {@code $x.PSObject}: the object as something with properties. */
  private static Optional<Property> ofObjectItself(PsObject object, String name) {
    if (!name.equalsIgnoreCase("PSObject")) {
      return Optional.empty();
    }
    List<Object> properties = new ArrayList<>();
    for (String own : object.names()) {
      properties.add(
          PsObject.ofType("System.Management.Automation.PSNoteProperty")
              .with("Name", own)
              .with("Value", object.get(own))
              .with("MemberType", "NoteProperty")
              .with("TypeNameOfValue", TypeNames.of(object.get(own)))
              .withText(own));
    }
    return Optional.of(
        new Property(
            "PSObject",
            PsObject.ofType("System.Management.Automation.PSObject")
                .with("Properties", properties)
                .with("TypeNames", object.typeNames())));
  }

  private static boolean isCount(String name) {
    return name.equalsIgnoreCase("Count") || name.equalsIgnoreCase("Length");
  }
}
