package dev.freehold.server.audit.survey;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/** A mailbox that is removed, recovered and destroyed. */
final class RemovedMailboxActs {

  private static final String MAILBOX = "olga@contoso.example";
  private static final String REMOVE = "DELETE /api/v1/mailboxes/{mailbox}";
  private static final String REMOVED = "/api/v1/removed-mailboxes/{mailbox}";

  private final RouteTrial trial;

  RemovedMailboxActs(RouteTrial trial) {
    this.trial = trial;
  }

  List<DynamicTest> all() {
    return List.of(
        RouteTrial.given(
            "a mailbox", () -> trial.make("POST", "/api/v1/mailboxes", Map.of("address", MAILBOX))),
        trial.admin(REMOVE, null, "mailbox", MAILBOX),
        trial.admin("POST " + REMOVED + "/recover", Map.of(), "mailbox", MAILBOX),
        RouteTrial.given(
            "it is removed again",
            () -> trial.make("DELETE", "/api/v1/mailboxes/" + MAILBOX, null)),
        trial.admin("DELETE " + REMOVED, null, "mailbox", MAILBOX),
        RouteTrial.given("its jobs end", trial::awaitJobs));
  }
}
