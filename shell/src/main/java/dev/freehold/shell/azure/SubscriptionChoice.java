package dev.freehold.shell.azure;

import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureLimits;
import dev.freehold.shell.azure.call.AzureSubscription;
import java.util.List;
import java.util.Optional;

/** Chooses the subscription that cmdlets act on. */
final class SubscriptionChoice {

  private final AzureCall call;

  SubscriptionChoice(AzureCall call) {
    this.call = call;
  }

  /** The one of an id or a name. */
  static AzureSubscription named(List<AzureSubscription> all, String idOrName) {
    return all.stream()
        .filter(each -> each.isCalled(idOrName))
        .findFirst()
        .orElseThrow(
            () ->
                AzureFailure.missing(
                    "SubscriptionNotFound",
                    ("The subscription '%s' is not one of this account. Please provide a valid"
                            + " tenant or a valid subscription; Get-AzSubscription lists them.")
                        .formatted(idOrName)));
  }

  /** The only one, the one that the user picks, or the first where nobody can be asked. */
  Optional<AzureSubscription> among(List<AzureSubscription> all) {
    if (all.size() < 2 || !call.host().isInteractive()) {
      return all.stream().findFirst();
    }
    show(all);
    for (int round = 0; round < AzureLimits.MAX_QUESTIONS; round++) {
      String answer =
          call.host().ask("Select a tenant and subscription (Enter for 1): ").orElse("").strip();
      if (answer.isEmpty()) {
        return Optional.of(all.getFirst());
      }
      if (answer.matches("[0-9]{1,4}")) {
        int number = Integer.parseInt(answer);
        if (number >= 1 && number <= all.size()) {
          return Optional.of(all.get(number - 1));
        }
      }
    }
    return Optional.of(all.getFirst());
  }

  private void show(List<AzureSubscription> all) {
    int width = all.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    int names = Math.max(width, "Subscription name".length());
    String row = "%-4s %-" + names + "s  %-36s  %s%n";
    StringBuilder text = new StringBuilder("\n");
    text.append(row.formatted("No", "Subscription name", "Subscription ID", "Tenant"));
    for (int at = 0; at < all.size(); at++) {
      AzureSubscription each = all.get(at);
      text.append(row.formatted("[" + (at + 1) + "]", each.name(), each.id(), each.tenantId()));
    }
    call.host().write(text.toString().replace(System.lineSeparator(), "\n"), Optional.empty());
  }
}
