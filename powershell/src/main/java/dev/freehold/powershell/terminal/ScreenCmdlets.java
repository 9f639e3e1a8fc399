package dev.freehold.powershell.terminal;

import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.LineOutput;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import java.util.List;

/** Cmdlets over the screen: Out-Host, more and Clear-Host. */
final class ScreenCmdlets {

  private static final String INPUT = "InputObject";
  private static final String CORE = "Microsoft.PowerShell.Core";

  private final ShellAssembly shell;

  ScreenCmdlets(ShellAssembly shell) {
    this.shell = shell;
  }

  List<CmdletInfo> all() {
    return List.of(
        CmdletInfo.named("Out-Host")
            .module(CORE)
            .alias("oh")
            .synopsis("Shows objects on the screen.")
            .with(Parameter.any(INPUT).byValue(), Parameter.flag("Paging"))
            .does(() -> new Show(false)),
        CmdletInfo.named("more")
            .module(CORE)
            .synopsis("Shows objects page by page.")
            .with(Parameter.any(INPUT).byValue())
            .does(() -> new Show(true)),
        CmdletInfo.named("Clear-Host")
            .module(CORE)
            .alias("clear", "cls")
            .synopsis("Clears the screen.")
            .does(() -> call -> shell.pages().clear()));
  }

  /** One use in a pipeline. */
  private final class Show implements Cmdlet {

    private final boolean paged;
    private DefaultOutput output;

    Show(boolean paged) {
      this.paged = paged;
    }

    @Override
    public void begin(Invocation call) {
      boolean stops = paged || call.bound().flag("Paging");
      LineOutput lines = stops ? shell.pages().paged(call::stopUpstream) : shell.pages().lines();
      output = shell.output(lines);
    }

    @Override
    public void process(Invocation call) {
      if (call.bound().has(INPUT)) {
        output.accept(call.bound().value(INPUT));
      }
    }

    @Override
    public void end(Invocation call) {
      output.end();
    }
  }
}
