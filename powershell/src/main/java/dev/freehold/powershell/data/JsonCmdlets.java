package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.JsonOptions;
import dev.freehold.powershell.data.step.JsonReader;
import dev.freehold.powershell.data.step.JsonWriter;
import dev.freehold.powershell.data.step.Step;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** ConvertTo-Json and ConvertFrom-Json. */
final class JsonCmdlets {

  private JsonCmdlets() {}

  static List<CmdletInfo> all() {
    return List.of(convertTo(), convertFrom());
  }

  private static CmdletInfo convertTo() {
    return CmdletInfo.named("ConvertTo-Json")
        .module(Arguments.UTILITY)
        .synopsis("Gives objects as JSON.")
        .with(
            Parameter.any(StepCmdlet.INPUT).mandatory().at(0).byValue().allowEmpty(),
            Parameter.of("Depth", PsKind.INT).valid(Validation.range(0, JsonOptions.MAX_DEPTH)),
            Parameter.flag("Compress"),
            Parameter.flag("AsArray"),
            Parameter.flag("EnumsAsStrings"))
        .does(() -> new StepCmdlet(JsonCmdlets::toJson));
  }

  private static Step toJson(Invocation call, Consumer<Object> out) {
    Bound bound = call.bound();
    JsonOptions options =
        new JsonOptions(
            Arguments.number(bound, "Depth", JsonOptions.DEFAULT_DEPTH), bound.flag("Compress"));
    boolean asArray = bound.flag("AsArray");
    List<Object> objects = new ArrayList<>();
    return new Ending(
        objects::add,
        () -> {
          if (objects.isEmpty()) {
            return;
          }
          JsonWriter.Json json =
              JsonWriter.write(
                  objects.size() == 1 && !asArray ? objects.getFirst() : objects, options);
          if (json.truncated()) {
            call.warning(
                "Resulting JSON is truncated as serialization has exceeded the set depth of "
                    + options.depth()
                    + ".");
          }
          out.accept(json.text());
        });
  }

  private static CmdletInfo convertFrom() {
    return CmdletInfo.named("ConvertFrom-Json")
        .module(Arguments.UTILITY)
        .synopsis("Gives JSON as objects.")
        .with(
            Parameter.text(StepCmdlet.INPUT).mandatory().at(0).byValue().allowEmpty(),
            Parameter.flag("AsHashtable"),
            Parameter.of("Depth", PsKind.INT).valid(Validation.range(1, JsonReader.DEFAULT_DEPTH)),
            Parameter.flag("NoEnumerate"))
        .does(() -> new StepCmdlet((call, out) -> fromJson(call.bound(), out)));
  }

  /**
   * The lines of one document may come one by one, as Get-Content gives them; if the first text is
   * a document itself, each of them is one.
   */
  private static Step fromJson(Bound bound, Consumer<Object> out) {
    boolean asHashtable = bound.flag("AsHashtable");
    boolean whole = bound.flag("NoEnumerate");
    int depth = Arguments.number(bound, "Depth", JsonReader.DEFAULT_DEPTH);
    List<String> texts = new ArrayList<>();
    return new Ending(
        value -> texts.add(Text.of(value, "\n")),
        () -> {
          boolean isEach = texts.size() > 1 && isDocument(texts.getFirst(), depth);
          for (String text : isEach ? texts : List.of(String.join("\n", texts))) {
            Object value = JsonReader.read(text, asHashtable, depth);
            if (Elements.isCollection(value) && !whole) {
              Elements.of(value).forEach(out);
            } else if (value != null) {
              out.accept(value);
            }
          }
        });
  }

  private static boolean isDocument(String text, int depth) {
    try {
      JsonReader.read(text, true, depth);
      return true;
    } catch (ValueException notWhole) {
      return false;
    }
  }
}
