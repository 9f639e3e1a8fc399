package dev.freehold.powershell.data;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsType;
import dev.freehold.powershell.value.Selector;
import java.util.List;

/** Parameters that several of these cmdlets have, and how they are read. */
final class Arguments {

  static final String UTILITY = "Microsoft.PowerShell.Utility";

  private Arguments() {}

  /** The objects of the pipeline. */
  static Parameter input() {
    return Parameter.any(StepCmdlet.INPUT).byValue();
  }

  /** Names, wildcards, blocks and hashtables. */
  static Parameter properties() {
    return Parameter.of("Property", ArgumentTypes.of(PsType.arrayOf(PsKind.OBJECT))).at(0);
  }

  /** A count that is not negative. */
  static Parameter count(String name) {
    return Parameter.of(name, PsKind.INT).valid(Validation.range(0, Integer.MAX_VALUE));
  }

  static List<Selector> selectors(Bound bound, String name) {
    return Selector.all(bound.value(name));
  }

  static int number(Bound bound, String name, int otherwise) {
    return bound.value(name) instanceof Integer number ? number : otherwise;
  }
}
