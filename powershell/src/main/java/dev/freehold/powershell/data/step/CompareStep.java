package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Compare-Object: finds the objects that only one of two sets has. */
public final class CompareStep {

  /**
   * How to compare.
   *
   * @param properties the properties to compare; the objects' texts if there are none
   */
  public record Options(
      List<String> properties,
      boolean caseSensitive,
      boolean includeEqual,
      boolean excludeDifferent,
      boolean passThru) {}

  private final Options options;
  private final Consumer<Object> out;

  /** Hands what it finds to {@code out}. */
  public CompareStep(Options options, Consumer<Object> out) {
    this.options = options;
    this.out = out;
  }

  /** Compares two lists: gives what only one has, what both have, or all, as the options say. */
  public void compare(List<Object> references, List<Object> differences) {
    Map<String, Deque<Object>> waiting = new LinkedHashMap<>();
    for (Object reference : references) {
      waiting.computeIfAbsent(key(reference), key -> new ArrayDeque<>()).add(reference);
    }
    List<Object> added = new ArrayList<>();
    for (Object difference : differences) {
      Deque<Object> same = waiting.get(key(difference));
      if (same == null || same.isEmpty()) {
        added.add(difference);
      } else {
        Object reference = same.removeFirst();
        if (options.includeEqual()) {
          write(reference, "==");
        }
      }
    }
    if (!options.excludeDifferent()) {
      added.forEach(each -> write(each, "=>"));
      waiting.values().forEach(left -> left.forEach(each -> write(each, "<=")));
    }
  }

  private String key(Object value) {
    StringBuilder key = new StringBuilder();
    if (options.properties().isEmpty()) {
      key.append(Text.of(value));
    }
    for (String property : options.properties()) {
      key.append(Text.of(Members.get(value, property))).append('\0');
    }
    return options.caseSensitive() ? key.toString() : key.toString().toLowerCase(Locale.ROOT);
  }

  private void write(Object value, String side) {
    if (options.passThru()) {
      out.accept(value);
      return;
    }
    PsObject result = PsObject.custom();
    if (options.properties().isEmpty()) {
      result.with("InputObject", value);
    }
    options.properties().forEach(each -> result.with(each, Members.get(value, each)));
    out.accept(result.with("SideIndicator", side));
  }
}
