package dev.freehold.server.audit.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/** A group that is made, filled, emptied and deleted. */
final class GroupActs {

  private static final String GROUPS = "/graph/v1.0/groups";
  private static final String MEMBERS = GROUPS + "/{group}/members";

  private final RouteTrial trial;
  private final Supplier<String> principal;
  private String group;

  GroupActs(RouteTrial trial, Supplier<String> principal) {
    this.trial = trial;
    this.principal = principal;
  }

  List<DynamicTest> all() {
    return List.of(
        trial.admin("POST " + GROUPS, Map.of("displayName", "Survey")),
        RouteTrial.given("a group", this::make),
        trial.act(
            "POST " + MEMBERS + "/$ref",
            () ->
                trial.call(
                    "POST " + MEMBERS + "/$ref",
                    trial.admin,
                    Map.of("@odata.id", "directoryObjects/" + principal.get()),
                    "group",
                    group)),
        act("DELETE " + MEMBERS + "/{member}/$ref"),
        act("DELETE " + GROUPS + "/{group}"));
  }

  private DynamicTest act(String route) {
    return trial.act(
        route,
        () -> trial.call(route, trial.admin, null, "group", group, "member", principal.get()));
  }

  private void make() throws Exception {
    JsonNode made = trial.make("POST", GROUPS, Map.of("displayName", "Surveyed"));
    group = made.path("id").asText();
  }
}
