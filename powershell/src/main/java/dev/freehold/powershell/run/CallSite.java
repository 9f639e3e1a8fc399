package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.RawArgument;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.syntax.Element;
import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command as it stands in a script.
 *
 * @param context where it runs; its output is what stands behind it in the pipeline
 * @param place in its pipeline, counted from 0
 */
record CallSite(Context context, Element.Command command, int place) {

  /** Evaluates the arguments. */
  List<RawArgument> arguments() {
    Evaluator evaluator = new Evaluator(context);
    List<RawArgument> arguments = new ArrayList<>();
    for (Element.Argument argument : command.arguments()) {
      switch (argument) {
        case Element.Argument.Named named ->
            arguments.add(
                named
                    .value()
                    .map(
                        value ->
                            RawArgument.named(named.name(), evaluator.value(value), written(value)))
                    .orElseGet(() -> RawArgument.named(named.name())));
        case Element.Argument.Positional positional ->
            arguments.add(
                RawArgument.positional(
                    evaluator.value(positional.value()), written(positional.value())));
        case Element.Argument.Splat splat -> splat(evaluator.value(splat.variable()), arguments);
      }
    }
    return arguments;
  }

  private static Optional<String> written(Expression value) {
    return value instanceof Expression.Numeral number
        ? Optional.of(number.written())
        : Optional.empty();
  }

  private static void splat(Object value, List<RawArgument> arguments) {
    if (value instanceof PsHashtable table) {
      for (Object key : table.keys()) {
        arguments.add(RawArgument.named(Text.of(key), table.get(key), Optional.empty()));
      }
    } else if (value != null) {
      Elements.of(value)
          .forEach(each -> arguments.add(RawArgument.positional(each, Optional.empty())));
    }
  }

  /** What asks the user for the parameters that must be given. */
  MissingValues missing(String commandName) {
    return new MissingValues(context.session().host(), commandName, place + 1);
  }

  /** Adds the command and the place of the call to an error. */
  ShellError locate(ShellError error, String commandName) {
    return error.in(commandName).at(context.position(command.span()));
  }
}
