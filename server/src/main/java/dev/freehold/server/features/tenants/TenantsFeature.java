package dev.freehold.server.features.tenants;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.features.Admissions.READERS;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.directory.VaultAdministrators;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.Optional;

/** Tenants, their workloads that vaults grant rights to, and their subscriptions. */
public final class TenantsFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("tenants")
              .sealedRow()
              .ids("id multi_workload_policy_id service_policy_id")
              .names("name name_folded")
              .states("imap_enabled second_factor_required")
              .numbers("policy_count created_at multi_workload_count"));

  private final TenantsApi tenantsApi;
  private final SubscriptionsApi subscriptionsApi;

  /**
   * Builds the feature from these parts.
   *
   * @param holders who may come to own a subscription
   * @param vaults this server's own key vaults, if they run
   */
  public TenantsFeature(
      Tenants tenants,
      Identities identities,
      VaultAdministrators holders,
      Optional<VaultServer> vaults) {
    this.tenantsApi = new TenantsApi(tenants, identities);
    this.subscriptionsApi = new SubscriptionsApi(vaults, identities, holders);
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return List.of(
        post(
            "Make a tenant",
            "/api/v1/tenants",
            OPERATOR,
            tenantsApi::create,
            takes(TenantsApi.NewTenant.class),
            gives(201, TenantsApi.CreatedTenant.class)),
        get(
            "List the tenants",
            "/api/v1/tenants",
            OPERATOR,
            tenantsApi::list,
            Queries.AFTER,
            gives(TenantsApi.TenantPage.class)),
        get(
            "List the workloads",
            "/api/v1/workloads",
            READERS,
            tenantsApi::workloads,
            gives(TenantsApi.WorkloadPage.class)),
        post(
            "Make a subscription",
            "/api/v1/subscriptions",
            ADMIN,
            subscriptionsApi::create,
            takes(SubscriptionsApi.NewSubscription.class),
            gives(201, SubscriptionsApi.SubscriptionView.class)));
  }
}
