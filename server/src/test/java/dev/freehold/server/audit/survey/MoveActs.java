package dev.freehold.server.audit.survey;

import static dev.freehold.server.audit.survey.RouteTrial.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/** Orders out of a locked policy, and what a second person says to them. */
final class MoveActs {

  private static final String MAILBOX = "moving@contoso.example";

  private final RouteTrial trial;
  private final Supplier<String> approver;
  private String job;

  MoveActs(RouteTrial trial, Supplier<String> approver) {
    this.trial = trial;
    this.approver = approver;
  }

  List<DynamicTest> all() {
    List<DynamicTest> acts = new ArrayList<>();
    acts.add(given("a mailbox whose policy is locked", this::lock));
    for (String step : List.of("approve", "deny", "cancel")) {
      String route = "POST /api/v1/move-approvals/{job}/" + step;
      acts.add(given("an order waits", this::order));
      acts.add(
          trial.act(
              route,
              () ->
                  trial.call(
                      route,
                      step.equals("cancel") ? trial.admin : approver.get(),
                      null,
                      "job",
                      job)));
      acts.add(given("the order is called off", this::callOff));
    }
    acts.add(given("the permissions are back", this::unlock));
    return acts;
  }

  private void lock() throws Exception {
    Map<String, Object> wanted =
        Map.of("address", MAILBOX, "policyId", trial.tenant.policyId().toString());
    trial.make("POST", "/api/v1/mailboxes", wanted);
    trial.tenant.permit(false);
    check();
  }

  private void check() throws Exception {
    String check = "POST /api/v1/policies/{policy}/check";
    String policy = trial.tenant.policyId().toString();
    trial.caller.send(trial.call(check, trial.admin, Map.of(), "policy", policy));
  }

  /** It waits, and is paused, so that it does not try again meanwhile. */
  private void order() throws Exception {
    Map<String, String> none = new HashMap<>();
    none.put("policy", null);
    String assign = "PUT /api/v1/mailboxes/{mailbox}/policy";
    var ordered = trial.caller.send(trial.call(assign, trial.admin, none, "mailbox", MAILBOX));
    assertThat(ordered.body().path("code").asText()).isEqualTo("move-awaits-approval");
    job = ordered.body().path("id").asText();
    String pause = "POST /api/v1/jobs/{job}/pause";
    assertThat(trial.caller.send(trial.call(pause, trial.admin, null, "job", job)).isGood())
        .isTrue();
  }

  private void callOff() throws Exception {
    String cancel = "POST /api/v1/jobs/{job}/cancel";
    trial.caller.send(trial.call(cancel, trial.admin, null, "job", job));
    Map<String, String> back = Map.of("policy", trial.tenant.policyId().toString());
    String assign = "PUT /api/v1/mailboxes/{mailbox}/policy";
    trial.caller.send(trial.call(assign, trial.admin, back, "mailbox", MAILBOX));
    trial.awaitJobs();
  }

  private void unlock() throws Exception {
    trial.tenant.permit(true);
    check();
  }
}
