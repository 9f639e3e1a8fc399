package dev.freehold.server.features.holds;

import static dev.freehold.server.features.Admissions.COMPLIANCE;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.policies.Policies;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.sites.SiteLookup;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.owners.OwnerNames;
import dev.freehold.web.http.Route;
import java.util.List;

/** Legal holds: content that a tenant must keep, even if somebody may delete it otherwise. */
public final class HoldsFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("legal_holds")
              .sealedRow()
              .ids("id tenant_id owner_id")
              .names("name name_folded reason placed_by")
              .numbers("placed_at"));

  private static final Admission WATCHERS =
      Admission.current(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR);

  private final HoldsApi api;

  /**
   * Builds the feature from these parts.
   *
   * @param owners what mailboxes and sites are called
   * @param access which sites a caller may name
   */
  public HoldsFeature(
      LegalHolds holds,
      Policies policies,
      OwnerNames owners,
      SiteLookup access,
      Identities identities,
      Users users) {
    this.api = new HoldsApi(holds, policies, owners, access, identities, users);
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String ofMailbox = "/api/v1/mailboxes/{mailbox}/holds";
    String ofSite = "/api/v1/sites/{site}/holds";
    return List.of(
        post(
            "Place a hold on a mailbox",
            ofMailbox,
            COMPLIANCE,
            api::placeOnMailbox,
            takes(HoldsApi.NewHold.class),
            gives(201, HoldsApi.View.class)),
        get(
            "List the holds on a mailbox",
            ofMailbox,
            WATCHERS,
            api::ofMailbox,
            gives(HoldsApi.HoldPage.class)),
        delete(
            "Lift a hold from a mailbox",
            ofMailbox + "/{hold}",
            COMPLIANCE.freshly(),
            api::liftFromMailbox,
            gives(204)),
        post(
            "Place a hold on a site",
            ofSite,
            COMPLIANCE,
            api::placeOnSite,
            takes(HoldsApi.NewHold.class),
            gives(201, HoldsApi.View.class)),
        get(
            "List the holds on a site",
            ofSite,
            WATCHERS,
            api::ofSite,
            gives(HoldsApi.HoldPage.class)),
        delete(
            "Lift a hold from a site",
            ofSite + "/{hold}",
            COMPLIANCE.freshly(),
            api::liftFromSite,
            gives(204)),
        get(
            "List the holds of the tenant",
            "/api/v1/holds",
            WATCHERS,
            api::ofTenant,
            Queries.AFTER_ID,
            Queries.MAX,
            gives(HoldsApi.HoldPage.class)),
        get(
            "Count the holds of a tenant",
            "/api/v1/operator/tenants/{tenant}/holds",
            OPERATOR,
            api::counts,
            gives(HoldsApi.TenantCounts.class)));
  }
}
