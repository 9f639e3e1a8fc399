package dev.freehold.console.policies;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lists of policies, for mailboxes and for several workloads, and the way to a new one. */
public final class PoliciesArea implements PageArea {

  @Override
  public List<ScreenRoute> screens() {
    return PolicyPaths.ALL.stream()
        .map(kind -> ScreenRoute.of(kind.path(), visit -> list(kind, visit)))
        .toList();
  }

  @Override
  public List<ActRoute> acts() {
    return PolicyPaths.ALL.stream()
        .flatMap(
            kind ->
                List.of(
                    ActRoute.post(
                        kind.path(), kind.path(), (visit, form) -> make(kind, visit, form)),
                    ActRoute.post(
                        kind.keyCheck(),
                        kind.path(),
                        (visit, form) -> checkKeys(kind, visit, form)))
                    .stream())
        .toList();
  }

  private static PageView list(PolicyPaths kind, Visit visit) {
    return PageView.of(
        "policies",
        visit.texts().of("page." + kind.path().substring(1)),
        new ListPage(
            kind.path(),
            visit.get(PolicyModels.Listed.class, kind.path()).policies(),
            visit.may("POST", kind.path()),
            NewPolicyForm.of(kind, visit),
            visit.refused()),
        Recipe.of(kind.lists(), "GET " + Visit.API + kind.path()),
        Recipe.of(kind.makes(), "POST " + Visit.API + kind.path()));
  }

  private static Outcome make(PolicyPaths kind, Visit visit, FormBody form) {
    visit.send(
        "POST",
        kind.path(),
        Map.of(
            "name", form.text("name"),
            "description", form.text("description"),
            "keys", keys(form)));
    return new Outcome.Done(
        kind.path() + "/" + RequestUri.encode(form.text("name")), "policy-created");
  }

  /** Makes nothing, so what was found is shown at once. */
  private static Outcome checkKeys(PolicyPaths kind, Visit visit, FormBody form) {
    PolicyModels.KeyCheck found =
        visit.parsed(
            PolicyModels.KeyCheck.class,
            visit.send("POST", kind.keyCheck(), Map.of("keys", keys(form))));
    return new Outcome.Shown(
        PageView.of(
            "policy-keys",
            visit.texts().of("key-check.title"),
            new KeysPage(
                kind.path(), found, visit.may("POST", kind.path()), NewPolicyForm.of(kind, visit)),
            Recipe.ofCall("POST " + Visit.API + kind.keyCheck()),
            Recipe.of(kind.makes(), "POST " + Visit.API + kind.path())));
  }

  private static List<String> keys(FormBody form) {
    return List.of(form.text("key1"), form.text("key2"));
  }

  /**
   * The form for a new policy, with what was typed into it before.
   *
   * @param path where it goes to, below {@code /console}
   * @param check where it goes to have the keys checked only
   */
  public record NewPolicyForm(
      String path, String check, String name, String description, List<String> keys) {

    /** Copies the list. */
    public NewPolicyForm {
      keys = List.copyOf(keys);
    }

    private static NewPolicyForm of(PolicyPaths kind, Visit visit) {
      return new NewPolicyForm(
          kind.path(),
          kind.keyCheck(),
          visit.entered("name"),
          visit.entered("description"),
          List.of(visit.entered("key1"), visit.entered("key2")));
    }
  }

  /**
   * What the template of the list takes.
   *
   * @param path below {@code /console}
   * @param mayMake whether the form for a new one is shown
   */
  public record ListPage(
      String path,
      List<PolicyModel> policies,
      boolean mayMake,
      NewPolicyForm form,
      Optional<Problem> refused) {

    /** Copies the list. */
    public ListPage {
      policies = List.copyOf(policies);
    }
  }

  /**
   * What the template of a check of keys takes.
   *
   * @param above the page that lists the policies
   */
  public record KeysPage(
      String above, PolicyModels.KeyCheck found, boolean mayMake, NewPolicyForm form) {}
}
