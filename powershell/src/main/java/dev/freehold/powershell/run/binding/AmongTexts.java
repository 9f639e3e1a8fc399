package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Text;
import java.util.List;
import java.util.Optional;

/** Each element is one of some texts, in any case. */
record AmongTexts(List<String> accepted) implements Validation {

  @Override
  public Optional<String> problem(Object value) {
    return Elements.of(value).stream()
        .map(Text::of)
        .filter(text -> accepted.stream().noneMatch(text::equalsIgnoreCase))
        .findFirst()
        .map(
            text ->
                ("The argument \"%s\" does not belong to the set \"%s\" specified by the"
                        + " ValidateSet attribute. Supply an argument that is in the set and"
                        + " then try the command again.")
                    .formatted(text, String.join(",", accepted)));
  }
}
