package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.CaseMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An object with named properties in their order, and the names of its types, the most specific
 * first. Names are found in any letter case.
 */
public final class PsObject {

  /** The type of what {@code [pscustomobject]} makes. */
  public static final String CUSTOM_TYPE = "System.Management.Automation.PSCustomObject";

  private final List<String> typeNames;
  private final CaseMap<Object> properties = new CaseMap<>();
  private String text;
  private Long weight;
  private Map<String, Supplier<Object>> methods = Map.of();

  private PsObject(List<String> typeNames) {
    this.typeNames = typeNames;
  }

  /** A custom object without properties. */
  public static PsObject custom() {
    return ofType(CUSTOM_TYPE);
  }

  /**
   * An object of a type without properties.
   *
   * @param typeName its own type
   * @param baseTypeNames what that is derived from, nearest first
   */
  public static PsObject ofType(String typeName, String... baseTypeNames) {
    List<String> names = new ArrayList<>();
    names.add(typeName);
    names.addAll(List.of(baseTypeNames));
    return new PsObject(List.copyOf(names));
  }

  /** Adds a property, or gives one that is there a new value; for building in a row. */
  public PsObject with(String name, Object value) {
    properties.put(Objects.requireNonNull(name), value);
    return this;
  }

  /** Sets the text that the object shows where a text is wanted, e.g. inside a collection. */
  public PsObject withText(String shown) {
    text = Objects.requireNonNull(shown);
    return this;
  }

  /** Gives it a method without arguments, of a name in lower case. */
  public PsObject withMethod(String name, Supplier<Object> method) {
    if (methods.isEmpty()) {
      methods = new HashMap<>();
    }
    methods.put(name, method);
    return this;
  }

  /** The method of a name in lower case, if there is one. */
  Optional<Supplier<Object>> method(String name) {
    return Optional.ofNullable(methods.get(name));
  }

  /** Sets the number that it is compared by. */
  public PsObject withWeight(long number) {
    weight = number;
    return this;
  }

  /** The number that it is compared by, if one was set. */
  Optional<Long> weight() {
    return Optional.ofNullable(weight);
  }

  /** The text that was set, if one was. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /** Tells whether there is such a property, be its value null or not. */
  public boolean has(String name) {
    return properties.find(name) != null;
  }

  /** The property of this name with its own spelling, if there is one. */
  public Optional<Property> find(String name) {
    CaseMap.Entry<Object> entry = properties.find(name);
    return entry == null
        ? Optional.empty()
        : Optional.of(new Property(entry.name(), entry.value()));
  }

  /** The value of a property; null if it is null or there is none. */
  public Object get(String name) {
    CaseMap.Entry<Object> entry = properties.find(name);
    return entry == null ? null : entry.value();
  }

  /** Takes a property away if it is there. */
  public void remove(String name) {
    properties.remove(name);
  }

  /** The names of all properties in their order. */
  public List<String> names() {
    return properties.names();
  }

  /** Tells whether a script or Select-Object made it, so that its properties are all there is. */
  public boolean isCustom() {
    return typeNames.contains(CUSTOM_TYPE);
  }

  /** The object's own type. */
  public String typeName() {
    return typeNames.getFirst();
  }

  /** The object's type and what it is derived from. */
  public List<String> typeNames() {
    return typeNames;
  }

  /** The same as the language's conversion to a string. */
  @Override
  public String toString() {
    return Text.of(this);
  }
}
