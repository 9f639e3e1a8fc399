package dev.freehold.console.policies;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.hierarchy.KeyHierarchy;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.ShellWord;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One policy: its keys, the work on it, its rolls, and what can be done with it. */
public final class PolicyArea implements PageArea {

  private static final String JOBS = "/jobs";
  private static final String ASSIGNMENT = "/multi-workload-policy-assignment";

  /** Rolls that are shown; the others are in the list of jobs. */
  private static final int ROLLS = 10;

  @Override
  public List<ScreenRoute> screens() {
    return PolicyPaths.ALL.stream()
        .map(kind -> ScreenRoute.of(kind.one(), visit -> show(kind, visit)))
        .toList();
  }

  @Override
  public List<ActRoute> acts() {
    return Stream.concat(
            PolicyPaths.ALL.stream().flatMap(kind -> ofEach(kind).stream()), assignment().stream())
        .toList();
  }

  private static List<ActRoute> ofEach(PolicyPaths kind) {
    String one = kind.one();
    String job = "/jobs/{job}";
    return List.of(
        ActRoute.post(one + "/check", one, (visit, _) -> check(kind, visit)),
        ActRoute.post(one + "/roll", one, (visit, form) -> roll(kind, visit, form)),
        new ActRoute(one + "/edit", "PATCH", one, one, (visit, form) -> edit(kind, visit, form)),
        new ActRoute(
            one + job + "/pause",
            "POST",
            job + "/pause",
            one,
            (visit, _) -> change(kind, visit, "pause", "job-paused")),
        new ActRoute(
            one + job + "/resume",
            "POST",
            job + "/resume",
            one,
            (visit, _) -> change(kind, visit, "resume", "job-resumed")));
  }

  private static List<ActRoute> assignment() {
    String one = PolicyPaths.MULTI_WORKLOAD.one();
    return List.of(
        new ActRoute(
            one + "/assign", "PUT", ASSIGNMENT, one, (visit, _) -> assign(visit, policy(visit))),
        new ActRoute(one + "/take-away", "PUT", ASSIGNMENT, one, PolicyArea::takeAway));
  }

  private static PageView show(PolicyPaths kind, Visit visit) {
    String path = path(kind, visit);
    PolicyModels.Status status = visit.get(PolicyModels.Status.class, path + "/status");
    PolicyModel policy = status.policy();
    String id = policy.id().toString();
    boolean isOfMailboxes = kind.equals(PolicyPaths.MAILBOXES);
    return PageView.of(
        "policy",
        policy.name(),
        new OnePage(
            kind.path() + "/" + id,
            kind.path(),
            status,
            new Acts(
                visit.may("POST", path + "/check"),
                visit.may("POST", path + "/roll"),
                visit.may("PATCH", path) && !policy.isLeaving(),
                visit.mayGet(path + "/revocation-preview"),
                isOfMailboxes
                    && policy.state().equals("active")
                    && visit.may("POST", path + "/purge-request"),
                isOfMailboxes && visit.mayGet("/mailboxes")),
            status.work().flatMap(job -> Brake.of(visit, job)),
            jobs(visit, "roll", id)
                .map(found -> found.stream().filter(JobModels.Job::isOver).limit(ROLLS).toList()),
            jobs(visit, "availability-roll", id)
                .map(
                    found ->
                        new AvailabilityRoll(
                            found.stream().filter(one -> one.state().equals("done")).findFirst())),
            isOfMailboxes ? Optional.empty() : Assignment.of(visit, policy),
            KeyHierarchy.of(
                visit,
                policy.id(),
                kind.path() + "/" + id,
                visit.mayGet(path + "/revocation-preview")),
            visit.refused()),
        Recipe.of(
            kind.lists() + " -Identity " + ShellWord.ofPowerShell(policy.name()),
            "GET " + Visit.API + kind.path() + "/" + id + "/status"));
  }

  private static Optional<List<JobModels.Job>> jobs(Visit visit, String kind, String id) {
    return visit
        .find(JobModels.Listed.class, JOBS, Map.of("kind", kind, "subject", id))
        .map(JobModels.Listed::jobs);
  }

  private static String path(PolicyPaths kind, Visit visit) {
    return kind.path() + "/" + visit.segment("policy");
  }

  private static Outcome check(PolicyPaths kind, Visit visit) {
    visit.send("POST", path(kind, visit) + "/check");
    return new Outcome.Done(path(kind, visit), "policy-checked");
  }

  private static Outcome roll(PolicyPaths kind, Visit visit, FormBody form) {
    List<String> keys =
        Stream.of("key1", "key2")
            .map(field -> form.text(field))
            .filter(key -> !key.isEmpty())
            .toList();
    visit.send("POST", path(kind, visit) + "/roll", Map.of("keys", keys));
    return new Outcome.Done(path(kind, visit), "policy-rolling");
  }

  private static Outcome edit(PolicyPaths kind, Visit visit, FormBody form) {
    Map<String, Object> wanted =
        Map.of(
            "name", form.text("name"),
            "description", form.text("description"),
            "enabled", form.field("enabled").isPresent());
    PolicyModel edited =
        visit.parsed(PolicyModel.class, visit.send("PATCH", path(kind, visit), wanted));
    return new Outcome.Done(kind.path() + "/" + edited.id(), "policy-edited");
  }

  private static Outcome change(PolicyPaths kind, Visit visit, String how, String done) {
    visit.send("POST", JOBS + "/" + visit.segment("job") + "/" + how);
    return new Outcome.Done(path(kind, visit), done);
  }

  private static Optional<String> policy(Visit visit) {
    return Optional.of(visit.path("policy"));
  }

  private static Outcome takeAway(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    return assign(visit, Optional.empty());
  }

  private static Outcome assign(Visit visit, Optional<String> policy) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("policy", policy.orElse(null));
    JobModels.Job job = visit.parsed(JobModels.Job.class, visit.send("PUT", ASSIGNMENT, wanted));
    return new Outcome.Done(JOBS + "/" + job.id(), "tenant-policy-assigned");
  }

  /**
   * What the template takes.
   *
   * @param path of this page, below {@code /console}
   * @param above the page that lists them
   * @param brake of the work that is under way
   * @param rolls that have ended, the newest first, as far as the person may see them
   * @param availabilityRoll as far as the person may see it
   * @param assignment of a multi-workload policy
   * @param hierarchy the picture of its keys, if there is one
   */
  public record OnePage(
      String path,
      String above,
      PolicyModels.Status status,
      Acts acts,
      Optional<Brake> brake,
      Optional<List<JobModels.Job>> rolls,
      Optional<AvailabilityRoll> availabilityRoll,
      Optional<Assignment> assignment,
      Optional<KeyHierarchy> hierarchy,
      Optional<Problem> refused) {}

  /**
   * What the person may do.
   *
   * @param mayAskToPurge whether there is a way to leave from here
   * @param mayList the mailboxes that are under it
   */
  public record Acts(
      boolean mayCheck,
      boolean mayRoll,
      boolean mayEdit,
      boolean mayPreview,
      boolean mayAskToPurge,
      boolean mayList) {}

  /**
   * What holds up work or lets it go on.
   *
   * @param path of the forms, below {@code /console} and the policy's page
   */
  public record Brake(String path, boolean showsPause, boolean showsResume) {

    private static Optional<Brake> of(Visit visit, JobModels.Job job) {
      String path = JOBS + "/" + job.id();
      Brake brake =
          new Brake(
              path,
              visit.may("POST", path + "/pause") && !job.state().equals("paused"),
              visit.may("POST", path + "/resume") && job.isHalted());
      return Optional.of(brake).filter(one -> one.showsPause || one.showsResume);
    }
  }

  /**
   * The last roll of the availability key.
   *
   * @param job that did it; empty if the key is the one that the policy was made with
   */
  public record AvailabilityRoll(Optional<JobModels.Job> job) {}

  /**
   * Which multi-workload policy covers the tenant.
   *
   * @param assigned the one, if there is one
   * @param isThis whether it is the one of this page
   * @param may whether the person may change it
   */
  public record Assignment(Optional<PolicyModel> assigned, boolean isThis, boolean may) {

    private static Optional<Assignment> of(Visit visit, PolicyModel policy) {
      return visit
          .find(PolicyModels.Assigned.class, ASSIGNMENT)
          .map(found -> Optional.ofNullable(found.policy()))
          .map(
              assigned ->
                  new Assignment(
                      assigned,
                      assigned.filter(one -> one.id().equals(policy.id())).isPresent(),
                      visit.may("PUT", ASSIGNMENT)));
    }
  }
}
