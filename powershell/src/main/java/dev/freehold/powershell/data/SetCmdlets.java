package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.CompareStep;
import dev.freehold.powershell.data.step.Step;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsType;
import dev.freehold.powershell.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Compare-Object and Get-Unique. */
final class SetCmdlets {

  private SetCmdlets() {}

  static List<CmdletInfo> all() {
    return List.of(
        CmdletInfo.named("Compare-Object")
            .module(Arguments.UTILITY)
            .alias("compare", "diff")
            .synopsis("Shows the objects that only one of two sets has.")
            .with(
                objects("ReferenceObject").mandatory().at(0).allowEmpty(),
                objects("DifferenceObject").mandatory().at(1).byValue().allowEmpty(),
                Parameter.texts("Property").at(2),
                Parameter.of("SyncWindow", PsKind.INT),
                Parameter.flag("IncludeEqual"),
                Parameter.flag("ExcludeDifferent"),
                Parameter.flag("CaseSensitive"),
                Parameter.flag("PassThru"))
            .does(Comparing::new),
        CmdletInfo.named("Get-Unique")
            .module(Arguments.UTILITY)
            .alias("gu")
            .synopsis("Leaves out objects that equal the one before them.")
            .with(Arguments.input(), Parameter.flag("AsString"), Parameter.flag("CaseInsensitive"))
            .does(() -> new StepCmdlet((call, out) -> unique(call.bound(), out))));
  }

  private static Parameter objects(String name) {
    return Parameter.of(name, ArgumentTypes.of(PsType.arrayOf(PsKind.OBJECT)));
  }

  private static Step unique(Bound bound, Consumer<Object> out) {
    boolean asString = bound.flag("AsString");
    boolean cased = !bound.flag("CaseInsensitive");
    List<Object> last = new ArrayList<>();
    return new Ending(
        value -> {
          Object compared = asString ? Text.of(value) : value;
          if (last.isEmpty() || !Comparison.equal(last.getFirst(), compared, cased)) {
            out.accept(value);
          }
          last.clear();
          last.add(compared);
        },
        () -> {});
  }

  /** Collects what the pipeline brings, for all of it is compared at once. */
  private static final class Comparing implements Cmdlet {

    private final List<Object> differences = new ArrayList<>();

    @Override
    public void process(Invocation call) {
      Object given = call.bound().value("DifferenceObject");
      if (given != null) {
        differences.addAll(Elements.of(given));
      }
    }

    @Override
    public void end(Invocation call) {
      Bound bound = call.bound();
      Object references = bound.value("ReferenceObject");
      boolean equal = bound.flag("IncludeEqual") || bound.flag("ExcludeDifferent");
      CompareStep.Options options =
          new CompareStep.Options(
              bound.texts("Property"),
              bound.flag("CaseSensitive"),
              equal,
              bound.flag("ExcludeDifferent"),
              bound.flag("PassThru"));
      new CompareStep(options, call::writeWhole)
          .compare(references == null ? List.of() : Elements.of(references), differences);
    }
  }
}
