package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.Step;
import dev.freehold.powershell.format.FormatRequest;
import dev.freehold.powershell.format.FormatRequest.Kind;
import dev.freehold.powershell.format.Formatter;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Selector;
import java.util.List;
import java.util.function.Consumer;

/** Format-List, Format-Table and Format-Wide. */
final class FormatCmdlets {

  private static final int MAX_WIDE_COLUMNS = 100;

  private final DataHost host;

  FormatCmdlets(DataHost host) {
    this.host = host;
  }

  List<CmdletInfo> all() {
    return List.of(
        common("Format-List", "fl", "Shows objects as lists of their properties.")
            .does(() -> new StepCmdlet((call, out) -> step(call, Kind.LIST, out))),
        common("Format-Table", "ft", "Shows objects as rows of a table.")
            .with(
                Parameter.flag("AutoSize"),
                Parameter.flag("Wrap"),
                Parameter.flag("HideTableHeaders"),
                Parameter.flag("RepeatHeader"))
            .does(() -> new StepCmdlet((call, out) -> step(call, Kind.TABLE, out))),
        common("Format-Wide", "fw", "Shows one property of objects, several in a line.")
            .with(
                Parameter.flag("AutoSize"),
                Arguments.count("Column").valid(Validation.range(1, MAX_WIDE_COLUMNS)))
            .does(() -> new StepCmdlet((call, out) -> step(call, Kind.WIDE, out))));
  }

  private static CmdletInfo.Builder common(String name, String alias, String synopsis) {
    return CmdletInfo.named(name)
        .module(Arguments.UTILITY)
        .alias(alias)
        .synopsis(synopsis)
        .with(
            Arguments.input(),
            Arguments.properties(),
            Parameter.any("GroupBy"),
            Parameter.texts("ExcludeProperty"),
            Parameter.text("View"),
            Parameter.of(
                "Expand", ArgumentTypes.choice("System.String", "CoreOnly", "EnumOnly", "Both")),
            Parameter.flag("Force"));
  }

  /** Views have no names here, and collections are always taken apart. */
  private static void refuseOthers(Invocation call) {
    if (call.bound().has("View")) {
      throw refused(
          "View name %s cannot be found.".formatted(call.bound().text("View").orElse("")));
    }
    if (call.bound().text("Expand").filter(how -> !how.equals("EnumOnly")).isPresent()) {
      throw refused("This shell shows the elements of collections; use -Expand EnumOnly.");
    }
  }

  private static ShellException refused(String message) {
    return ShellException.ofStatement(
        ShellError.of("FormatViewNotFound", ErrorCategory.INVALID_ARGUMENT, message));
  }

  private Step step(Invocation call, Kind kind, Consumer<Object> out) {
    Bound bound = call.bound();
    refuseOthers(call);
    FormatRequest request =
        FormatRequest.of(kind, Arguments.selectors(bound, "Property"))
            .without(Arguments.selectors(bound, "ExcludeProperty"))
            .groupedBy(bound.has("GroupBy") ? Selector.of(bound.value("GroupBy")) : null)
            .withSwitches(
                bound.flag("HideTableHeaders"), bound.flag("AutoSize"), bound.flag("Wrap"))
            .withColumns(Arguments.number(bound, "Column", 0));
    Formatter formatter = new Formatter(host.formatSettings(), request, out::accept);
    return new Ending(formatter::accept, formatter::end);
  }
}
