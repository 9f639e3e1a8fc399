package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.FileLines;
import dev.freehold.powershell.data.step.RenderStep;
import dev.freehold.powershell.data.step.Step;
import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Out-File, Tee-Object, Out-String and Out-Null. */
final class OutCmdlets {

  private final DataHost host;

  OutCmdlets(DataHost host) {
    this.host = host;
  }

  List<CmdletInfo> all() {
    return List.of(
        named("Out-File", "Writes objects to a file as the screen would show them.")
            .with(
                Parameter.text("FilePath").alias("Path", "LiteralPath", "PSPath").mandatory().at(0),
                Parameter.text("Encoding").at(1),
                Parameter.flag("Append"),
                Parameter.flag("NoClobber").alias("NoOverwrite"),
                Parameter.flag("Force"),
                Parameter.flag("NoNewline"),
                Arguments.count("Width"))
            .does(() -> new StepCmdlet((call, out) -> toFile(call.bound()))),
        named("Tee-Object", "Stores objects in a file or a variable, and passes them on.")
            .alias("tee")
            .defaultSet("File")
            .with(
                Parameter.text("FilePath")
                    .alias("Path", "LiteralPath", "PSPath")
                    .in("File")
                    .mandatory()
                    .at(0),
                Parameter.text("Variable").in("Variable").mandatory(),
                Parameter.text("Encoding"),
                Parameter.flag("Append"))
            .does(() -> new StepCmdlet(this::tee)),
        named("Out-String", "Converts objects to the text that the screen would show.")
            .with(Parameter.flag("Stream"), Parameter.flag("NoNewline"), Arguments.count("Width"))
            .does(() -> new StepCmdlet(this::toString)),
        named("Out-Null", "Discards objects.")
            .does(() -> new StepCmdlet((call, out) -> new Ending(value -> {}, () -> {}))));
  }

  private static CmdletInfo.Builder named(String name, String synopsis) {
    return CmdletInfo.named(name)
        .module(Arguments.UTILITY)
        .synopsis(synopsis)
        .with(Arguments.input());
  }

  private Step toFile(Bound bound) {
    FileLines file =
        FileLines.open(
            host.resolve(bound.text("FilePath").orElseThrow()),
            bound.text("Encoding").orElse(null),
            bound.flag("Append"),
            bound.flag("NoClobber"));
    RenderStep render = render(bound, file::line);
    return new Ending(
        render::accept,
        () -> {
          render.end();
          file.flush();
        });
  }

  private Step tee(Invocation call, Consumer<Object> out) {
    Step kept = call.bound().has("FilePath") ? toFile(call.bound()) : toVariable((ScriptCall) call);
    return new Ending(
        value -> {
          kept.accept(value);
          out.accept(value);
        },
        kept::end);
  }

  private static Step toVariable(ScriptCall call) {
    String name = call.bound().text("Variable").orElseThrow();
    List<Object> values = new ArrayList<>();
    if (call.bound().flag("Append") && call.scope().value(name) != null) {
      values.addAll(Elements.of(call.scope().value(name)));
    }
    return new Ending(values::add, () -> call.scope().set(name, Elements.collapse(values)));
  }

  private Step toString(Invocation call, Consumer<Object> out) {
    if (call.bound().flag("Stream")) {
      return render(call.bound(), out::accept);
    }
    String lineEnd = call.bound().flag("NoNewline") ? "" : System.lineSeparator();
    StringBuilder text = new StringBuilder();
    RenderStep render = render(call.bound(), line -> text.append(line).append(lineEnd));
    return new Ending(
        render::accept,
        () -> {
          render.end();
          out.accept(text.toString());
        });
  }

  private RenderStep render(Bound bound, Consumer<String> lines) {
    int width = Arguments.number(bound, "Width", host.widthChars());
    return new RenderStep(host.formatSettings(), width, host::nanoTime, lines);
  }
}
