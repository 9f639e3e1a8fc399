package dev.freehold.server.features.delivery;

import dev.freehold.custody.identity.Tenants;
import dev.freehold.mail.domains.AcceptedDomain;
import dev.freehold.mail.domains.AcceptedDomains;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** The domains whose mail a tenant gets. The operator decides; the tenant sees its own. */
final class AcceptedDomainsApi {

  private final AcceptedDomains domains;
  private final Tenants tenants;

  AcceptedDomainsApi(AcceptedDomains domains, Tenants tenants) {
    this.domains = domains;
    this.tenants = tenants;
  }

  /** {@code GET /api/v1/accepted-domains}: those of the caller's tenant. */
  void ofTenant(Exchange exchange) throws IOException {
    list(exchange, exchange.caller().tenantId());
  }

  /** {@code GET /api/v1/operator/tenants/{tenant}/accepted-domains}. */
  void list(Exchange exchange) throws IOException {
    list(exchange, tenant(exchange));
  }

  /** {@code POST /api/v1/operator/tenants/{tenant}/accepted-domains} with {@code {"domain"}}. */
  void add(Exchange exchange) throws IOException {
    UUID tenantId = tenant(exchange);
    NewDomain wanted = exchange.json(NewDomain.class);
    exchange.reply(201, View.of(domains.add(tenantId, wanted.domain(), exchange.actor())));
  }

  /** {@code DELETE /api/v1/operator/tenants/{tenant}/accepted-domains/{domain}}. */
  void remove(Exchange exchange) {
    domains.remove(tenant(exchange), exchange.path("domain"), exchange.actor());
    exchange.reply(204);
  }

  private void list(Exchange exchange, UUID tenantId) throws IOException {
    exchange.reply(200, new DomainPage(domains.list(tenantId).stream().map(View::of).toList()));
  }

  private UUID tenant(Exchange exchange) {
    UUID tenantId = exchange.pathId("tenant");
    if (tenants.find(tenantId).isEmpty()) {
      throw ProblemException.notFound();
    }
    return tenantId;
  }

  record NewDomain(@Required String domain) {}

  record View(String domain, String createdAt) {
    static View of(AcceptedDomain domain) {
      return new View(domain.domain(), domain.createdAt().toString());
    }
  }

  record DomainPage(List<View> domains) {
    DomainPage {
      domains = List.copyOf(domains);
    }
  }
}
