package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the user for the parameters of one call that must be given and were not. */
final class MissingValues {

  private final Host host;
  private final String heading;
  private boolean headed;

  /**
   * Prepares to ask.
   *
   * @param place of the command in its pipeline, counted from 1
   */
  MissingValues(Host host, String commandName, int place) {
    this.host = host;
    heading =
        "\ncmdlet %s at command pipeline position %d\nSupply values for the following parameters:\n"
            .formatted(commandName, place);
  }

  /** A value for a parameter; null if nobody answers. */
  Object ask(Parameter parameter) {
    if (!host.isInteractive()) {
      return null;
    }
    if (!headed) {
      headed = true;
      host.write(heading, Optional.empty());
    }
    String type = parameter.type().fullName();
    if (type.endsWith("[]")) {
      return askEach(parameter.name());
    }
    String prompt = parameter.name() + ": ";
    return type.equals(PsKind.SECURE_STRING.fullName())
        ? host.askSecret(prompt).orElse(null)
        : host.ask(prompt).orElse(null);
  }

  /** One line for each element, up to an empty one. */
  private List<Object> askEach(String name) {
    List<Object> elements = new ArrayList<>();
    while (true) {
      Optional<String> answer = host.ask("%s[%d]: ".formatted(name, elements.size()));
      if (answer.isEmpty() && elements.isEmpty()) {
        return null;
      }
      if (answer.isEmpty() || answer.get().isEmpty()) {
        return elements;
      }
      elements.add(answer.get());
    }
  }
}
