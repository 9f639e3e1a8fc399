package dev.freehold.server.audit.survey;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/** Full access to a mailbox, given and taken. */
final class MailboxPermissionActs {

  private static final String PERMISSION = "/api/v1/mailboxes/{mailbox}/permissions/{principal}";
  private static final String MAILBOX = "ben@contoso.example";

  private final RouteTrial trial;
  private final Supplier<String> principal;

  MailboxPermissionActs(RouteTrial trial, Supplier<String> principal) {
    this.trial = trial;
    this.principal = principal;
  }

  List<DynamicTest> all() {
    return List.of(
        act("PUT " + PERMISSION, Map.of("accessRights", List.of("FullAccess"))),
        act("DELETE " + PERMISSION, null));
  }

  private DynamicTest act(String route, Object body) {
    return trial.act(
        route,
        () ->
            trial.call(route, trial.admin, body, "mailbox", MAILBOX, "principal", principal.get()));
  }
}
