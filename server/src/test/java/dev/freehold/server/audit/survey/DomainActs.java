package dev.freehold.server.audit.survey;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/** Domains that the operator gives to a tenant and takes from it. */
final class DomainActs {

  private static final String DOMAIN = "mail.contoso.example";

  private final RouteTrial trial;

  DomainActs(RouteTrial trial) {
    this.trial = trial;
  }

  List<DynamicTest> all() {
    String add = "POST /api/v1/operator/tenants/{tenant}/accepted-domains";
    String remove = "DELETE /api/v1/operator/tenants/{tenant}/accepted-domains/{domain}";
    return List.of(
        trial.act(
            add,
            () ->
                trial.call(
                    add, trial.operator, Map.of("domain", DOMAIN), "tenant", trial.tenantId())),
        trial.act(
            remove,
            () ->
                trial.call(
                    remove, trial.operator, null, "tenant", trial.tenantId(), "domain", DOMAIN)));
  }
}
