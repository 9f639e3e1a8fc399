package dev.freehold.powershell.data;

import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.powershell.view.ViewTypes;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Get-Command: the cmdlets and functions of the session and their aliases. */
final class CommandCmdlet {

  private static final String VERSION = "1.0";
  private static final String CMDLET = "Cmdlet";
  private static final String FUNCTION = "Function";

  private final DataHost host;

  CommandCmdlet(DataHost host) {
    this.host = host;
  }

  CmdletInfo info() {
    return CmdletInfo.named("Get-Command")
        .module("Microsoft.PowerShell.Core")
        .alias("gcm")
        .synopsis("Lists the available commands.")
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
      boolean any = aliases(call, name);
      List<CmdletInfo> functions =
          call instanceof ScriptCall script && isOfType(call.bound(), FUNCTION)
              ? wanted(script.functions(), name, call.bound())
              : List.of();
      functions.forEach(info -> write(call, info, name, FUNCTION));
      List<CmdletInfo> found =
          isOfType(call.bound(), CMDLET) ? wanted(host.cmdlets(), name, call.bound()) : List.of();
      found.forEach(info -> write(call, info, name, CMDLET));
      if (found.isEmpty() && functions.isEmpty() && !any && !Wildcard.isPattern(name)) {
        call.error(notFound(name));
      }
    }
  }

  private static List<CmdletInfo> wanted(Collection<CmdletInfo> infos, String name, Bound bound) {
    return infos.stream()
        .filter(info -> isNamed(info, name) && isWanted(info, bound))
        .sorted(Comparator.comparing(CmdletInfo::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /** Writes aliases if they are asked for as such, and tells whether there were any. */
  private static boolean aliases(Invocation call, String name) {
    boolean asked = call.bound().text("CommandType").filter("Alias"::equalsIgnoreCase).isPresent();
    if (!asked || !(call instanceof ScriptCall script)) {
      return false;
    }
    Wildcard pattern = Wildcard.of(name);
    List<Map.Entry<String, String>> found =
        new TreeMap<>(script.session().commands().aliases())
            .entrySet().stream().filter(each -> pattern.matches(each.getKey())).toList();
    for (Map.Entry<String, String> each : found) {
      call.write(
          PsObject.ofType(ViewTypes.COMMAND)
              .with("CommandType", "Alias")
              .with("Name", each.getKey() + " -> " + each.getValue())
              .with("Version", "")
              .with("Source", "")
              .with("Definition", each.getValue())
              .withText(each.getKey()));
    }
    return !found.isEmpty();
  }

  private static boolean isOfType(Bound bound, String type) {
    return bound
        .text("CommandType")
        .map(asked -> asked.equalsIgnoreCase(type) || asked.equalsIgnoreCase("All"))
        .orElse(true);
  }

  private static void write(Invocation call, CmdletInfo info, String asked, String type) {
    if (call.bound().flag("Syntax")) {
      call.write("\n" + String.join("\n\n", SyntaxText.of(info)) + "\n");
      return;
    }
    boolean alias = info.aliases().stream().anyMatch(asked::equalsIgnoreCase);
    call.write(
        PsObject.ofType(ViewTypes.COMMAND)
            .with("CommandType", alias ? "Alias" : type)
            .with("Name", alias ? asked + " -> " + info.name() : info.name())
            .with("Version", type.equals(CMDLET) ? VERSION : "")
            .with("Source", type.equals(CMDLET) ? info.module() : "")
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
        && matches(bound.texts("Module"), info.module());
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
