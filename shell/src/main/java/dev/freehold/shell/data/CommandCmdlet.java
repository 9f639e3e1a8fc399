package dev.freehold.shell.data;

import dev.freehold.shell.run.binding.Bound;
import dev.freehold.shell.run.binding.CmdletInfo;
import dev.freehold.shell.run.binding.Invocation;
import dev.freehold.shell.run.binding.Parameter;
import dev.freehold.shell.run.error.ErrorCategory;
import dev.freehold.shell.run.error.ShellError;
import dev.freehold.shell.value.PsObject;
import dev.freehold.shell.value.Wildcard;
import dev.freehold.shell.view.ViewTypes;
import java.util.Comparator;
import java.util.List;

/** Get-Command: the cmdlets of the session and their aliases. */
final class CommandCmdlet {

  private static final String VERSION = "1.0";

  private final DataHost host;

  CommandCmdlet(DataHost host) {
    this.host = host;
  }

  CmdletInfo info() {
    return CmdletInfo.named("Get-Command")
        .module("Microsoft.PowerShell.Core")
        .alias("gcm")
        .synopsis("Tells which commands there are.")
        .with(
            Parameter.texts("Name").at(0).byValue().byPropertyName(),
            Parameter.texts("Noun"),
            Parameter.texts("Verb"),
            Parameter.texts("Module").alias("PSSnapin"),
            Parameter.text("CommandType").alias("Type"),
            Parameter.flag("Syntax"),
            Parameter.flag("All"),
            Parameter.flag("ListImported"))
        .writes(ViewTypes.COMMAND)
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    List<String> names = call.bound().texts("Name");
    for (String name : names.isEmpty() ? List.of("*") : names) {
      List<CmdletInfo> found =
          host.cmdlets().stream()
              .filter(info -> isNamed(info, name) && isWanted(info, call.bound()))
              .sorted(Comparator.comparing(CmdletInfo::name, String.CASE_INSENSITIVE_ORDER))
              .toList();
      found.forEach(info -> write(call, info, name));
      if (found.isEmpty() && !Wildcard.isPattern(name)) {
        call.error(notFound(name));
      }
    }
  }

  private static void write(Invocation call, CmdletInfo info, String asked) {
    if (call.bound().flag("Syntax")) {
      call.write("\n" + String.join("\n\n", SyntaxText.of(info)) + "\n");
      return;
    }
    boolean alias = info.aliases().stream().anyMatch(asked::equalsIgnoreCase);
    call.write(
        PsObject.ofType(ViewTypes.COMMAND)
            .with("CommandType", alias ? "Alias" : "Cmdlet")
            .with("Name", alias ? asked + " -> " + info.name() : info.name())
            .with("Version", VERSION)
            .with("Source", info.module())
            .with("ModuleName", info.module())
            .with("Verb", verb(info))
            .with("Noun", noun(info))
            .with("Definition", String.join("\n\n", SyntaxText.of(info)))
            .withText(info.name()));
  }

  /** By its name or a wildcard; by an alias only if that is spelt out, as the shell resolves it. */
  private static boolean isNamed(CmdletInfo info, String name) {
    int module = name.indexOf('\\');
    if (module > 0) {
      return info.module().equalsIgnoreCase(name.substring(0, module))
          && isNamed(info, name.substring(module + 1));
    }
    return Wildcard.of(name).matches(info.name())
        || info.aliases().stream().anyMatch(name::equalsIgnoreCase);
  }

  private static boolean isWanted(CmdletInfo info, Bound bound) {
    return matches(bound.texts("Noun"), noun(info))
        && matches(bound.texts("Verb"), verb(info))
        && matches(bound.texts("Module"), info.module())
        && bound
            .text("CommandType")
            .map(type -> type.equalsIgnoreCase("Cmdlet") || type.equalsIgnoreCase("All"))
            .orElse(true);
  }

  private static boolean matches(List<String> patterns, String text) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> Wildcard.of(pattern).matches(text));
  }

  private static String verb(CmdletInfo info) {
    int dash = info.name().indexOf('-');
    return dash < 0 ? "" : info.name().substring(0, dash);
  }

  private static String noun(CmdletInfo info) {
    return info.name().substring(info.name().indexOf('-') + 1);
  }

  private static ShellError notFound(String name) {
    return ShellError.of(
            "CommandNotFoundException",
            ErrorCategory.OBJECT_NOT_FOUND,
            ("The term '%s' is not recognized as a name of a cmdlet, function, script file, or"
                    + " executable program.\nCheck the spelling of the name, or if a path was"
                    + " included, verify that the path is correct and try again.")
                .formatted(name))
        .withException("System.Management.Automation.CommandNotFoundException")
        .about(name);
  }
}
