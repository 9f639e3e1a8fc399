package dev.freehold.console.migrations;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.NextPage;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.ShellWord;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Migration batches: how far their mailboxes are, and what lets them go on or ends them. */
public final class MigrationsArea implements PageArea {

  private static final String BATCHES = "/migration-batches";
  private static final String ONE = BATCHES + "/{batch}";
  private static final int ROWS = 50;

  @Override
  public List<ScreenRoute> screens() {
    return List.of(
        ScreenRoute.of(BATCHES, MigrationsArea::list), ScreenRoute.of(ONE, MigrationsArea::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(ONE + "/start", ONE, (visit, _) -> change(visit, "start")),
        ActRoute.post(ONE + "/stop", ONE, (visit, _) -> change(visit, "stop")),
        ActRoute.post(ONE + "/complete", ONE, MigrationsArea::complete),
        new ActRoute(ONE + "/remove", "DELETE", ONE, ONE, MigrationsArea::remove));
  }

  private static PageView list(Visit visit) {
    return PageView.of(
        "migration-batches",
        visit.texts().of("page.migration-batches"),
        new ListPage(visit.get(MigrationModels.Listed.class, BATCHES).migrationBatches()),
        Recipe.of("Get-MigrationBatch", "GET " + Visit.API + BATCHES));
  }

  private static PageView one(Visit visit) {
    String path = BATCHES + "/" + visit.segment("batch");
    MigrationModels.Batch batch = visit.get(MigrationModels.Batch.class, path);
    Map<String, String> asked = new HashMap<>();
    asked.put("max", Integer.toString(ROWS + 1));
    visit.asked("after").ifPresent(value -> asked.put("after", value));
    NextPage<MigrationModels.User> page =
        NextPage.of(
            visit.get(MigrationModels.Users.class, path + "/users", asked).users(),
            ROWS,
            user -> Integer.toString(user.line()));
    String own = BATCHES + "/" + batch.id();
    String name = ShellWord.ofPowerShell(batch.name());
    return PageView.of(
        "migration-batch",
        batch.name(),
        new OnePage(
            own,
            batch,
            page.rows(),
            visit.may("POST", path + "/start"),
            visit.may("DELETE", path),
            visit.asked("after").isPresent(),
            page.href(own, Map.of()),
            visit.refused()),
        Recipe.of("Get-MigrationUser -BatchId " + name, "GET " + Visit.API + own + "/users"),
        Recipe.of("Stop-MigrationBatch " + name, "POST " + Visit.API + own + "/stop"),
        Recipe.of("Complete-MigrationBatch " + name, "POST " + Visit.API + own + "/complete"));
  }

  private static Outcome change(Visit visit, String how) {
    String path = BATCHES + "/" + visit.segment("batch");
    visit.send("POST", path + "/" + how);
    return new Outcome.Done(path, how.equals("stop") ? "batch-stopped" : "batch-started");
  }

  private static Outcome complete(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = BATCHES + "/" + visit.segment("batch");
    visit.send("POST", path + "/complete");
    return new Outcome.Done(path, "batch-completing");
  }

  /** The tick is the confirmation that the API asks for of a batch that runs. */
  private static Outcome remove(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    visit.sendQuery("DELETE", BATCHES + "/" + visit.segment("batch"), "confirm=true");
    return new Outcome.Done(BATCHES, "batch-removed");
  }

  /** What the template of the list takes. */
  public record ListPage(List<MigrationModels.Batch> rows) {

    /** Copies the list. */
    public ListPage {
      rows = List.copyOf(rows);
    }

    /** Whether any goes on. */
    public boolean isLive() {
      return rows.stream().anyMatch(MigrationModels.Batch::isRunning);
    }
  }

  /**
   * What the template of one takes.
   *
   * @param path of this page, below {@code /console}
   * @param isLater whether rows come before these
   * @param next the address of the next page
   */
  public record OnePage(
      String path,
      MigrationModels.Batch batch,
      List<MigrationModels.User> users,
      boolean mayChange,
      boolean mayRemove,
      boolean isLater,
      Optional<String> next,
      Optional<Problem> refused) {

    /** Copies the list. */
    public OnePage {
      users = List.copyOf(users);
    }

    /** Whether it can be started now. */
    public boolean showsStart() {
      return mayChange && !batch.isOver() && !batch.isRunning();
    }

    /** Whether it can be completed. */
    public boolean showsComplete() {
      return mayChange && batch.isToComplete();
    }

    /** Whether it can be stopped now. */
    public boolean showsStop() {
      return mayChange && batch.goesOn();
    }
  }
}
