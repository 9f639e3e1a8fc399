package dev.freehold.powershell.run.engine;

import dev.freehold.powershell.run.ScriptBlock;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Methods;
import dev.freehold.powershell.value.Property;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ForEach-Object}: blocks, or a member by its name. */
final class ForEachCmdlet implements Cmdlet {

  private static final String BLOCKS = "ScriptBlockSet";
  private static final String MEMBER = "PropertyAndMethodSet";

  private static final PsType BLOCK_ARRAY = PsType.arrayOf(PsKind.SCRIPT_BLOCK);

  static final CmdletInfo INFO =
      CmdletInfo.named("ForEach-Object")
          .module(EngineCmdlets.CORE)
          .synopsis("Runs a script block for each object.")
          .alias("%", "foreach")
          .defaultSet(BLOCKS)
          .with(
              Parameter.any("InputObject").byValue(),
              Parameter.of("Process", ArgumentTypes.of(BLOCK_ARRAY)).in(BLOCKS).mandatory().at(0),
              Parameter.of("Begin", PsKind.SCRIPT_BLOCK).in(BLOCKS),
              Parameter.of("End", PsKind.SCRIPT_BLOCK).in(BLOCKS),
              Parameter.of("RemainingScripts", ArgumentTypes.of(BLOCK_ARRAY))
                  .in(BLOCKS)
                  .remaining(),
              Parameter.text("MemberName").in(MEMBER).mandatory().at(0),
              Parameter.any("ArgumentList").alias("Args").in(MEMBER).remaining(),
              Parameter.of("Parallel", PsKind.SCRIPT_BLOCK).in("ParallelParameterSet").mandatory())
          .does(ForEachCmdlet::new);

  private Optional<ScriptBlock> first = Optional.empty();
  private List<ScriptBlock> each = List.of();
  private Optional<ScriptBlock> last = Optional.empty();

  @Override
  public void begin(Invocation call) {
    Bound bound = call.bound();
    if (bound.has("Parallel")) {
      throw ShellException.ofStatement(
          ShellError.of(
              "ParallelNotSupported",
              ErrorCategory.NOT_IMPLEMENTED,
              "ForEach-Object -Parallel is not part of this shell; use -Process."));
    }
    arrange(bound);
    first.ifPresent(block -> block.run(null, call::write));
  }

  /** Several blocks without names are begin, process and end. */
  private void arrange(Bound bound) {
    List<ScriptBlock> blocks = new ArrayList<>();
    bound.values("Process").forEach(block -> blocks.add((ScriptBlock) block));
    bound.values("RemainingScripts").forEach(block -> blocks.add((ScriptBlock) block));
    first = Optional.ofNullable((ScriptBlock) bound.value("Begin"));
    last = Optional.ofNullable((ScriptBlock) bound.value("End"));
    if (first.isEmpty() && blocks.size() > 1) {
      first = Optional.of(blocks.removeFirst());
    }
    if (last.isEmpty() && blocks.size() > 1) {
      last = Optional.of(blocks.removeLast());
    }
    each = blocks;
  }

  @Override
  public void process(Invocation call) {
    Object item = call.bound().value("InputObject");
    if (call.bound().has("MemberName")) {
      call.write(member(call.bound(), item));
      return;
    }
    each.forEach(block -> block.run(item, call::write));
  }

  private static Object member(Bound bound, Object item) {
    String name = bound.text("MemberName").orElseThrow();
    Optional<Property> property = Members.find(item, name);
    boolean isProperty = property.isPresent() || Members.get(item, name) != null;
    return isProperty && !bound.has("ArgumentList")
        ? Members.get(item, name)
        : Methods.invoke(item, name, bound.values("ArgumentList"));
  }

  @Override
  public void end(Invocation call) {
    last.ifPresent(block -> block.run(null, call::write));
  }
}
