package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.GroupOptions;
import dev.freehold.powershell.data.step.GroupStep;
import dev.freehold.powershell.data.step.MeasureOptions;
import dev.freehold.powershell.data.step.MeasureStep;
import dev.freehold.powershell.data.step.MemberStep;
import dev.freehold.powershell.data.step.SelectOptions;
import dev.freehold.powershell.data.step.SelectOptions.Range;
import dev.freehold.powershell.data.step.SelectStep;
import dev.freehold.powershell.data.step.SortOptions;
import dev.freehold.powershell.data.step.SortStep;
import dev.freehold.powershell.data.step.Step;
import dev.freehold.powershell.data.step.TextMeasureStep;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Select-Object, Sort-Object, Group-Object, Measure-Object and Get-Member. */
final class ObjectCmdlets {

  private ObjectCmdlets() {}

  static List<CmdletInfo> all() {
    return List.of(select(), sort(), group(), measure(), member());
  }

  private static CmdletInfo.Builder named(String name, String alias, String synopsis) {
    return CmdletInfo.named(name)
        .module(Arguments.UTILITY)
        .alias(alias)
        .synopsis(synopsis)
        .with(Arguments.input());
  }

  private static CmdletInfo select() {
    return named(
            "Select-Object", "select", "Selects properties of objects, or some of the objects.")
        .with(
            Arguments.properties(),
            Parameter.texts("ExcludeProperty"),
            Parameter.text("ExpandProperty"),
            Arguments.count("First"),
            Arguments.count("Last"),
            Arguments.count("Skip"),
            Arguments.count("SkipLast"),
            Parameter.of("Index", ArgumentTypes.of(PsType.arrayOf(PsKind.INT))),
            Parameter.flag("Unique"),
            Parameter.flag("Wait"))
        .does(() -> new StepCmdlet((call, out) -> select(call.bound(), out)));
  }

  private static Step select(Bound bound, Consumer<Object> out) {
    Set<Integer> indexes = new HashSet<>();
    bound.values("Index").forEach(index -> indexes.add((Integer) index));
    Range range =
        new Range(
            Arguments.number(bound, "First", -1),
            Arguments.number(bound, "Last", -1),
            Arguments.number(bound, "Skip", 0),
            Arguments.number(bound, "SkipLast", 0),
            indexes);
    return new SelectStep(
        new SelectOptions(
            Arguments.selectors(bound, "Property"),
            Arguments.selectors(bound, "ExcludeProperty"),
            bound.text("ExpandProperty").orElse(null),
            range,
            bound.flag("Unique")),
        out);
  }

  private static CmdletInfo sort() {
    return named("Sort-Object", "sort", "Sorts objects by some of their properties.")
        .with(
            Arguments.properties(),
            Parameter.flag("Descending"),
            Parameter.flag("Unique"),
            Parameter.flag("CaseSensitive"),
            Parameter.flag("Stable"),
            Arguments.count("Top"),
            Arguments.count("Bottom"))
        .does(
            () ->
                new StepCmdlet(
                    (call, out) ->
                        new SortStep(
                            new SortOptions(
                                Arguments.selectors(call.bound(), "Property"),
                                call.bound().flag("Descending"),
                                call.bound().flag("Unique"),
                                call.bound().flag("CaseSensitive"),
                                Arguments.number(call.bound(), "Top", 0),
                                Arguments.number(call.bound(), "Bottom", 0)),
                            out)));
  }

  private static CmdletInfo group() {
    return named("Group-Object", "group", "Groups objects that have the same properties.")
        .with(
            Arguments.properties(),
            Parameter.flag("NoElement"),
            Parameter.flag("AsHashTable").alias("AHT"),
            Parameter.flag("AsString"),
            Parameter.flag("CaseSensitive"))
        .does(
            () ->
                new StepCmdlet(
                    (call, out) ->
                        new GroupStep(
                            new GroupOptions(
                                Arguments.selectors(call.bound(), "Property"),
                                call.bound().flag("NoElement"),
                                call.bound().flag("AsHashTable"),
                                call.bound().flag("AsString"),
                                call.bound().flag("CaseSensitive")),
                            out)));
  }

  private static CmdletInfo measure() {
    return named("Measure-Object", "measure", "Counts and measures objects or texts.")
        .with(
            Parameter.texts("Property").at(0),
            Parameter.flag("Sum").in("GenericMeasure"),
            Parameter.flag("Average").in("GenericMeasure"),
            Parameter.flag("Maximum").in("GenericMeasure"),
            Parameter.flag("Minimum").in("GenericMeasure"),
            Parameter.flag("StandardDeviation").in("GenericMeasure"),
            Parameter.flag("AllStats").in("GenericMeasure"),
            Parameter.flag("Line").in("TextMeasure"),
            Parameter.flag("Word").in("TextMeasure"),
            Parameter.flag("Character").in("TextMeasure"),
            Parameter.flag("IgnoreWhiteSpace").in("TextMeasure"))
        .defaultSet("GenericMeasure")
        .does(() -> new StepCmdlet((call, out) -> measure(call.bound(), out)));
  }

  private static Step measure(Bound bound, Consumer<Object> out) {
    if (bound.flag("Line") || bound.flag("Word") || bound.flag("Character")) {
      return new TextMeasureStep(
          bound.flag("Line"), bound.flag("Word"), bound.flag("Character"), out);
    }
    boolean all = bound.flag("AllStats");
    return new MeasureStep(
        new MeasureOptions(
            bound.texts("Property"),
            all || bound.flag("Sum"),
            all || bound.flag("Average"),
            all || bound.flag("Maximum"),
            all || bound.flag("Minimum"),
            all || bound.flag("StandardDeviation")),
        out);
  }

  private static CmdletInfo member() {
    return named("Get-Member", "gm", "Shows the types of objects and their members.")
        .with(
            Parameter.texts("Name").at(0),
            Parameter.texts("MemberType").alias("Type"),
            Parameter.flag("Force"),
            Parameter.flag("Static"))
        .does(
            () ->
                new StepCmdlet(
                    (call, out) ->
                        new MemberStep(
                            call.bound().texts("Name"), call.bound().texts("MemberType"), out)));
  }
}
