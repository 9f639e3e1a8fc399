package dev.freehold.powershell.run.engine;

import dev.freehold.powershell.run.History;
import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.DateFormat;
import dev.freehold.powershell.view.ViewTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Cmdlets over the terminal: its history, its transcript, and what goes straight to it. */
final class HostCmdlets {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final String RULE = "**********************";
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private HostCmdlets() {}

  static List<CmdletInfo> all() {
    return List.of(
        core("Get-History", "Shows the lines that were typed before, without their secrets.")
            .alias("h", "history", "ghy")
            .with(Parameter.any("Id").at(0).byValue(), Parameter.of("Count", PsKind.INT).at(1))
            .writes(ViewTypes.HISTORY)
            .does(() -> HostCmdlets::history),
        core("Clear-History", "Forgets the lines that were typed before.")
            .alias("clhy")
            .does(() -> call -> session(call).history().clear()),
        core("Clear-Host", "Clears the screen.")
            .alias("clear", "cls")
            .does(() -> HostCmdlets::clear),
        toConsole("Out-Host")
            .alias("oh")
            .with(Parameter.flag("Paging"))
            .does(() -> HostCmdlets::show),
        toConsole("Out-Default").with(Parameter.flag("Transcript")).does(() -> HostCmdlets::show),
        CmdletInfo.named("Start-Transcript")
            .module("Microsoft.PowerShell.Host")
            .synopsis("Records what is typed and shown in a file, without secrets.")
            .description(
                "Only the user can read the file. Passwords that are typed without being shown"
                    + " never get into it; those that stand in commands are masked.")
            .example("Start-Transcript ./today.txt -Append", "Goes on with a file.")
            .with(
                Parameter.text("Path").alias("LiteralPath", "PSPath").at(0),
                Parameter.text("OutputDirectory"),
                Parameter.flag("Append"),
                Parameter.flag("Force"),
                Parameter.flag("NoClobber").alias("NoOverwrite"),
                Parameter.flag("IncludeInvocationHeader"),
                Parameter.flag("UseMinimalHeader"))
            .does(() -> HostCmdlets::start),
        CmdletInfo.named("Stop-Transcript")
            .module("Microsoft.PowerShell.Host")
            .synopsis("Ends the transcript.")
            .does(() -> HostCmdlets::stop));
  }

  private static CmdletInfo.Builder core(String name, String synopsis) {
    return CmdletInfo.named(name).module(EngineCmdlets.CORE).synopsis(synopsis);
  }

  private static CmdletInfo.Builder toConsole(String name) {
    return core(name, "Shows objects to the user, even if the output of the script goes elsewhere.")
        .with(Parameter.any("InputObject").byValue());
  }

  private static Session session(Invocation call) {
    return ((ScriptCall) call).session();
  }

  private static void show(Invocation call) {
    if (call.bound().has("InputObject")) {
      session(call).console().accept(call.bound().value("InputObject"));
    }
  }

  private static void clear(Invocation call) {
    if (session(call).host().isInteractive()) {
      session(call).host().write(CLEAR, Optional.empty());
    }
  }

  private static void history(Invocation call) {
    Bound bound = call.bound();
    List<History.Entry> all = session(call).history().entries();
    int most = bound.value("Count") instanceof Integer count ? Math.max(0, count) : all.size();
    List<History.Entry> wanted =
        bound.has("Id")
            ? all.stream().filter(each -> bound.texts("Id").contains(each.id() + "")).toList()
            : all.subList(Math.max(0, all.size() - most), all.size());
    for (History.Entry entry : wanted) {
      call.write(
          PsObject.ofType(ViewTypes.HISTORY)
              .with("Id", entry.id())
              .with("CommandLine", entry.line())
              .with("ExecutionStatus", entry.succeeded() ? "Completed" : "Failed")
              .with("StartExecutionTime", entry.start())
              .with("EndExecutionTime", entry.start().plus(entry.duration()))
              .with("Duration", entry.duration())
              .withText(entry.line()));
    }
  }

  private static void start(Invocation call) {
    Session session = session(call);
    Bound bound = call.bound();
    String time = stamp();
    String name =
        bound
            .text("Path")
            .orElseGet(
                () ->
                    bound.text("OutputDirectory").orElse("~")
                        + "/PowerShell_transcript."
                        + time
                        + ".txt");
    Path path = session.resolve(name);
    if (session.transcript().file().isPresent()) {
      throw refused("Transcription has already been started. Use Stop-Transcript first.");
    }
    if (bound.flag("NoClobber") && !bound.flag("Append") && Files.exists(path)) {
      throw refused("The file '%s' already exists.".formatted(path));
    }
    session.console().flush();
    try {
      session.transcript().start(path, bound.flag("Append"));
    } catch (IOException e) {
      throw refused("The transcript '%s' cannot be written.".formatted(path));
    }
    session.transcript().line(RULE);
    session.transcript().line("Transcript start");
    session.transcript().line("Start time: " + time);
    session.transcript().line(RULE);
    call.write("Transcript started, output file is " + path);
  }

  private static void stop(Invocation call) {
    Session session = session(call);
    // A table may still wait for rows that make its columns wider.
    session.console().flush();
    session.transcript().line(RULE);
    session.transcript().line("Transcript end");
    session.transcript().line("End time: " + stamp());
    session.transcript().line(RULE);
    Path path =
        session
            .transcript()
            .stop()
            .orElseThrow(
                () -> refused("An error occurred stopping transcription: it was not started."));
    call.write("Transcript stopped, output file is " + path);
  }

  private static String stamp() {
    return DateFormat.format(CLOCK.instant().atOffset(ZoneOffset.UTC), "yyyyMMddHHmmss");
  }

  private static ShellException refused(String message) {
    return ShellException.ofStatement(
        ShellError.of("InvalidOperation", ErrorCategory.INVALID_OPERATION, message));
  }
}
