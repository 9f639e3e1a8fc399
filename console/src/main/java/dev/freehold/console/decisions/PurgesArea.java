package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.decisions.PurgeModels.Facts;
import dev.freehold.console.decisions.PurgeModels.Purge;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenant's purges: what is done, whose turn it is, and the step that the reader can take. */
public final class PurgesArea implements PageArea {

  private static final String LIST = "/purges";
  private static final String ONE = "/purges/{purge}";

  private final InstantSource clock;

  /** Tells how much time is left by {@code clock}. */
  public PurgesArea(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(LIST, PurgesArea::list), ScreenRoute.of(ONE, this::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(ONE + "/consents", ONE, PurgesArea::consent),
        ActRoute.post(ONE + "/document", ONE, PurgesArea::makeDocument),
        ActRoute.post(ONE + "/document/sign", ONE, PurgesArea::sign));
  }

  @Override
  public List<FileRoute> files() {
    return List.of(
        FileRoute.of(ONE + "/document"),
        FileRoute.of(ONE + "/document/signed"),
        FileRoute.of(ONE + "/receipt"),
        new FileRoute(ONE + "/receipt-without-names", ONE + "/receipt", "personal=false"));
  }

  private static PageView list(Visit visit) {
    return PageView.of(
        "decisions/purges",
        visit.texts().of("page.purges"),
        new ListPage(
            visit.get(PurgeModels.Listed.class, LIST).purges(),
            PurgeRequestArea.choices(visit),
            visit.refused()),
        Recipe.of("freehold purge list --user NAME", "GET " + Visit.API + LIST));
  }

  private PageView one(Visit visit) {
    String path = LIST + "/" + visit.segment("purge");
    Purge purge = visit.get(Purge.class, path);
    boolean isMade = purge.frozen().isPresent();
    return PageView.of(
        "decisions/purge",
        visit.texts().of("purge.title", purge.name()),
        new OnePage(
            purge,
            clock.instant(),
            isMade ? visit.find(Facts.class, path + "/document/facts") : Optional.empty(),
            standing(visit),
            Optional.ofNullable(purge.jobId())
                .flatMap(job -> visit.find(JobModels.Job.class, "/jobs/" + job)),
            turn(visit, purge, path),
            visit.mayGet(path + "/document"),
            visit.mayGet(path + "/receipt"),
            purge.hasReceipt() ? ReceiptChecks.of(visit, purge) : List.of(),
            visit.refused()),
        Recipe.of("freehold purge show " + purge.id() + " --user NAME", "GET " + Visit.API + path));
  }

  private static Optional<Approver> standing(Visit visit) {
    return visit.find(Standing.class, "/approver").map(Standing::current);
  }

  private static Turn turn(Visit visit, Purge purge, String path) {
    if (purge.next().is("consents")
        && purge.waitsFor(visit.person().objectId())
        && visit.may("POST", path + "/consents")) {
      return Turn.CONSENT;
    }
    if (purge.next().is("document") && visit.may("POST", path + "/document")) {
      return Turn.DOCUMENT;
    }
    return purge.next().is("signature") && visit.may("POST", path + "/document/sign")
        ? Turn.SIGN
        : Turn.NONE;
  }

  private static Outcome consent(Visit visit, FormBody form) {
    List<String> vaults = new ArrayList<>();
    for (String field : List.of("vault1", "vault2")) {
      form.field(field).map(String::strip).ifPresent(vaults::add);
    }
    return sent(visit, "/consents", Map.of("vaults", vaults), "purge-consented");
  }

  private static Outcome makeDocument(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = LIST + "/" + visit.segment("purge");
    visit.send("POST", path + "/document");
    return new Outcome.Done(path, "purge-document-made");
  }

  private static Outcome sign(Visit visit, FormBody form) {
    Purge purge = visit.get(Purge.class, LIST + "/" + visit.segment("purge"));
    FormConfirmation.require(visit, form, purge.name());
    String passphrase = form.field("passphrase").orElse("");
    return sent(visit, "/document/sign", Map.of("passphrase", passphrase), "purge-signed");
  }

  private static Outcome sent(Visit visit, String step, Object body, String done) {
    String path = LIST + "/" + visit.segment("purge");
    visit.send("POST", path + step, body);
    return new Outcome.Done(path, done);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Standing(Approver current) {}

  /**
   * Who signs purges.
   *
   * @param signs where, in the API's words
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Approver(String name, String signs) {}

  /** What the reader can do on the page of a purge. */
  public enum Turn {
    /** Wait. */
    NONE,
    /** Agree, as a vault administrator. */
    CONSENT,
    /** Have the document made. */
    DOCUMENT,
    /** Sign it. */
    SIGN
  }

  /**
   * What the template of the list takes.
   *
   * @param choices policies whose purge the reader may ask for
   */
  public record ListPage(
      List<Purge> purges, List<PolicyChoices.Choice> choices, Optional<Problem> refused) {

    /** Copies the lists. */
    public ListPage {
      purges = List.copyOf(purges);
      choices = List.copyOf(choices);
    }
  }

  /**
   * What the template of one takes.
   *
   * @param facts of its document
   * @param approver who signs it
   * @param job the run
   * @param turn what the reader can do
   * @param mayReadDocument whether links to the document are shown
   * @param mayReadReceipt whether links to the receipt are shown
   * @param checks the command lines that check the receipt
   */
  public record OnePage(
      Purge purge,
      Instant now,
      Optional<Facts> facts,
      Optional<Approver> approver,
      Optional<JobModels.Job> job,
      Turn turn,
      boolean mayReadDocument,
      boolean mayReadReceipt,
      List<String> checks,
      Optional<Problem> refused) {

    /** Copies the list. */
    public OnePage {
      checks = List.copyOf(checks);
    }

    /** Who does the next step; the approver by name, if the reader may know it. */
    public String who() {
      return purge.next().is("signature")
          ? approver.map(Approver::name).orElse(purge.next().who())
          : purge.next().who();
    }

    /** Days until a document can be signed no more. */
    public long daysLeft(Facts document) {
      return Math.max(0, Duration.between(now, Instant.parse(document.validUntil())).toDays());
    }
  }
}
