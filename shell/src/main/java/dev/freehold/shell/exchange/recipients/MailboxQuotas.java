package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.ShellProblem;
import dev.freehold.shell.service.SizeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much a mailbox may hold: parameters of Set-Mailbox, and what Get-Mailbox shows. */
final class MailboxQuotas {

  static final String BYTES = "quotaBytes";
  static final String WARNING_BYTES = "quotaWarningBytes";
  static final String DEFAULT = "usesDefaultQuota";

  private static final String USE_DEFAULT = "UseDatabaseQuotaDefaults";
  private static final String SENDING = "ProhibitSendQuota";
  private static final String UNLIMITED = "Unlimited";
  private static final Map<String, String> MEMBERS =
      Map.of("ProhibitSendReceiveQuota", BYTES, "IssueWarningQuota", WARNING_BYTES);

  /** {@code 50GB}, or as sizes are shown: {@code 50 GB (53,687,091,200 bytes)}. */
  private static final Pattern SIZE =
      Pattern.compile(
          "(?<number>[0-9]+(?:\\.[0-9]+)?)\\s*(?<unit>[KMGT]?B)?"
              + "(?:\\s*\\((?<bytes>[0-9,]+) bytes\\))?",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");
  private static final int STEP = 1024;

  private MailboxQuotas() {}

  static List<Parameter> parameters() {
    return List.of(
        Parameter.text("ProhibitSendReceiveQuota"),
        Parameter.text("IssueWarningQuota"),
        Parameter.text(SENDING),
        Parameter.of(USE_DEFAULT, ArgumentTypes.BOOLEAN));
  }

  /** Tells whether a call changes anything of this. */
  static boolean isAsked(Bound bound) {
    return bound.has(USE_DEFAULT) || MEMBERS.keySet().stream().anyMatch(bound::has);
  }

  /** Warns of a quota for sending, which published lines set with the others. */
  static void warn(Invocation call) {
    Optional<String> sending = call.bound().text(SENDING);
    if (sending.isPresent() && bytes(SENDING, sending.get().strip()).isPresent()) {
      call.warning(
          ("-%s has no effect here: nobody sends mail through this server. What the mailbox may"
                  + " hold is -ProhibitSendReceiveQuota.")
              .formatted(SENDING));
    }
  }

  /** Adds what a call changes. */
  static void add(Bound bound, ObjectNode wanted) {
    MEMBERS.forEach(
        (name, member) ->
            bound
                .text(name)
                .ifPresent(
                    text -> {
                      OptionalLong bytes = bytes(name, text.strip());
                      if (bytes.isPresent()) {
                        wanted.put(member, bytes.getAsLong());
                      } else {
                        wanted.putNull(member);
                      }
                    }));
    if (bound.value(USE_DEFAULT) instanceof Boolean isDefault) {
      wanted.put(DEFAULT, isDefault);
    }
  }

  /** What the server says of a quota. */
  static Object shown(JsonNode view, String member) {
    return view.hasNonNull(member) ? SizeText.object(AnswerJson.number(view, member)) : UNLIMITED;
  }

  private static OptionalLong bytes(String name, String text) {
    if (text.equalsIgnoreCase(UNLIMITED)) {
      return OptionalLong.empty();
    }
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw ShellProblem.stop(
          ShellProblem.argument(
              "QuotaInvalid",
              "-%s takes a size such as 50GB, or Unlimited; got \"%s\".".formatted(name, text)));
    }
    if (size.group("bytes") != null) {
      return OptionalLong.of(Long.parseLong(size.group("bytes").replace(",", "")));
    }
    String unit = size.group("unit") == null ? "B" : size.group("unit").toUpperCase(Locale.ROOT);
    return OptionalLong.of(
        new BigDecimal(size.group("number"))
            .multiply(BigDecimal.valueOf(STEP).pow(UNITS.indexOf(unit)))
            .setScale(0, RoundingMode.DOWN)
            .min(BigDecimal.valueOf(Long.MAX_VALUE))
            .longValueExact());
  }
}
