package dev.freehold.shell.exchange.recipients;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.service.ShellProblem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters of Set-Mailbox for what this server does not do. Each takes the value that says how
 * things are anyway, and refuses any other: a setting that is taken without an effect would be
 * worse than an error.
 */
final class NotInEffect {

  /** How things are, in lower case; the empty text stands for {@code $null}. */
  private static final Map<String, List<String>> AS_IT_IS =
      new TreeMap<>(
          Map.of(
              "ForwardingSmtpAddress", List.of(""),
              "ForwardingAddress", List.of(""),
              "DeliverToMailboxAndForward", List.of("false"),
              "LitigationHoldDuration", List.of("", "unlimited"),
              "RetentionPolicy", List.of(""),
              "AuditEnabled", List.of("true")));

  private static final List<String> BOOLEANS =
      List.of("DeliverToMailboxAndForward", "AuditEnabled");

  private NotInEffect() {}

  static List<Parameter> parameters() {
    return AS_IT_IS.keySet().stream()
        .map(
            name ->
                BOOLEANS.contains(name)
                    ? Parameter.of(name, ArgumentTypes.BOOLEAN)
                    : Parameter.text(name))
        .toList();
  }

  /** Refuses a call that asks for what would have no effect. */
  static void refuse(Bound bound) {
    AS_IT_IS.forEach(
        (name, values) -> {
          String value = Text.of(bound.value(name)).strip();
          if (bound.has(name) && values.stream().noneMatch(value::equalsIgnoreCase)) {
            throw ShellProblem.stop(
                ShellProblem.unsupported(
                    "SettingNotSupported",
                    ("-%s cannot be %s: this server does not do that, so the setting would have "
                            + "no effect. Leave the parameter out.")
                        .formatted(name, value.isEmpty() ? "$null" : "'" + value + "'")));
          }
        });
  }
}
