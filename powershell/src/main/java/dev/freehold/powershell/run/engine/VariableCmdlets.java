package dev.freehold.powershell.run.engine;

import dev.freehold.powershell.run.Scope;
import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.Variable;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cmdlets over variables. */
final class VariableCmdlets {

  private VariableCmdlets() {}

  static List<CmdletInfo> all() {
    Parameter scope = Parameter.text("Scope");
    return List.of(
        named("Set-Variable", "Sets variables.")
            .alias("set", "sv")
            .with(
                Parameter.texts("Name").mandatory().at(0),
                Parameter.any("Value").at(1).byValue(),
                Parameter.flag("PassThru"),
                Parameter.flag("Force"),
                scope)
            .does(() -> VariableCmdlets::set),
        named("Get-Variable", "Gives variables.")
            .alias("gv")
            .with(Parameter.texts("Name").at(0), Parameter.flag("ValueOnly"), scope)
            .does(() -> VariableCmdlets::get),
        named("Remove-Variable", "Takes variables away.")
            .alias("rv")
            .with(Parameter.texts("Name").mandatory().at(0), Parameter.flag("Force"), scope)
            .does(() -> VariableCmdlets::remove));
  }

  private static CmdletInfo.Builder named(String name, String synopsis) {
    return CmdletInfo.named(name).module(EngineCmdlets.UTILITY).synopsis(synopsis);
  }

  private static Scope scope(Invocation call) {
    ScriptCall script = (ScriptCall) call;
    boolean global = call.bound().text("Scope").filter("Global"::equalsIgnoreCase).isPresent();
    return global ? script.session().global() : script.scope();
  }

  private static void set(Invocation call) {
    Bound bound = call.bound();
    for (String name : bound.texts("Name")) {
      scope(call).set(name, bound.value("Value"));
      if (bound.flag("PassThru")) {
        call.writeWhole(object(name, bound.value("Value")));
      }
    }
  }

  private static void get(Invocation call) {
    Bound bound = call.bound();
    List<String> names = bound.has("Name") ? bound.texts("Name") : List.of("*");
    for (String name : names) {
      if (Wildcard.isPattern(name)) {
        Wildcard pattern = Wildcard.of(name);
        visible(call).stream()
            .filter(variable -> pattern.matches(variable.name()))
            .forEach(variable -> give(call, variable));
        continue;
      }
      Optional<Variable> found = scope(call).find(name);
      if (found.isPresent()) {
        give(call, found.get());
      } else {
        call.error(
            ShellError.of(
                    "VariableNotFound",
                    ErrorCategory.OBJECT_NOT_FOUND,
                    "Cannot find a variable with the name '%s'.".formatted(name))
                .withException("System.Management.Automation.ItemNotFoundException")
                .about(name));
      }
    }
  }

  private static List<Variable> visible(Invocation call) {
    ScriptCall script = (ScriptCall) call;
    List<Variable> own = script.scope().variables();
    return script.scope().equals(script.session().global())
        ? own
        : Stream.concat(own.stream(), script.session().global().variables().stream()).toList();
  }

  private static void give(Invocation call, Variable variable) {
    if (call.bound().flag("ValueOnly")) {
      call.write(variable.value());
    } else {
      call.writeWhole(object(variable.name(), variable.value()));
    }
  }

  private static PsObject object(String name, Object value) {
    return PsObject.ofType("System.Management.Automation.PSVariable")
        .with("Name", name)
        .with("Value", value);
  }

  private static void remove(Invocation call) {
    call.bound().texts("Name").forEach(name -> scope(call).remove(name));
  }
}
