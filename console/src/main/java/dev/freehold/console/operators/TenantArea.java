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
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A tenant as the operator may see it: its name, its domains, and numbers. */
public final class TenantArea implements PageArea {

  private static final String PAGE = "/tenants/{tenant}";
  private static final String RESOURCE = "/operator/tenants/{tenant}";
  private static final String DOMAINS = "/accepted-domains";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(new ScreenRoute(PAGE, RESOURCE + "/holds", TenantArea::show));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        new ActRoute(PAGE + DOMAINS, "POST", RESOURCE + DOMAINS, PAGE, TenantArea::give),
        new ActRoute(
            PAGE + DOMAINS + "/{domain}/take",
            "DELETE",
            RESOURCE + DOMAINS + "/{domain}",
            PAGE,
            TenantArea::take),
        new ActRoute(
            PAGE + "/availability-key",
            "POST",
            RESOURCE + "/policies/policy/availability-key/roll",
            PAGE,
            TenantArea::roll));
  }

  private static String resource(Visit visit) {
    return "/operator/tenants/" + visit.segment("tenant");
  }

  private static String page(Visit visit) {
    return "/tenants/" + visit.segment("tenant");
  }

  private static PageView show(Visit visit) {
    String resource = resource(visit);
    Holds holds = visit.get(Holds.class, resource + "/holds");
    UUID id = UUID.fromString(visit.path("tenant"));
    return PageView.of(
        "operators/tenant",
        visit.texts().of("tenant.title", TenantNames.of(visit).in(id)),
        new TenantPage(
            page(visit),
            id,
            holds,
            visit.get(Domains.class, resource + DOMAINS).domains(),
            visit.refused()),
        Recipe.ofCall("GET " + Visit.API + resource + DOMAINS),
        Recipe.ofCall("GET " + Visit.API + resource + "/holds"),
        Recipe.ofCall("POST " + Visit.API + resource + "/policies/POLICY/availability-key/roll"));
  }

  private static Outcome give(Visit visit, FormBody form) {
    visit.send("POST", resource(visit) + DOMAINS, Map.of("domain", form.text("domain")));
    return new Outcome.Done(page(visit), "domain-given");
  }

  private static Outcome take(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    visit.send("DELETE", resource(visit) + DOMAINS + "/" + visit.segment("domain"));
    return new Outcome.Done(page(visit), "domain-taken");
  }

  private static Outcome roll(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String policy = RequestUri.encode(form.text("policy"));
    visit.send("POST", resource(visit) + "/policies/" + policy + "/availability-key/roll");
    return new Outcome.Done(page(visit), "availability-rolling");
  }

  /** How much is under legal holds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Holds(long mailboxes, long sites) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Domains(List<Domain> domains) {}

  /** A domain whose mail the tenant takes. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Domain(String domain, String createdAt) {}

  /**
   * What the template takes.
   *
   * @param path of this page, below {@code /console}
   */
  public record TenantPage(
      String path, UUID id, Holds holds, List<Domain> domains, Optional<Problem> refused) {

    /** Copies the list. */
    public TenantPage {
      domains = List.copyOf(domains);
    }
  }
}
