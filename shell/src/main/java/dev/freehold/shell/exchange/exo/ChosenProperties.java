package dev.freehold.shell.exchange.exo;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.Property;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code -Properties} and {@code -PropertySets} leave of objects: the smallest set, or those
 * that are named, and what is asked for besides. For one call of a cmdlet.
 */
final class ChosenProperties {

  private static final String NAMES = "Properties";
  private static final String SETS = "PropertySets";

  private final String typeName;
  private final Set<String> unknown = new HashSet<>();

  /** Makes objects of the type {@code typeName}. */
  ChosenProperties(String typeName) {
    this.typeName = typeName;
  }

  /** Both parameters. */
  static Parameter[] parameters(Stream<PropertySet> sets) {
    return new Parameter[] {
      Parameter.texts(NAMES),
      Parameter.texts(SETS)
          .valid(Validation.set(sets.map(PropertySet::word).toArray(String[]::new)))
    };
  }

  /**
   * An object with what is left. A name that no object here has gives an empty property and, the
   * first time, a warning.
   */
  PsObject of(Invocation call, PsObject whole) {
    PsObject object = PsObject.ofType(typeName).withText(whole.toString());
    sets(call.bound()).forEach(set -> add(object, whole, set));
    for (String name : call.bound().texts(NAMES)) {
      if (Wildcard.isPattern(name)) {
        Wildcard pattern = Wildcard.of(name);
        whole.names().stream()
            .filter(pattern::matches)
            .forEach(each -> object.with(each, whole.get(each)));
      } else {
        addNamed(call, object, whole, name);
      }
    }
    return object;
  }

  /** Names alone come beside the smallest set. */
  private static List<PropertySet> sets(Bound bound) {
    List<String> words = bound.texts(SETS);
    return words.isEmpty()
        ? List.of(PropertySet.MINIMUM)
        : words.stream().map(PropertySet::of).toList();
  }

  private static void add(PsObject object, PsObject whole, PropertySet set) {
    List<String> names = set == PropertySet.ALL ? whole.names() : set.properties();
    names.stream()
        .flatMap(name -> whole.find(name).stream())
        .forEach(property -> object.with(property.name(), property.value()));
  }

  private void addNamed(Invocation call, PsObject object, PsObject whole, String name) {
    Optional<Property> property = whole.find(name);
    object.with(
        property.map(Property::name).orElse(name), property.map(Property::value).orElse(null));
    if (property.isEmpty() && unknown.add(name.toLowerCase(Locale.ROOT))) {
      call.warning(
          "-Properties names '%s', which nothing has on this server; it stays empty."
              .formatted(name));
    }
  }
}
