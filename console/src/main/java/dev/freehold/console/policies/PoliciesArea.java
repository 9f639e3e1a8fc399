package dev.freehold.console.policies;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies for mailboxes and for several workloads. */
public final class PoliciesArea implements PageArea {

  private static final String MAILBOX_POLICIES = "/policies";
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              MAILBOX_POLICIES,
              "Get-DataEncryptionPolicy",
              "New-DataEncryptionPolicy -Name {0} -AzureKeyIDs {1},{2}"),
          new Kind(
              "/multi-workload-policies",
              "Get-M365DataAtRestEncryptionPolicy",
              "New-M365DataAtRestEncryptionPolicy -Name {0} -AzureKeyIDs {1},{2}"));

  /** The same pages for each kind of policies. */
  private record Kind(String path, String command, String create) {}

  @Override
  public List<ScreenRoute> screens() {
    return KINDS.stream()
        .flatMap(
            kind ->
                List.of(
                    ScreenRoute.of(kind.path, visit -> list(kind, visit)),
                    ScreenRoute.of(kind.path + "/{policy}", visit -> one(kind, visit)))
                    .stream())
        .toList();
  }

  @Override
  public List<ActRoute> acts() {
    return KINDS.stream()
        .flatMap(
            kind ->
                List.of(
                    ActRoute.post(kind.path, kind.path, (visit, form) -> make(kind, visit, form)),
                    ActRoute.post(
                        kind.path + "/{policy}/check",
                        kind.path + "/{policy}",
                        (visit, _) -> check(kind, visit)),
                    ActRoute.post(
                        kind.path + "/{policy}/roll",
                        kind.path + "/{policy}",
                        (visit, form) -> roll(kind, visit, form)))
                    .stream())
        .toList();
  }

  private static PageView list(Kind kind, Visit visit) {
    return PageView.of(
        "policies",
        visit.texts().of("page." + kind.path.substring(1)),
        new ListPage(
            kind.path,
            visit.get(PolicyModels.Listed.class, kind.path).policies(),
            visit.may("POST", kind.path),
            visit.refused()),
        Recipe.of(kind.command, "GET " + Visit.API + kind.path));
  }

  private static PageView one(Kind kind, Visit visit) {
    String path = kind.path + "/" + visit.segment("policy");
    PolicyModels.Status status = visit.get(PolicyModels.Status.class, path + "/status");
    String id = status.policy().id().toString();
    return PageView.of(
        "policy",
        status.policy().name(),
        new OnePage(
            kind.path + "/" + id,
            kind.path,
            status,
            visit.may("POST", path + "/check"),
            visit.may("POST", path + "/roll"),
            visit.mayGet(path + "/revocation-preview"),
            kind.path.equals(MAILBOX_POLICIES)
                && status.policy().state().equals("active")
                && visit.may("POST", path + "/purge-request"),
            visit.refused()),
        Recipe.of(
            kind.command + " -Identity \"" + status.policy().name() + "\"",
            "GET " + Visit.API + kind.path + "/" + id + "/status"));
  }

  private static Outcome make(Kind kind, Visit visit, FormBody form) {
    visit.send(
        "POST",
        kind.path,
        Map.of(
            "name", form.text("name"),
            "description", form.text("description"),
            "keys", List.of(form.text("key1"), form.text("key2"))));
    return new Outcome.Done(
        kind.path + "/" + RequestUri.encode(form.text("name")), "policy-created");
  }

  private static Outcome check(Kind kind, Visit visit) {
    String path = kind.path + "/" + visit.segment("policy");
    visit.send("POST", path + "/check");
    return new Outcome.Done(path, "policy-checked");
  }

  private static Outcome roll(Kind kind, Visit visit, FormBody form) {
    String path = kind.path + "/" + visit.segment("policy");
    List<String> keys =
        List.of("key1", "key2").stream()
            .map(field -> form.text(field))
            .filter(key -> !key.isEmpty())
            .toList();
    visit.send("POST", path + "/roll", Map.of("keys", keys));
    return new Outcome.Done(path, "policy-rolling");
  }

  /**
   * What the template of the list takes.
   *
   * @param path below {@code /console}
   * @param mayMake whether the form for a new one is shown
   */
  public record ListPage(
      String path, List<PolicyModels.Policy> policies, boolean mayMake, Optional<Problem> refused) {

    /** Copies the list. */
    public ListPage {
      policies = List.copyOf(policies);
    }
  }

  /**
   * What the template of one takes.
   *
   * @param path of this page, below {@code /console}
   * @param above the page that lists them
   */
  public record OnePage(
      String path,
      String above,
      PolicyModels.Status status,
      boolean mayCheck,
      boolean mayRoll,
      boolean mayPreview,
      boolean mayAskToPurge,
      Optional<Problem> refused) {}
}
