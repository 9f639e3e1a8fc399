package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
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
import java.util.UUID;

/** Where somebody asks for a purge, and sees before what it would destroy. */
public final class PurgeRequestArea implements PageArea {

  private static final String ENTRIES = "25";
  private static final Kind MAIL =
      new Kind("/policies/{policy}", "policy", "mail", "freehold purge request {0}");
  private static final Kind SITES =
      new Kind("/geos/{geo}/policy", "geo", "sites", "freehold purge request --geo={0}");

  /**
   * The same page for mail and for sites.
   *
   * @param variable of the path
   */
  private record Kind(String path, String variable, String word, String command) {

    private String path(Visit visit) {
      return path.replace("{" + variable + "}", visit.segment(variable));
    }
  }

  @Override
  public List<ScreenRoute> screens() {
    return List.of(screen(MAIL), screen(SITES));
  }

  private static ScreenRoute screen(Kind kind) {
    return new ScreenRoute(
        kind.path + "/purge-request", kind.path + "/purge-preview", visit -> show(kind, visit));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(act(MAIL), act(SITES));
  }

  private static ActRoute act(Kind kind) {
    String path = kind.path + "/purge-request";
    return ActRoute.post(path, path, (visit, form) -> ask(kind, visit, form));
  }

  /** The policies whose purge the reader may ask for. */
  static List<PolicyChoices.Choice> choices(Visit visit) {
    return PolicyChoices.of(visit).stream()
        .filter(choice -> visit.may("POST", choice.path() + "/purge-request"))
        .toList();
  }

  private static PageView show(Kind kind, Visit visit) {
    String path = kind.path(visit);
    Preview preview = visit.get(Preview.class, path + "/purge-preview", Map.of("max", ENTRIES));
    String name = name(kind, visit, preview);
    return PageView.of(
        "decisions/purge-request",
        visit.texts().of("purge-request.title", name),
        new Page(
            path + "/purge-request",
            kind.word,
            name,
            preview,
            visit.may("POST", path + "/purge-request"),
            visit.refused()),
        Recipe.of(
            kind.command.replace("{0}", ShellWord.of(name))
                + " --reason TEXT --contact TEXT --user NAME",
            "POST " + Visit.API + path + "/purge-request"));
  }

  /** What has to be typed: the policy's name, or the geo's code. */
  private static String name(Kind kind, Visit visit, Preview preview) {
    return kind.equals(MAIL) ? preview.policyName() : visit.path(kind.variable);
  }

  private static Outcome ask(Kind kind, Visit visit, FormBody form) {
    String path = kind.path(visit);
    Preview preview = visit.get(Preview.class, path + "/purge-preview", Map.of("max", "1"));
    FormConfirmation.require(visit, form, name(kind, visit, preview));
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("reason", form.text("reason"));
    wanted.put("contact", form.text("contact"));
    if (form.field("without-vaults").isPresent()) {
      wanted.put("withoutVaults", true);
    }
    visit.send("POST", path + "/purge-request", wanted);
    return new Outcome.Done("/purges", "purge-requested");
  }

  /** What a purge would destroy. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Preview(
      UUID policyId,
      String policyName,
      String policyState,
      boolean alreadyRefused,
      Totals totals,
      List<Entry> entries,
      String next) {

    /** Whether no mailbox or site is left out. */
    public boolean isWhole() {
      return next == null
          || (totals != null && entries.size() == totals.mailboxes() + totals.sites());
    }
  }

  /** In numbers. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Totals(
      long mailboxes,
      long sites,
      long waiting,
      long objects,
      long bytes,
      long readableObjects,
      long readableBytes,
      long held,
      boolean blockedByHolds) {}

  /** A mailbox or a site. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entry(
      UUID id,
      String kind,
      String name,
      String displayName,
      long objects,
      long bytes,
      int legalHolds) {

    /** What people call it. */
    public String title() {
      return displayName != null ? displayName : name != null ? name : id.toString();
    }
  }

  /**
   * What the template takes.
   *
   * @param path of the form, below {@code /console}
   * @param kind mail or sites
   * @param name what has to be typed
   */
  public record Page(
      String path,
      String kind,
      String name,
      Preview preview,
      boolean mayAsk,
      Optional<Problem> refused) {}
}
