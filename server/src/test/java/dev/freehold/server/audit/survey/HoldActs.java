package dev.freehold.server.audit.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/** Legal holds on a mailbox and on a site, placed and lifted. */
final class HoldActs {

  private static final String MAILBOX = "ben@contoso.example";
  private static final Map<String, String> HOLD = Map.of("name", "Inquiry", "reason", "a dispute");

  private final RouteTrial trial;
  private String site;

  HoldActs(RouteTrial trial) {
    this.trial = trial;
  }

  List<DynamicTest> all() {
    List<DynamicTest> acts = new ArrayList<>();
    String ofMailbox = "/api/v1/mailboxes/{mailbox}/holds";
    acts.add(trial.admin("POST " + ofMailbox, HOLD, "mailbox", MAILBOX));
    acts.add(
        trial.admin(
            "DELETE " + ofMailbox + "/{hold}", null, "mailbox", MAILBOX, "hold", "Inquiry"));
    acts.add(
        RouteTrial.given(
            "a site",
            () ->
                site =
                    trial
                        .make("POST", "/api/v1/sites", Map.of("name", "minutes", "geo", "EUR"))
                        .path("id")
                        .asText()));
    String ofSite = "/api/v1/sites/{site}/holds";
    String place = "POST " + ofSite;
    acts.add(trial.act(place, () -> trial.call(place, trial.admin, HOLD, "site", site)));
    String lift = "DELETE " + ofSite + "/{hold}";
    acts.add(
        trial.act(
            lift, () -> trial.call(lift, trial.admin, null, "site", site, "hold", "Inquiry")));
    return acts;
  }
}
