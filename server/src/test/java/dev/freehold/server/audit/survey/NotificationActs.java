package dev.freehold.server.audit.survey;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/** Somebody wants no e-mail of a kind; a webhook is made, tried and deleted. */
final class NotificationActs {

  /** Where it leads; nobody listens there. */
  static final String INSIDE = "127.0.0.1:9";

  private static final String CHOOSE = "PUT /api/v1/me/notifications";
  private static final String MAKE = "POST /api/v1/webhooks";
  private static final String TRY = "POST /api/v1/webhooks/{webhook}/test";
  private static final String DELETE = "DELETE /api/v1/webhooks/{webhook}";

  private final RouteTrial trial;
  private String webhook;

  NotificationActs(RouteTrial trial) {
    this.trial = trial;
  }

  List<DynamicTest> all() {
    return List.of(
        trial.admin(CHOOSE, Map.of("off", List.of("job-failed"))),
        trial.admin(MAKE, Map.of("url", "https://" + INSIDE + "/hook")),
        RouteTrial.given("the webhook", () -> webhook = trial.last.path("id").asText()),
        trial.act(TRY, () -> trial.call(TRY, trial.admin, null, "webhook", webhook)),
        trial.act(DELETE, () -> trial.call(DELETE, trial.admin, null, "webhook", webhook)));
  }
}
