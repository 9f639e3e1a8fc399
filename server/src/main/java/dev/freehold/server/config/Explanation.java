package dev.freehold.server.config;

import dev.freehold.web.Limit;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The output of {@code freehold config explain}: every key, its meaning, its value and where that
 * was set; then the limits of all listeners that no key changes.
 */
public final class Explanation {

  private Explanation() {}

  /** The whole table as text, without any secret. */
  public static String of(Configuration configuration) {
    return Settings.ALL.stream()
        .map(setting -> entry(setting, configuration))
        .collect(Collectors.joining("\n", "", "\n" + fixed()));
  }

  private static String fixed() {
    return Limit.ofTheDoor().stream()
        .map(limit -> "%-34s %-10s %s".formatted(limit.name(), limit.value(), limit.meaning()))
        .collect(Collectors.joining("\n", "Fixed bounds of every listener\n\n", "\n"));
  }

  private static String entry(Setting<?> setting, Configuration configuration) {
    String environment = setting.environmentName();
    return """
    %s
        %s
        expected     %s
        default      %s
        environment  %s
        used by      %s
        now          %s  (from %s)
    """
        .formatted(
            setting.key(),
            setting.meaning(),
            setting.kind().bounds(),
            setting.defaultText().isEmpty() ? "(none)" : setting.defaultText(),
            setting.isSecret() ? environment + " or " + environment + "_FILE" : environment,
            setting.commands().stream()
                .sorted()
                .map(command -> "freehold " + command.word())
                .collect(Collectors.joining(", ")),
            shown(configuration.get(setting)),
            configuration.origin(setting));
  }

  private static String shown(Object value) {
    String text =
        switch (value) {
          case Enum<?> choice -> choice.name().toLowerCase(java.util.Locale.ROOT);
          case java.util.List<?> list ->
              list.stream().map(String::valueOf).collect(Collectors.joining(", "));
          case OptionalLong given -> given.isPresent() ? Long.toString(given.getAsLong()) : "0";
          case java.util.Optional<?> given -> given.map(Explanation::shown).orElse("");
          default -> String.valueOf(value);
        };
    return text.isEmpty() ? "(none)" : text;
  }
}
