package dev.freehold.console.operators;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.decisions.TenantNames;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The server itself: its scrub, rows that it refuses, and who operates it. */
public final class ServerArea implements PageArea {

  private static final String SCRUB = "/operator/scrub";
  private static final String FINDINGS = SCRUB + "/findings";
  private static final String ROWS = "/operator/refused-rows";
  private static final String ACCEPT = ROWS + "/{kind}/{row}/accept";
  private static final String OPERATORS = "/operator/operators";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(
        new ScreenRoute(SCRUB, FINDINGS, ServerArea::scrub),
        ScreenRoute.of(ROWS, ServerArea::rows),
        ScreenRoute.of(OPERATORS, ServerArea::operators));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(SCRUB, SCRUB, ServerArea::begin),
        ActRoute.post(ACCEPT, ROWS, ServerArea::accept),
        new ActRoute(
            OPERATORS + "/{application}/delete",
            "DELETE",
            OPERATORS + "/{application}",
            OPERATORS,
            ServerArea::delete));
  }

  private static PageView scrub(Visit visit) {
    return PageView.of(
        "operators/scrub",
        visit.texts().of("page.operator.scrub"),
        new ScrubPage(
            visit.find(Scrub.class, SCRUB),
            visit.get(Findings.class, FINDINGS).findings(),
            TenantNames.of(visit),
            visit.may("POST", SCRUB),
            visit.refused()),
        Recipe.of("freehold scrub --connection operator.json", "POST " + Visit.API + SCRUB),
        Recipe.ofCall("GET " + Visit.API + FINDINGS));
  }

  private static PageView rows(Visit visit) {
    return PageView.of(
        "operators/refused-rows",
        visit.texts().of("page.operator.refused-rows"),
        new RowsPage(visit.get(Rows.class, ROWS).rows(), TenantNames.of(visit), visit.refused()),
        Recipe.ofCall("GET " + Visit.API + ROWS),
        Recipe.ofCall("POST " + Visit.API + ACCEPT));
  }

  private static PageView operators(Visit visit) {
    return PageView.of(
        "operators/operators",
        visit.texts().of("page.operator.operators"),
        new OperatorsPage(
            visit.get(Operators.class, OPERATORS).operators(),
            visit.person().objectId(),
            visit.refused()),
        Recipe.of(
            "freehold operator key --name NAME --server URL --ca ca.pem --out operator.json",
            "GET " + Visit.API + OPERATORS));
  }

  private static Outcome begin(Visit visit, FormBody form) {
    visit.send("POST", SCRUB, Map.of("content", form.field("content").isPresent()));
    return new Outcome.Done(SCRUB, "scrub-begun");
  }

  private static Outcome accept(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = ROWS + "/" + visit.segment("kind") + "/" + visit.segment("row");
    Accepted accepted = visit.parsed(Accepted.class, visit.send("POST", path + "/accept"));
    return new Outcome.Done(ROWS, accepted.isGood() ? "row-counts" : "row-accepted");
  }

  private static Outcome delete(Visit visit, FormBody form) {
    String path = OPERATORS + "/" + visit.segment("application");
    String name =
        visit.get(Operators.class, OPERATORS).operators().stream()
            .filter(one -> one.clientId().toString().equals(visit.path("application")))
            .map(OperatorModel::displayName)
            .findFirst()
            .orElse(visit.path("application"));
    FormConfirmation.require(visit, form, name);
    visit.send("DELETE", path);
    return new Outcome.Done(OPERATORS, "operator-deleted");
  }

  /** The last scrub. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Scrub(
      String state,
      boolean content,
      String startedAt,
      String endedAt,
      long total,
      long done,
      long bytes,
      long unbound,
      long unchecked,
      long findings) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Findings(List<Finding> findings) {}

  /** Something that is damaged. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Finding(
      UUID tenantId, String ownerId, String code, String subject, String foundAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Rows(List<Row> rows) {}

  /** A row whose seal is not right. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Row(String kind, String id, UUID tenantId, String finding) {

    /** Whether it is an older one of this server; no other is ever accepted. */
    public boolean isOlder() {
      return finding.equals("out-of-date");
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Accepted(String state) {

    /** Whether the tenant has accepted the row too. */
    private boolean isGood() {
      return state.equals("Accepted");
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Operators(List<OperatorModel> operators) {}

  /**
   * An operator.
   *
   * @param origin who named it; null for one that another operator made, once
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record OperatorModel(
      UUID clientId, UUID objectId, String displayName, String origin, String createdAt) {}

  /** What the template of the scrub takes. */
  public record ScrubPage(
      Optional<Scrub> last,
      List<Finding> findings,
      TenantNames names,
      boolean mayBegin,
      Optional<Problem> refused) {

    /** Copies the list. */
    public ScrubPage {
      findings = List.copyOf(findings);
    }
  }

  /** What the template of the refused rows takes. */
  public record RowsPage(List<Row> rows, TenantNames names, Optional<Problem> refused) {

    /** Copies the list. */
    public RowsPage {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What the template of the operators takes.
   *
   * @param self the reader, whom only another operator deletes
   */
  public record OperatorsPage(List<OperatorModel> operators, UUID self, Optional<Problem> refused) {

    /** Copies the list. */
    public OperatorsPage {
      operators = List.copyOf(operators);
    }
  }
}
