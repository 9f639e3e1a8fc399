package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.Position;
import dev.freehold.powershell.syntax.ScriptBody;
import dev.freehold.powershell.value.PsObject;
import java.util.List;

/**
 * {@code $MyInvocation}: what runs, and where it was called. Found only when a script asks, for a
 * place in a long script takes long to count.
 */
record MyInvocation(CallSite site, String name, ScriptBody block) implements Callable {

  private static final String TYPE_NAME = "System.Management.Automation.InvocationInfo";

  @Override
  public Object property(String property) {
    Position at = site.context().position(site.command().span());
    return switch (Scope.fold(property)) {
      case "mycommand" -> command();
      case "invocationname" -> name;
      case "scriptname", "pscommandpath" -> at.path().orElse("");
      case "scriptlinenumber" -> at.line();
      case "offsetinline" -> at.column();
      case "line" -> at.lineText();
      case "pipelineposition" -> site.place() + 1;
      default -> null;
    };
  }

  private PsObject command() {
    boolean file = block.source().path().filter(name::equals).isPresent();
    return PsObject.ofType("System.Management.Automation.CommandInfo")
        .with("Name", file ? name.substring(FilePaths.slashed(name).lastIndexOf('/') + 1) : name)
        .with("CommandType", file ? "ExternalScript" : "Function")
        .with("Path", file ? name : null)
        .with("Source", file ? name : "")
        .withText(name);
  }

  @Override
  public Object invoke(String method, List<Object> arguments) {
    throw Statics.noMethod(TYPE_NAME, method);
  }

  @Override
  public String toString() {
    return TYPE_NAME;
  }
}
