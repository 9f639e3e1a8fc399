package dev.freehold.console.jobs;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.NextPage;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Jobs: how far they are, and what holds them up or lets them go on. */
public final class JobsArea implements PageArea {

  private static final String JOBS = "/jobs";
  private static final String ONE = JOBS + "/{job}";
  private static final int ROWS = 50;
  private static final List<String> FILTERS = List.of("kind", "subject", "state");

  private static final List<String> KINDS =
      List.of(
          "assign",
          "multi-workload",
          "register",
          "restore",
          "roll",
          "availability-roll",
          "empty",
          "imap-migration",
          "imap-sync",
          "purge");

  private static final List<String> STATES =
      List.of("queued", "running", "waiting", "paused", "done", "failed", "cancelled");

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(JOBS, JobsArea::list), ScreenRoute.of(ONE, JobsArea::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(ONE + "/pause", ONE, (visit, _) -> change(visit, "pause", "job-paused")),
        ActRoute.post(ONE + "/resume", ONE, (visit, _) -> change(visit, "resume", "job-resumed")),
        ActRoute.post(ONE + "/cancel", ONE, JobsArea::cancel),
        new ActRoute(ONE + "/statement", "GET", ONE, ONE, JobsArea::save));
  }

  private static PageView list(Visit visit) {
    Map<String, String> asked = new HashMap<>();
    asked.put("max", Integer.toString(ROWS + 1));
    Stream.concat(FILTERS.stream(), Stream.of("after"))
        .forEach(name -> visit.asked(name).ifPresent(value -> asked.put(name, value)));
    NextPage<JobModels.Job> page =
        NextPage.of(
            visit.get(JobModels.Listed.class, JOBS, asked).jobs(),
            ROWS,
            job -> job.id().toString());
    Map<String, String> filters = new LinkedHashMap<>();
    FILTERS.forEach(name -> visit.asked(name).ifPresent(value -> filters.put(name, value)));
    return PageView.of(
        "jobs",
        visit.texts().of("page.jobs"),
        new ListPage(
            page.rows(),
            JobSubject.many(visit, page.rows()),
            KINDS,
            filters.getOrDefault("kind", ""),
            STATES,
            filters.getOrDefault("state", ""),
            visit.asked("subject").map(id -> JobSubject.any(visit, id)),
            visit.asked("after").isPresent(),
            page.href(JOBS, filters)),
        Recipe.ofCall("GET " + Visit.API + JOBS + "?kind=roll"));
  }

  private static PageView one(Visit visit) {
    String path = JOBS + "/" + visit.segment("job");
    JobModels.Job job = visit.get(JobModels.Job.class, path);
    return PageView.of(
        "job",
        visit.texts().word("job", job.kind()),
        new OnePage(
            JOBS + "/" + job.id(),
            job,
            JobSubject.of(visit, job),
            visit.may("POST", path + "/pause"),
            visit.may("POST", path + "/resume"),
            visit.may("POST", path + "/cancel"),
            visit.refused()),
        Recipe.ofCall("GET " + Visit.API + JOBS + "/" + job.id()),
        Recipe.ofCall("POST " + Visit.API + JOBS + "/" + job.id() + "/pause"));
  }

  private static Outcome change(Visit visit, String how, String done) {
    String path = JOBS + "/" + visit.segment("job");
    visit.send("POST", path + "/" + how);
    return new Outcome.Done(path, done);
  }

  private static Outcome cancel(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    return change(visit, "cancel", "job-cancelled");
  }

  /** The job as the API gives it, with its statement. */
  private static Outcome save(Visit visit, FormBody form) {
    String path = JOBS + "/" + visit.segment("job");
    JobModels.Job job = visit.get(JobModels.Job.class, path);
    return new Outcome.Saved(
        job.kind() + "-" + job.id() + ".json", visit.send("GET", path).bytes());
  }

  /**
   * What the template of the list takes.
   *
   * @param subjects what the rows are about, by id, as far as the person may see it
   * @param kinds to choose from
   * @param kind that was chosen; empty for any
   * @param subject what the list is about, if it is about one thing
   * @param isLater whether rows come before these
   * @param next the address of the next page
   */
  public record ListPage(
      List<JobModels.Job> rows,
      Map<UUID, JobSubject> subjects,
      List<String> kinds,
      String kind,
      List<String> states,
      String state,
      Optional<JobSubject> subject,
      boolean isLater,
      Optional<String> next) {

    /** Copies the lists. */
    public ListPage {
      rows = List.copyOf(rows);
      subjects = Map.copyOf(subjects);
      kinds = List.copyOf(kinds);
      states = List.copyOf(states);
    }

    /** Whether the page says by itself how far a job of it is: the first of those that go on. */
    public boolean isFollowed(JobModels.Job row) {
      return rows.stream()
          .filter(job -> !job.isOver())
          .limit(JobNews.MAX_FOLLOWED)
          .anyMatch(row::equals);
    }

    /** Whether it does so for any. */
    public boolean isLive() {
      return rows.stream().anyMatch(job -> !job.isOver());
    }

    /** What a row is about. */
    public Optional<JobSubject> about(JobModels.Job row) {
      return Optional.ofNullable(row.subjectId()).map(subjects::get);
    }
  }

  /**
   * What the template of one takes.
   *
   * @param path of this page, below {@code /console}
   * @param subject what it is about
   */
  public record OnePage(
      String path,
      JobModels.Job job,
      Optional<JobSubject> subject,
      boolean mayPause,
      boolean mayResume,
      boolean mayCancel,
      Optional<Problem> refused) {

    /** What it came to, without what stands elsewhere on the page and what is empty. */
    public Map<String, String> facts() {
      Map<String, String> facts = new TreeMap<>(job.statement());
      facts.remove("policyId");
      facts.values().removeIf(String::isBlank);
      return facts;
    }

    /** Whether it can be paused now. */
    public boolean showsPause() {
      return mayPause && !job.isOver() && !job.state().equals("paused");
    }

    /** Whether it can go on now. */
    public boolean showsResume() {
      return mayResume && job.isHalted();
    }

    /** Whether it can be cancelled now. */
    public boolean showsCancel() {
      return mayCancel && (!job.isOver() || job.state().equals("failed"));
    }
  }
}
