package dev.freehold.powershell.run.engine;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Block;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Relation;
import dev.freehold.powershell.value.Truth;
import java.util.List;
import java.util.Optional;

/** {@code Where-Object}: a block, or a property compared with a value. */
final class WhereCmdlet implements Cmdlet {

  private static final String BLOCK = "ScriptBlockSet";
  private static final String COMPARED = "EqualSet";

  private static final List<String> OPERATORS =
      List.of(
          "EQ",
          "NE",
          "GT",
          "GE",
          "LT",
          "LE",
          "Like",
          "NotLike",
          "Match",
          "NotMatch",
          "Contains",
          "NotContains",
          "In",
          "NotIn");

  static final CmdletInfo INFO = info();

  private static CmdletInfo info() {
    CmdletInfo.Builder info =
        CmdletInfo.named("Where-Object")
            .module(EngineCmdlets.CORE)
            .synopsis("Passes on only the objects that meet a condition.")
            .alias("?", "where")
            .defaultSet(BLOCK)
            .with(
                Parameter.any("InputObject").byValue(),
                Parameter.of("FilterScript", PsKind.SCRIPT_BLOCK).in(BLOCK).mandatory().at(0),
                Parameter.text("Property").in(COMPARED).mandatory().at(0),
                Parameter.any("Value").in(COMPARED).at(1));
    for (String operator : OPERATORS) {
      info.with(
          Parameter.flag(operator).alias("I" + operator).in(COMPARED),
          Parameter.flag("C" + operator).in(COMPARED));
    }
    info.with(
        Parameter.flag("Is").in(COMPARED),
        Parameter.flag("IsNot").in(COMPARED),
        Parameter.flag("Not").in(COMPARED));
    return info.does(WhereCmdlet::new);
  }

  private Optional<Relation.Spelt> relation = Optional.empty();

  @Override
  public void begin(Invocation call) {
    Bound bound = call.bound();
    List<Relation.Spelt> given =
        bound.names().stream()
            .filter(bound::flag)
            .flatMap(name -> Relation.find(name).stream())
            .toList();
    if (given.size() > 1) {
      throw refused(
          "AmbiguousParameterSet",
          "Parameter set cannot be resolved using the specified named parameters. One or more"
              + " parameters issued cannot be used together or an insufficient number of"
              + " parameters were provided.");
    }
    relation = given.stream().findFirst();
    if (relation.isEmpty() && bound.has("Value")) {
      throw refused(
          "OperatorNotSpecified",
          "An operator is required to compare the two specified values. Include a valid operator"
              + " in the command, and then try the command again. For example, Get-Process |"
              + " Where-Object -Property Name -eq powershell");
    }
  }

  private static ShellException refused(String id, String message) {
    return ShellException.ofStatement(ShellError.of(id, ErrorCategory.INVALID_ARGUMENT, message));
  }

  @Override
  public void process(Invocation call) {
    Object item = call.bound().value("InputObject");
    if (holds(call.bound(), item)) {
      call.writeWhole(item);
    }
  }

  private boolean holds(Bound bound, Object item) {
    if (bound.value("FilterScript") instanceof Block block) {
      return Truth.of(block.value(item));
    }
    Object left = Members.get(item, bound.text("Property").orElseThrow());
    Object value = bound.value("Value");
    return relation
        .map(spelt -> Truth.of(spelt.relation().apply(left, value, spelt.caseSensitive())))
        .orElseGet(() -> Truth.of(left) != bound.flag("Not"));
  }
}
