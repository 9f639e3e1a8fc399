package dev.freehold.powershell.run.engine;

import dev.freehold.powershell.run.Errors;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.PsObject;
import java.util.Arrays;

/** {@code Write-Error}: an error that does not end the script. */
final class WriteErrorCmdlet implements Cmdlet {

  private static final String EXCEPTION = "Microsoft.PowerShell.Commands.WriteErrorException";

  static final CmdletInfo INFO =
      CmdletInfo.named("Write-Error")
          .module(EngineCmdlets.UTILITY)
          .synopsis("Reports an error and continues.")
          .defaultSet("NoException")
          .with(
              Parameter.text("Message")
                  .alias("Msg")
                  .in("NoException")
                  .mandatory()
                  .at(0)
                  .byValue()
                  .in("WithException")
                  .allowEmpty(),
              Parameter.any("Exception").in("WithException").mandatory(),
              Parameter.any("ErrorRecord").in("ErrorRecord").mandatory(),
              Parameter.text("ErrorId"),
              Parameter.text("Category"),
              Parameter.any("TargetObject"),
              Parameter.text("RecommendedAction"))
          .does(WriteErrorCmdlet::new);

  @Override
  public void process(Invocation call) {
    Bound bound = call.bound();
    if (bound.value("ErrorRecord") instanceof PsObject record) {
      call.error(Errors.thrown(record));
      return;
    }
    ShellError error =
        bound.value("Exception") instanceof PsObject exception
            ? Errors.thrown(exception)
            : ShellError.of(EXCEPTION, ErrorCategory.NOT_SPECIFIED, "").withException(EXCEPTION);
    call.error(
        new ShellError(
            bound.text("ErrorId").orElse(error.id()),
            bound.text("Category").map(WriteErrorCmdlet::category).orElse(error.category()),
            bound.text("Message").orElse(error.message()),
            error.exceptionType(),
            bound.value("TargetObject"),
            error.command(),
            error.position()));
  }

  private static ErrorCategory category(String name) {
    return Arrays.stream(ErrorCategory.values())
        .filter(each -> each.text().equalsIgnoreCase(name))
        .findFirst()
        .orElse(ErrorCategory.NOT_SPECIFIED);
  }
}
