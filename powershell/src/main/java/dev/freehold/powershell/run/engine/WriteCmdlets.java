package dev.freehold.powershell.run.engine;

import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Formatted;
import dev.freehold.powershell.value.PsKind;
import java.util.List;
import java.util.stream.Collectors;

/** Cmdlets that write to a stream. */
final class WriteCmdlets {

  /** {@code Write-Progress -Completed}. */
  private static final int DONE_PERCENT = 101;

  private WriteCmdlets() {}

  static List<CmdletInfo> all() {
    return List.of(
        named("Write-Output", "Hands objects on.")
            .alias("echo", "write")
            .with(
                Parameter.any("InputObject").mandatory().at(0).byValue().remaining().allowEmpty(),
                Parameter.flag("NoEnumerate"))
            .does(() -> WriteCmdlets::output),
        named("Write-Host", "Shows text to the user only; it does not enter the pipeline.")
            .with(
                Parameter.any("Object").alias("Msg", "Message").at(0).byValue().remaining(),
                Parameter.flag("NoNewline"),
                Parameter.any("Separator"),
                Parameter.text("ForegroundColor"),
                Parameter.text("BackgroundColor"))
            .does(() -> WriteCmdlets::host),
        message("Write-Warning", "Shows a warning.", Invocation::warning),
        message("Write-Verbose", "Shows detail if it is asked for.", Invocation::verbose),
        message("Write-Debug", "Shows detail for programmers.", Invocation::debug),
        named("Write-Information", "Writes to the information stream.")
            .with(
                Parameter.any("MessageData")
                    .alias("Msg", "Message")
                    .mandatory()
                    .at(0)
                    .byValue()
                    .allowEmpty(),
                Parameter.texts("Tags").at(1))
            .does(() -> call -> call.information(call.bound().value("MessageData"))),
        named("Write-Progress", "Shows the progress of long work.")
            .with(
                Parameter.text("Activity").at(0),
                Parameter.text("Status").at(1),
                Parameter.of("Id", PsKind.INT).at(2),
                Parameter.of("PercentComplete", PsKind.INT),
                Parameter.of("SecondsRemaining", PsKind.INT),
                Parameter.text("CurrentOperation"),
                Parameter.of("ParentId", PsKind.INT),
                Parameter.flag("Completed"))
            .does(() -> WriteCmdlets::progress));
  }

  private static CmdletInfo.Builder named(String name, String synopsis) {
    return CmdletInfo.named(name).module(EngineCmdlets.UTILITY).synopsis(synopsis);
  }

  /** How a message goes out. */
  @FunctionalInterface
  private interface Way {
    void send(Invocation call, String message);
  }

  private static CmdletInfo message(String name, String synopsis, Way way) {
    Cmdlet cmdlet = call -> way.send(call, call.bound().text("Message").orElse(""));
    return named(name, synopsis)
        .with(Parameter.text("Message").alias("Msg").mandatory().at(0).byValue().allowEmpty())
        .does(() -> cmdlet);
  }

  private static void output(Invocation call) {
    Object value = call.bound().value("InputObject");
    if (call.bound().flag("NoEnumerate")) {
      call.writeWhole(value);
    } else {
      call.write(value);
    }
  }

  private static void host(Invocation call) {
    Bound bound = call.bound();
    String separator = bound.text("Separator").orElse(" ");
    String text =
        bound.has("Object")
            ? Elements.of(bound.value("Object")).stream()
                .map(each -> shown(each, separator))
                .collect(Collectors.joining(separator))
            : "";
    ((ScriptCall) call)
        .session()
        .host()
        .write(bound.flag("NoNewline") ? text : text + "\n", bound.text("ForegroundColor"));
  }

  private static String shown(Object value, String separator) {
    return Elements.isCollection(value)
        ? Elements.of(value).stream().map(Formatted::of).collect(Collectors.joining(separator))
        : Formatted.of(value);
  }

  private static void progress(Invocation call) {
    Bound bound = call.bound();
    int percent =
        bound.has("PercentComplete")
            ? (Integer) Conversions.convert(bound.value("PercentComplete"), PsKind.INT)
            : -1;
    call.progress(
        bound.text("Activity").orElse(""),
        bound.text("Status").orElse("Processing"),
        bound.flag("Completed") ? DONE_PERCENT : percent);
  }
}
