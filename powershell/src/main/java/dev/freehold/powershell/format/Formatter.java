package dev.freehold.powershell.format;

import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Formatted;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.TypeNames;
import dev.freehold.powershell.value.scalar.ValueLimits;
import dev.freehold.powershell.view.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns a stream of objects into format records. The first object that is not a text decides the
 * shape; later ones of another type are shown as lists. Errors are always shown as text unless a
 * shape was asked for.
 */
public final class Formatter {

  private final Planner planner;
  private final Consumer<FormatRecord> out;
  private Plan plan;
  private String typeName;
  private Optional<View> view = Optional.empty();
  private Optional<ShownProperty> groupBy = Optional.empty();
  private boolean grouped;
  private Object groupKey;

  /**
   * Makes a formatter for one stream.
   *
   * @param out takes the records as they come
   */
  public Formatter(FormatSettings settings, FormatRequest request, Consumer<FormatRecord> out) {
    this.planner = new Planner(settings, request);
    this.out = out;
  }

  /** Takes the next object; a collection or hashtable is taken apart, a format record goes on. */
  public void accept(Object value) {
    accept(value, 0);
  }

  private void accept(Object value, int level) {
    ValueLimits.requireDepth(level);
    switch (value) {
      case null -> {}
      case FormatRecord record -> out.accept(record);
      case PsHashtable table -> table.entries().forEach(this::acceptOne);
      case List<?> list -> list.forEach(element -> accept(element, level + 1));
      case byte[] bytes -> Elements.of(bytes).forEach(this::acceptOne);
      default -> acceptOne(value);
    }
  }

  /** Ends what was begun; afterwards a new stream may begin. */
  public void end() {
    if (grouped) {
      out.accept(new FormatRecord.GroupEnd());
    }
    if (plan != null) {
      out.accept(new FormatRecord.End());
    }
    plan = null;
    grouped = false;
  }

  private void acceptOne(Object value) {
    Optional<String> error = planner.error(value);
    if (error.isPresent()) {
      out.accept(new FormatRecord.DetachedText(error.get()));
      return;
    }
    if (Planner.isText(value)) {
      out.accept(new FormatRecord.DetachedText(Formatted.of(value)));
      return;
    }
    if (plan != null && !fits(value)) {
      out.accept(planner.detached(value));
      return;
    }
    Plan chosen = plan == null ? planner.plan(value) : plan;
    List<FormatRecord> entry = chosen.entry().apply(value);
    if (entry.isEmpty()) {
      return;
    }
    if (plan == null) {
      begin(chosen, value);
    }
    enterGroup(value);
    entry.forEach(out);
  }

  /** A list takes all types; other shapes take the first one, and those that share its view. */
  private boolean fits(Object value) {
    return plan.shape() instanceof FormatRecord.ListShape
        || TypeNames.of(value).equals(typeName)
        || (view.isPresent() && view.equals(planner.view(value)));
  }

  private void begin(Plan chosen, Object first) {
    plan = chosen;
    typeName = TypeNames.of(first);
    view = planner.view(first);
    groupBy = planner.groupBy(first);
    out.accept(new FormatRecord.Start(plan.shape()));
  }

  private void enterGroup(Object value) {
    Object key = groupBy.map(shown -> shown.read().apply(value)).orElse(null);
    if (grouped && (groupBy.isEmpty() || Comparison.equal(groupKey, key, false))) {
      return;
    }
    if (grouped) {
      out.accept(new FormatRecord.GroupEnd());
    }
    String label =
        groupBy
            .map(shown -> "   " + shown.label() + ": " + shown.text(value, planner.texts(), false))
            .orElse("");
    out.accept(new FormatRecord.GroupStart(label));
    grouped = true;
    groupKey = key;
  }
}
