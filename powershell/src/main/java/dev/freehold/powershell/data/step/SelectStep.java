package dev.freehold.powershell.data.step;

import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Property;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Selector;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.TypeNames;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Select-Object. */
public final class SelectStep implements Step {

  private final SelectOptions options;
  private final Consumer<Object> out;
  private final PlaceFilter places;

  /** What was written, by its text, so that earlier ones that may be equal are found at once. */
  private final Map<String, List<Object>> seen = new HashMap<>();

  /** Makes the step of one pipeline. */
  public SelectStep(SelectOptions options, Consumer<Object> out) {
    this.options = options;
    this.out = out;
    this.places = new PlaceFilter(options.range(), this::select);
  }

  @Override
  public boolean accept(Object value) {
    return places.accept(value);
  }

  @Override
  public void end() {
    places.end();
  }

  private void select(Object value) {
    boolean asIs = options.properties().isEmpty() && options.excluded().isEmpty();
    if (options.expand() != null) {
      expand(value, asIs ? null : project(value));
    } else {
      write(asIs ? value : project(value));
    }
  }

  private PsObject project(Object value) {
    PsObject selected =
        PsObject.ofType("Selected." + TypeNames.of(value), PsObject.CUSTOM_TYPE, "System.Object");
    List<Selector> wanted =
        options.properties().isEmpty() ? List.of(Selector.named("*")) : options.properties();
    for (Selector selector : wanted) {
      List<Selector.Resolved> resolved = selector.resolve(value);
      for (Selector.Resolved each :
          resolved.isEmpty() && !selector.isWildcard()
              ? List.of(selector.unresolved())
              : resolved) {
        if (options.excluded().stream().noneMatch(excluded -> excluded.covers(each.name()))
            && !selected.has(each.name())) {
          selected.with(each.name(), read(each, value));
        }
      }
    }
    return selected;
  }

  /** Null if what calculates it fails: the object still has all the properties asked for. */
  private static Object read(Selector.Resolved property, Object value) {
    try {
      return property.read(value);
    } catch (ShellException | ValueException e) {
      return null;
    }
  }

  private void expand(Object value, PsObject beside) {
    Optional<Property> found = Members.find(value, options.expand());
    if (found.isEmpty()) {
      throw new ValueException(
          ValueError.NOTHING_TO_EXPAND,
          "Property \"%s\" cannot be found.".formatted(options.expand()));
    }
    if (found.get().value() == null) {
      return;
    }
    for (Object element : Elements.of(found.get().value())) {
      write(
          element instanceof PsObject object && beside != null ? joined(object, beside) : element);
    }
  }

  private static PsObject joined(PsObject expanded, PsObject beside) {
    List<String> types = expanded.typeNames();
    PsObject joined =
        PsObject.ofType(types.getFirst(), types.subList(1, types.size()).toArray(String[]::new));
    expanded.names().forEach(name -> joined.with(name, expanded.get(name)));
    beside.names().forEach(name -> joined.with(name, beside.get(name)));
    return joined;
  }

  private void write(Object result) {
    if (options.unique()) {
      List<Object> alike = seen.computeIfAbsent(fingerprint(result), text -> new ArrayList<>());
      if (alike.stream().anyMatch(earlier -> same(earlier, result))) {
        return;
      }
      alike.add(result);
    }
    out.accept(result);
  }

  private static String fingerprint(Object result) {
    return result instanceof PsObject object
        ? String.join("\n", object.names().stream().map(name -> Text.of(object.get(name))).toList())
        : Text.of(result);
  }

  private static boolean same(Object one, Object other) {
    if (!(one instanceof PsObject left) || !(other instanceof PsObject right)) {
      return Comparison.equal(one, other, true);
    }
    List<String> names = left.names();
    return names.size() == right.names().size()
        && names.stream()
            .allMatch(
                name -> right.has(name) && Comparison.equal(left.get(name), right.get(name), true));
  }
}
