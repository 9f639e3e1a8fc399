package dev.freehold.powershell.run.engine;

import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Cmdlets over the session: aliases, the current folder, waiting, questions, modules. */
final class SessionCmdlets {

  /** How long a wait goes on without looking whether the user has cancelled. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private SessionCmdlets() {}

  static List<CmdletInfo> all() {
    return List.of(
        utility("Get-Alias", "Shows which commands aliases stand for.")
            .alias("gal")
            .with(Parameter.texts("Name").at(0), Parameter.text("Definition"))
            .does(() -> SessionCmdlets::aliases),
        utility("Set-Alias", "Makes an alias for a command.")
            .alias("sal", "New-Alias", "nal")
            .with(
                Parameter.text("Name").mandatory().at(0),
                Parameter.text("Value").mandatory().at(1),
                Parameter.flag("Force"))
            .does(() -> SessionCmdlets::alias),
        utility("Start-Sleep", "Waits.")
            .alias("sleep")
            .defaultSet("Seconds")
            .with(
                Parameter.of("Seconds", PsKind.DOUBLE).in("Seconds").mandatory().at(0).byValue(),
                Parameter.of("Milliseconds", PsKind.INT).alias("ms").in("Milliseconds").mandatory())
            .does(() -> SessionCmdlets::sleep),
        utility("Read-Host", "Asks the user for a line.")
            .with(
                Parameter.any("Prompt").at(0).remaining(),
                Parameter.flag("AsSecureString"),
                Parameter.flag("MaskInput"))
            .does(() -> SessionCmdlets::ask),
        management("Get-Location", "Tells the current folder.")
            .alias("gl", "pwd")
            .does(() -> SessionCmdlets::where),
        management("Set-Location", "Changes the current folder.")
            .alias("sl", "cd", "chdir")
            .with(Parameter.text("Path").alias("LiteralPath").at(0).byValue())
            .does(() -> SessionCmdlets::move),
        setting("Set-StrictMode")
            .with(Parameter.any("Version"), Parameter.flag("Off"))
            .does(() -> call -> {}),
        setting("Set-ExecutionPolicy")
            .with(
                Parameter.text("ExecutionPolicy").mandatory().at(0),
                Parameter.text("Scope").at(1),
                Parameter.flag("Force"))
            .confirms(ConfirmImpact.MEDIUM)
            .does(() -> call -> {}),
        module("Import-Module").alias("ipmo").does(() -> call -> {}),
        module("Install-Module").alias("inmo").does(() -> call -> {}),
        module("Update-Module").does(() -> call -> {}),
        module("Get-Module").alias("gmo").does(() -> SessionCmdlets::modules));
  }

  private static CmdletInfo.Builder utility(String name, String synopsis) {
    return CmdletInfo.named(name).module(EngineCmdlets.UTILITY).synopsis(synopsis);
  }

  private static CmdletInfo.Builder management(String name, String synopsis) {
    return CmdletInfo.named(name).module("Microsoft.PowerShell.Management").synopsis(synopsis);
  }

  /** What scripts set elsewhere and this shell has only one way of. */
  private static CmdletInfo.Builder setting(String name) {
    return CmdletInfo.named(name)
        .module(EngineCmdlets.CORE)
        .synopsis("Exists for scripts that call it; it changes nothing.");
  }

  /** The cmdlets are built in; runbooks that load modules first still run. */
  private static CmdletInfo.Builder module(String name) {
    return CmdletInfo.named(name)
        .module(EngineCmdlets.CORE)
        .synopsis("Exists for scripts that manage modules; all cmdlets are built in.")
        .with(
            Parameter.texts("Name").at(0).byValue(),
            Parameter.flag("Force"),
            Parameter.flag("ListAvailable"),
            Parameter.flag("AllowClobber"),
            Parameter.flag("PassThru"),
            Parameter.flag("DisableNameChecking"),
            Parameter.flag("UseWindowsPowerShell"),
            Parameter.text("Scope"),
            Parameter.text("Repository"),
            Parameter.text("MinimumVersion"),
            Parameter.text("RequiredVersion"));
  }

  private static Session session(Invocation call) {
    return ((ScriptCall) call).session();
  }

  private static void aliases(Invocation call) {
    Bound bound = call.bound();
    List<Wildcard> names =
        bound.has("Name")
            ? bound.texts("Name").stream().map(Wildcard::of).toList()
            : List.of(Wildcard.of("*"));
    new TreeMap<>(session(call).commands().aliases())
        .forEach(
            (alias, name) -> {
              boolean wanted =
                  names.stream().anyMatch(pattern -> pattern.matches(alias))
                      && bound.text("Definition").map(name::equalsIgnoreCase).orElse(true);
              if (wanted) {
                call.writeWhole(
                    PsObject.ofType("System.Management.Automation.AliasInfo")
                        .with("CommandType", "Alias")
                        .with("Name", alias)
                        .with("Definition", name)
                        .with("DisplayName", alias + " -> " + name));
              }
            });
  }

  private static void alias(Invocation call) {
    session(call)
        .commands()
        .alias(call.bound().text("Name").orElseThrow(), call.bound().text("Value").orElseThrow());
  }

  private static void sleep(Invocation call) {
    Bound bound = call.bound();
    double millis =
        bound.has("Milliseconds")
            ? (Integer) bound.value("Milliseconds")
            : 1000 * (Double) Conversions.convert(bound.value("Seconds"), PsKind.DOUBLE);
    long end = System.nanoTime() + (long) (millis * 1_000_000);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      call.checkCancelled();
      LockSupport.parkNanos(Math.min(left, LOOK_EVERY.toNanos()));
    }
  }

  private static void ask(Invocation call) {
    Session session = session(call);
    if (!session.host().isInteractive()) {
      throw refused(
          "InvalidOperation",
          ErrorCategory.INVALID_OPERATION,
          "PowerShell is in NonInteractive mode. Read and Prompt functionality is not"
              + " available.");
    }
    String prompt = call.bound().text("Prompt").map(text -> text + ": ").orElse("");
    if (call.bound().flag("AsSecureString")) {
      call.write(session.host().askSecret(prompt).orElse(null));
    } else if (call.bound().flag("MaskInput")) {
      String text =
          session.host().askSecret(prompt).map(secret -> secret.reveal(String::new)).orElse(null);
      if (text != null) {
        session.secrets().learn(text);
      }
      call.write(text);
    } else {
      call.write(session.host().ask(prompt).orElse(null));
    }
  }

  private static void where(Invocation call) {
    String folder = session(call).folder().toString();
    call.write(
        PsObject.ofType("System.Management.Automation.PathInfo")
            .with("Path", folder)
            .withText(folder));
  }

  private static void move(Invocation call) {
    Session session = session(call);
    String name = call.bound().text("Path").orElse(session.environment().getOrDefault("HOME", "."));
    Path folder = session.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw refused(
          "PathNotFound",
          ErrorCategory.OBJECT_NOT_FOUND,
          "Cannot find path '%s' because it does not exist.".formatted(folder));
    }
    session.moveTo(folder);
  }

  private static void modules(Invocation call) {
    List<Wildcard> names = call.bound().texts("Name").stream().map(Wildcard::of).toList();
    session(call).commands().all().stream()
        .map(CmdletInfo::module)
        .distinct()
        .sorted()
        .filter(module -> names.isEmpty() || names.stream().anyMatch(name -> name.matches(module)))
        .forEach(
            module ->
                call.writeWhole(
                    PsObject.ofType("System.Management.Automation.PSModuleInfo")
                        .with("ModuleType", "Binary")
                        .with("Name", module)));
  }

  private static ShellException refused(String id, ErrorCategory category, String message) {
    return ShellException.ofStatement(ShellError.of(id, category, message));
  }
}
