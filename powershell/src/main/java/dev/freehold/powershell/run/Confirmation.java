package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.Truth;
import java.util.Arrays;
import java.util.Optional;

/** {@code -WhatIf} and {@code -Confirm} of one call, and questions of cmdlets. */
final class Confirmation {

  private static final String ALL_CHOICES =
      "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is \"%s\"): ";

  private static final String CHOICES =
      "[Y] Yes  [N] No  [S] Suspend  [?] Help (default is \"%s\"): ";

  private static final String HELP =
      """
      Y - Continue with only the next step of the operation.
      A - Continue with all the steps of the operation.
      N - Skip this operation and proceed with the next operation.
      L - Skip this operation and all subsequent operations.
      S - Is not part of this shell, which has no prompt inside a command; answer otherwise.
      """;

  /** Answers that hold for the rest of the call. */
  private enum Standing {
    NONE,
    YES,
    NO
  }

  private final Context context;
  private final CmdletInfo info;
  private final Bound common;
  private Standing standing = Standing.NONE;

  Confirmation(Context context, CmdletInfo info, Bound common) {
    this.context = context;
    this.info = info;
    this.common = common;
  }

  boolean shouldProcess(
      String target, String action, Consequences consequences, MessageStreams messages) {
    String what = "Performing the operation \"%s\" on target \"%s\".".formatted(action, target);
    if (isWhatIf()) {
      whatIf(what);
      consequences.lines().forEach(this::whatIf);
      return false;
    }
    if (!asks()) {
      consequences.show(messages::warning);
      messages.verbose(what);
      return true;
    }
    return switch (standing) {
      case YES -> {
        consequences.show(messages::warning);
        yield true;
      }
      case NO -> false;
      case NONE ->
          ask(
              "Confirm",
              "Are you sure you want to perform this action?\n" + what,
              ALL_CHOICES,
              consequences);
    };
  }

  boolean isWhatIf() {
    return common.has("WhatIf")
        ? common.flag("WhatIf")
        : Truth.of(context.scope().value("WhatIfPreference"));
  }

  private void whatIf(String line) {
    context.session().host().write("What if: " + line + "\n", Optional.empty());
  }

  private boolean asks() {
    if (common.has("Confirm")) {
      return common.flag("Confirm");
    }
    String preference = Text.of(context.scope().value("ConfirmPreference"));
    ConfirmImpact from =
        Arrays.stream(ConfirmImpact.values())
            .filter(impact -> impact.name().equalsIgnoreCase(preference))
            .findFirst()
            .orElse(ConfirmImpact.HIGH);
    ConfirmImpact own = info.impact().orElse(ConfirmImpact.NONE);
    return from != ConfirmImpact.NONE && own.compareTo(from) >= 0;
  }

  boolean shouldContinue(String query, String caption, Consequences consequences) {
    return ask(caption.isEmpty() ? "Confirm" : caption, query, CHOICES, consequences);
  }

  private boolean ask(String caption, String message, String choices, Consequences consequences) {
    Host host = context.session().host();
    if (!host.isInteractive()) {
      throw notInteractive();
    }
    context.session().console().release();
    StringBuilder question = new StringBuilder("\n" + caption + "\n" + message + "\n");
    consequences.show(line -> question.append(line).append('\n'));
    host.write(question.toString(), Optional.empty());
    String prompt = choices.formatted(consequences.isForGood() ? "N" : "Y");
    boolean hasAll = choices.equals(ALL_CHOICES);
    while (true) {
      String answer = Scope.fold(host.ask(prompt).orElseThrow(Confirmation::notInteractive));
      switch (answer.strip()) {
        case "" -> {
          return !consequences.isForGood();
        }
        case "y", "yes" -> {
          return true;
        }
        case "n", "no" -> {
          return false;
        }
        case "a", "yes to all" -> {
          if (hasAll) {
            standing = Standing.YES;
            return true;
          }
        }
        case "l", "no to all" -> {
          if (hasAll) {
            standing = Standing.NO;
            return false;
          }
        }
        case "s", "suspend" ->
            host.write("This shell has no nested prompt; answer Y or N.\n", Optional.empty());
        default -> host.write(HELP, Optional.empty());
      }
    }
  }

  private static RuntimeException notInteractive() {
    return Errors.runtime(
        "InvalidOperation",
        ErrorCategory.INVALID_OPERATION,
        "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
  }
}
