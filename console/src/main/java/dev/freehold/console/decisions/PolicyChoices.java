package dev.freehold.console.decisions;

import dev.freehold.console.policies.PolicyModels;
import dev.freehold.console.screen.ListedGeos;
import dev.freehold.console.screen.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The policies among which somebody chooses: all that they see and that are in use. */
public final class PolicyChoices {

  private PolicyChoices() {}

  /**
   * A policy.
   *
   * @param name its name; of files the geo's code
   * @param path of it, below {@code /console}
   */
  public record Choice(UUID id, String name, String path) {}

  static List<Choice> of(Visit visit) {
    List<Choice> choices = new ArrayList<>();
    for (String path : List.of("/policies", "/multi-workload-policies")) {
      visit
          .find(PolicyModels.Listed.class, path)
          .ifPresent(
              found ->
                  found.policies().stream()
                      .filter(policy -> policy.state().equals("active"))
                      .map(one -> new Choice(one.id(), one.name(), path + "/" + one.id()))
                      .forEach(choices::add));
    }
    ListedGeos.of(visit).stream()
        .filter(geo -> geo.policyId() != null)
        .map(geo -> new Choice(geo.policyId(), geo.code(), geo.path() + "/policy"))
        .forEach(choices::add);
    return choices;
  }
}
