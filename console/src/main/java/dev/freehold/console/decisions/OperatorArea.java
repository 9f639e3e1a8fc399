package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.decisions.PurgeModels.Purge;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.ShownOnce;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** For operators: tenants, and what of all tenants waits for an operator. */
public final class OperatorArea implements PageArea {

  private static final String TENANTS = "/tenants";
  private static final String PURGES = "/operator/purges";
  private static final String PURGE = "/operator/purges/{purge}";
  private static final String BACKUPS = "/backups-destroyed";
  private static final String RECOVERIES = "/operator/recovery-requests";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(
        ScreenRoute.of(TENANTS, OperatorArea::tenants),
        ScreenRoute.of(PURGES, OperatorArea::purges),
        ScreenRoute.of(PURGE, OperatorArea::purge),
        ScreenRoute.of(RECOVERIES, OperatorArea::recoveries));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(TENANTS, TENANTS, OperatorArea::make),
        ActRoute.post(PURGE + "/resume", PURGE, OperatorArea::resume),
        ActRoute.post(PURGE + "/approvals", PURGE, OperatorArea::approve),
        new ActRoute(
            PURGE + "/backups-statement",
            "GET",
            PURGE + BACKUPS,
            PURGE,
            OperatorArea::backupsStatement),
        ActRoute.post(PURGE + BACKUPS, PURGE, OperatorArea::attest),
        ActRoute.post(RECOVERIES + "/{request}/open", RECOVERIES, OperatorArea::open));
  }

  @Override
  public List<FileRoute> files() {
    return List.of(FileRoute.of(PURGE + "/statement"), FileRoute.of(PURGE + "/document/signed"));
  }

  private static PageView tenants(Visit visit) {
    return PageView.of(
        "decisions/tenants",
        visit.texts().of("page.tenants"),
        new TenantsPage(
            visit.get(Tenants.class, TENANTS).tenants(),
            visit.may("POST", TENANTS),
            visit.refused()),
        Recipe.of(
            "freehold tenant create NAME --connection operator.json --out handed-over.json",
            "POST " + Visit.API + TENANTS));
  }

  private static PageView purges(Visit visit) {
    return PageView.of(
        "decisions/operator-purges",
        visit.texts().of("page.operator.purges"),
        new PurgesPage(
            visit.get(PurgeModels.Listed.class, PURGES).purges(),
            TenantNames.of(visit),
            visit.refused()),
        Recipe.of("freehold purge inbox --connection operator.json", "GET " + Visit.API + PURGES));
  }

  private static PageView purge(Visit visit) {
    String path = PURGES + "/" + visit.segment("purge");
    Purge purge = visit.get(Purge.class, path);
    return PageView.of(
        "decisions/operator-purge",
        visit.texts().of("purge.title", purge.name()),
        new PurgePage(
            purge,
            TenantNames.of(visit).in(purge.tenantId()),
            purge.next().is("run") && visit.may("POST", path + "/resume"),
            visit.refused()),
        Recipe.of("freehold purge inbox --connection operator.json", "GET " + Visit.API + path));
  }

  private static PageView recoveries(Visit visit) {
    return PageView.of(
        "decisions/operator-recoveries",
        visit.texts().of("page.operator.recovery-requests"),
        new RecoveriesPage(
            visit.get(RecoveryArea.Requests.class, RECOVERIES).requests(),
            TenantNames.of(visit),
            visit.refused()),
        Recipe.ofCall("GET " + Visit.API + RECOVERIES),
        Recipe.ofCall("POST " + Visit.API + RECOVERIES + "/REQUEST/open"));
  }

  private static Outcome make(Visit visit, FormBody form) {
    Created made =
        visit.parsed(Created.class, visit.send("POST", TENANTS, Map.of("name", form.text("name"))));
    return new ShownOnce(
            "tenant-made",
            List.of(
                new ShownOnce.Fact("label.name", made.name()),
                new ShownOnce.Fact("tenants.id", made.id().toString()),
                new ShownOnce.Fact("tenants.client", made.administrator().clientId().toString()),
                new ShownOnce.Fact("tenants.secret", made.administrator().clientSecret())),
            TENANTS)
        .outcome(
            visit,
            Recipe.of(
                "freehold tenant create NAME --connection operator.json --out handed-over.json",
                "POST " + Visit.API + TENANTS));
  }

  private static Outcome resume(Visit visit, FormBody form) {
    String path = PURGES + "/" + visit.segment("purge");
    visit.send("POST", path + "/resume");
    return new Outcome.Done(path, "purge-resumed");
  }

  private static Outcome approve(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = PURGES + "/" + visit.segment("purge");
    visit.sendText("POST", path + "/approvals", note(form));
    return new Outcome.Done(path, "purge-operator-approved");
  }

  /** The text that an operator signs about backups; nothing is done by it. */
  private static Outcome backupsStatement(Visit visit, FormBody form) {
    ApiAnswer.Done statement =
        visit.fetch(
            PURGES + "/" + visit.segment("purge") + BACKUPS,
            "on=" + RequestUri.encode(form.text("on")));
    return new Outcome.Saved("backups.txt", statement.bytes());
  }

  private static Outcome attest(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = PURGES + "/" + visit.segment("purge");
    visit.sendText("POST", path + BACKUPS, note(form));
    return new Outcome.Done(path, "purge-backups-attested");
  }

  /** A signed statement as the command wrote it: browsers end lines in another way. */
  private static String note(FormBody form) {
    return form.field("statement").orElse("").replace("\r\n", "\n").strip() + "\n";
  }

  private static Outcome open(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    visit.send("POST", RECOVERIES + "/" + visit.segment("request") + "/open");
    return new Outcome.Done(RECOVERIES, "recovery-opened");
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Tenants(List<Tenant> tenants) {}

  /** A tenant. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Tenant(UUID id, String name, String createdAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Created(UUID id, String name, Administrator administrator) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Administrator(UUID clientId, String clientSecret) {

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "Administrator[" + clientId + "]";
    }
  }

  /** What the template of the tenants takes. */
  public record TenantsPage(List<Tenant> tenants, boolean mayMake, Optional<Problem> refused) {

    /** Copies the list. */
    public TenantsPage {
      tenants = List.copyOf(tenants);
    }
  }

  /** What the template of the purges takes. */
  public record PurgesPage(List<Purge> purges, TenantNames names, Optional<Problem> refused) {

    /** Copies the list. */
    public PurgesPage {
      purges = List.copyOf(purges);
    }
  }

  /**
   * What the template of a purge takes.
   *
   * @param tenant the name of its tenant
   */
  public record PurgePage(
      Purge purge, String tenant, boolean mayResume, Optional<Problem> refused) {}

  /** What the template of the recoveries takes. */
  public record RecoveriesPage(
      List<RecoveryArea.Request> requests, TenantNames names, Optional<Problem> refused) {

    /** Copies the list. */
    public RecoveriesPage {
      requests = List.copyOf(requests);
    }
  }
}
