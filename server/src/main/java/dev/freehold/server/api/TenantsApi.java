package dev.freehold.server.api;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.Workload;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ProblemException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Tenants, which the operator makes, and the identities that a tenant's administrators make. */
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
    NewTenant wanted = exchange.json(NewTenant.class);
    String actor = actor(exchange);
    Tenant tenant = tenants.create(wanted.name(), actor);
    NewApplication administrator =
        identities.createApplication(
            tenant.id(), FIRST_ADMINISTRATOR, Set.of(Role.GLOBAL_ADMIN), actor);
    exchange.reply(
        201,
        new CreatedTenant(
            tenant.id(),
            tenant.name(),
            tenant.createdAt().toString(),
            SecretApplication.of(administrator)));
  }

  /** {@code GET /api/v1/tenants?after=NAME}: what the operator may see of tenants: names. */
  void list(Exchange exchange) throws IOException {
    List<TenantView> page =
        tenants.list(exchange.query("after").orElse("")).stream().map(TenantView::of).toList();
    exchange.reply(200, new TenantPage(page));
  }

  /** {@code POST /api/v1/applications}. No tenant can make an operator. */
  void createApplication(Exchange exchange) throws IOException {
    NewApplicationRequest wanted = exchange.json(NewApplicationRequest.class);
    Set<Role> roles = roles(wanted.roles());
    NewApplication made =
        identities.createApplication(
            exchange.caller().tenantId(), wanted.displayName(), roles, actor(exchange));
    exchange.reply(201, SecretApplication.of(made));
  }

  private static Set<Role> roles(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    try {
      names.stream().map(Role::valueOf).forEach(roles::add);
    } catch (IllegalArgumentException unknown) {
      throw ProblemException.badRequest("roles are " + assignable());
    }
    if (roles.contains(Role.OPERATOR)) {
      throw ProblemException.badRequest("roles are " + assignable());
    }
    return roles;
  }

  private static Set<Role> assignable() {
    return EnumSet.complementOf(EnumSet.of(Role.OPERATOR));
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

  static String actor(Exchange exchange) {
    return exchange.caller().objectId().toString();
  }

  record NewTenant(String name) {
    NewTenant {
      Required.member("name", name);
    }
  }

  record NewApplicationRequest(String displayName, List<String> roles) {
    NewApplicationRequest {
      Required.member("displayName", displayName);
      roles = roles == null ? List.of() : List.copyOf(roles);
    }
  }

  private record CreatedTenant(
      UUID id, String name, String createdAt, SecretApplication administrator) {}

  private record TenantView(UUID id, String name, String createdAt) {
    static TenantView of(Tenant tenant) {
      return new TenantView(tenant.id(), tenant.name(), tenant.createdAt().toString());
    }
  }

  private record TenantPage(List<TenantView> tenants) {}

  private record WorkloadView(UUID applicationId, UUID objectId, String displayName) {
    static WorkloadView of(Workload workload, Identity principal) {
      return new WorkloadView(workload.appId(), principal.objectId(), principal.displayName());
    }
  }

  private record WorkloadPage(List<WorkloadView> workloads) {}

  /** An application with the secret that is shown this once. */
  private record SecretApplication(
      UUID clientId, UUID objectId, String displayName, String clientSecret) {
    static SecretApplication of(NewApplication made) {
      Identity identity = made.identity();
      return new SecretApplication(
          identity.appId(), identity.objectId(), identity.displayName(), made.clientSecret());
    }
  }
}
