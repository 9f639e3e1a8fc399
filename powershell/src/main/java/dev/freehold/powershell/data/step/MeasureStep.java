package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Selector;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Measure-Object of numbers: a result for each property. */
public final class MeasureStep implements Step {

  private final MeasureOptions options;
  private final Consumer<Object> out;
  private final Map<String, Measured> measured = new LinkedHashMap<>();

  /** Makes the step of one pipeline. */
  public MeasureStep(MeasureOptions options, Consumer<Object> out) {
    this.options = options;
    this.out = out;
    if (options.properties().isEmpty()) {
      measured.put("", new Measured());
    }
  }

  @Override
  public boolean accept(Object value) {
    if (options.properties().isEmpty()) {
      if (value != null) {
        measured.get("").add(value, options);
      }
      return true;
    }
    for (String pattern : options.properties()) {
      for (Selector.Resolved each : Selector.named(pattern).resolve(value)) {
        Object found = Members.get(value, each.property());
        if (found != null) {
          measured.computeIfAbsent(each.property(), name -> new Measured()).add(found, options);
        }
      }
    }
    return true;
  }

  /**
   * Writes the results.
   *
   * @throws ValueException {@link ValueError#NOTHING_TO_MEASURE} if no object had such a property
   */
  @Override
  public void end() {
    measured.forEach((name, each) -> out.accept(each.result(name, options)));
    if (measured.isEmpty()) {
      throw new ValueException(
          ValueError.NOTHING_TO_MEASURE,
          "The property \"%s\" cannot be found in the input for any objects."
              .formatted(String.join(", ", options.properties())));
    }
  }
}
