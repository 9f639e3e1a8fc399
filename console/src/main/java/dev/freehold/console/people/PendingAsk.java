package dev.freehold.console.people;

import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asking for an act about somebody that one administrator does not do alone. */
final class PendingAsk {

  static final String RESOURCE = "/pending-acts";

  private static final List<String> OF_HOLDERS = List.of("resetCredential", "deleteVaultAdmin");
  private static final List<String> OF_OTHERS = List.of("grantVaultAdmin");

  private PendingAsk() {}

  /** What the reader may ask for about somebody who has these roles. */
  static List<String> kinds(Visit visit, Collection<String> roles) {
    if (!visit.may("POST", RESOURCE)) {
      return List.of();
    }
    boolean isHolder = roles.contains("VAULT_ADMIN") || roles.contains("APPROVER");
    return isHolder ? OF_HOLDERS : OF_OTHERS;
  }

  static Outcome ask(Visit visit, FormBody form, UUID objectId, String page) {
    FormConfirmation.requireTicked(visit, form);
    visit.send(
        "POST", RESOURCE, Map.of("kind", form.field("kind").orElse(""), "objectId", objectId));
    return new Outcome.Done(page, "act-asked");
  }
}
