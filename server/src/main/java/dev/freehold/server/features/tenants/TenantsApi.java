package dev.freehold.server.features.tenants;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.Workload;
import dev.freehold.server.features.directory.Applications;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Tenants, which the operator makes, and the service's own principals in them. */
final class TenantsApi {

  private static final String FIRST_ADMINISTRATOR = "first administrator";

  private final Tenants tenants;
  private final Identities identities;

  TenantsApi(Tenants tenants, Identities identities) {
    this.tenants = tenants;
    this.identities = identities;
  }

  /**
   * {@code POST /api/v1/tenants}: a tenant with an application that is its global administrator.
   * The operator hands the secret over and cannot see it again.
   */
  void create(Exchange exchange) throws IOException {
    exchange.reply(201, create(exchange.json(NewTenant.class), exchange.actor()));
  }

  /** In one transaction, else a death in between would leave a name taken, and nobody's tenant. */
  CreatedTenant create(NewTenant wanted, String actor) {
    Tenant tenant = tenants.named(wanted.name());
    NewApplication administrator =
        identities.createApplication(
            tenant.id(),
            FIRST_ADMINISTRATOR,
            Set.of(Role.GLOBAL_ADMIN),
            tx -> tenants.create(tx, tenant, actor),
            actor);
    return new CreatedTenant(
        tenant.id(),
        tenant.name(),
        tenant.createdAt().toString(),
        Applications.Secret.of(administrator));
  }

  /** {@code GET /api/v1/tenants?after=NAME}: what the operator may see of tenants: names. */
  void list(Exchange exchange) throws IOException {
    List<TenantView> page =
        tenants.list(exchange.query("after").orElse("")).stream().map(TenantView::of).toList();
    exchange.reply(200, new TenantPage(page));
  }

  /**
   * {@code GET /api/v1/workloads}: the service's own principals, to be granted rights on vaults.
   */
  void workloads(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    List<WorkloadView> views =
        List.of(Workload.values()).stream()
            .map(workload -> WorkloadView.of(workload, identities.workload(tenantId, workload)))
            .toList();
    exchange.reply(200, new WorkloadPage(views));
  }

  record NewTenant(@Required String name) {}

  record CreatedTenant(UUID id, String name, String createdAt, Applications.Secret administrator) {}

  private record TenantView(UUID id, String name, String createdAt) {
    static TenantView of(Tenant tenant) {
      return new TenantView(tenant.id(), tenant.name(), tenant.createdAt().toString());
    }
  }

  record TenantPage(List<TenantView> tenants) {}

  private record WorkloadView(UUID applicationId, UUID objectId, String displayName) {
    static WorkloadView of(Workload workload, Identity principal) {
      return new WorkloadView(workload.appId(), principal.objectId(), principal.displayName());
    }
  }

  record WorkloadPage(List<WorkloadView> workloads) {}
}
