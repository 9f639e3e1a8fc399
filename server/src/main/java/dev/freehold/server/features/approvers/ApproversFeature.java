package dev.freehold.server.features.approvers;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.APPROVERS;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.coverage.Clear;
import dev.freehold.server.coverage.Key;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.document.ApproverKeyMaker;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
import dev.freehold.web.http.Route;
import java.util.List;

/** The approver of a tenant, who signs its purges: registering, making a key, revoking. */
public final class ApproversFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("approvers")
              .sealedRow()
              .ids("id tenant_id object_id")
              .names("registered_by")
              .states("signs")
              .clear(Clear.PUBLIC, "certificate issuers crl key_salt")
              .sealed(Key.PASSPHRASE, "sealed_private_key")
              .numbers("key_iterations registered_at effective_at withdrawn_at revoked_at"));

  private static final Admission APPROVER = Admission.current(Role.APPROVER);
  private static final Admission CONCERNED =
      Admission.current(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR, Role.APPROVER);

  private final ApproversApi api;

  /**
   * Builds the feature from these parts.
   *
   * @param keys makes keys that lie here under a passphrase
   * @param actors what people are called
   */
  public ApproversFeature(Approvers approvers, ApproverKeyMaker keys, ActorDirectory actors) {
    this.api = new ApproversApi(approvers, keys, actors);
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String approver = "/api/v1/approver";
    return List.of(
        put(
            "Register the approver",
            approver,
            ADMIN.freshly(),
            api::register,
            takes(ApproversApi.Wanted.class),
            gives(ApproversApi.Standing.class)),
        get("Get the approver", approver, CONCERNED, api::get, gives(ApproversApi.Standing.class)),
        post(
            "Make the approver's key",
            approver + "/key",
            APPROVER.freshly(),
            api::makeKey,
            takes(ApproversPassphrase.class),
            gives(201, ApproversApi.View.class)),
        post(
            "Revoke the approver",
            approver + "/revoke",
            APPROVERS.freshly(),
            api::revoke,
            gives(ApproversApi.Standing.class)),
        delete(
            "Withdraw an approver who is not registered yet",
            approver + "/pending",
            ADMIN,
            api::withdraw,
            gives(204)),
        ApiRoute.of(
            "Keep a list of revoked certificates",
            "PUT",
            approver + "/crl",
            CustodyLimits.MAX_CRL_BYTES,
            SHORT_REQUEST,
            ADMIN,
            api::keepCrl,
            takes(Shape.BYTES),
            gives(ApproversApi.Standing.class)));
  }
}
