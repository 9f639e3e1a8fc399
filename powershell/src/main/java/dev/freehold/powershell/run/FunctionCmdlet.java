package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Text;
import java.util.List;

/** What {@code $PSCmdlet} is in a function: its questions and its streams. */
final class FunctionCmdlet implements Callable {

  private final Context context;
  private final CmdletInfo info;
  private final Bound bound;
  private final MessageStreams messages;
  private final Confirmation confirmation;

  FunctionCmdlet(Context context, CmdletInfo info, Bound bound) {
    this.context = context;
    this.info = info;
    this.bound = bound;
    messages = new MessageStreams(context, bound);
    confirmation = new Confirmation(context, info, bound);
  }

  @Override
  public Object property(String name) {
    return switch (Scope.fold(name)) {
      case "parametersetname" -> bound.set();
      case "myinvocation" -> context.scope().value("MyInvocation");
      default -> null;
    };
  }

  @Override
  public Object invoke(String name, List<Object> arguments) {
    String first = arguments.isEmpty() ? "" : Text.of(arguments.getFirst());
    switch (Scope.fold(name) + "/" + arguments.size()) {
      case "shouldprocess/1" -> {
        return confirmation.shouldProcess(first, info.name(), Consequences.none(), messages);
      }
      case "shouldprocess/2" -> {
        return confirmation.shouldProcess(
            first, Text.of(arguments.get(1)), Consequences.none(), messages);
      }
      case "shouldcontinue/2" -> {
        return confirmation.shouldContinue(first, Text.of(arguments.get(1)), Consequences.none());
      }
      case "writeobject/1" -> context.out().accept(arguments.getFirst());
      case "writeverbose/1" -> messages.verbose(first);
      case "writewarning/1" -> messages.warning(first);
      case "writedebug/1" -> messages.debug(first);
      case "writeerror/1" -> messages.error(Errors.thrown(arguments.getFirst()).in(info.name()));
      case "throwterminatingerror/1" ->
          throw ShellException.ofStatement(Errors.thrown(arguments.getFirst()).in(info.name()));
      default -> throw Statics.noMethod("System.Management.Automation.PSScriptCmdlet", name);
    }
    return null;
  }
}
