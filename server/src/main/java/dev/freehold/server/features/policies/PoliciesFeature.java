package dev.freehold.server.features.policies;

import static dev.freehold.server.api.Routes.ADMIN;
import static dev.freehold.server.api.Routes.EXCHANGE;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.READERS;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_NAMES_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Apis;
import dev.freehold.server.api.Routes;
import dev.freehold.server.features.assignments.AssignmentsApi;
import dev.freehold.server.features.geos.GeosApi;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.features.purge.PurgeApi;
import dev.freehold.server.features.purge.PurgeFeature;
import dev.freehold.server.features.refusedrows.RefusedRowsApi;
import dev.freehold.server.http.Queries;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape.Part;
import dev.freehold.server.records.AuditSearch;
import dev.freehold.server.records.LedgerRoles;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes of policies and their life, in the form of {@link Routes}. */
final class PoliciesFeature {

  private static final Admission COMPLIANCE =
      Admission.current(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN);
  private static final Admission SHAREPOINT =
      Admission.current(Role.GLOBAL_ADMIN, Role.SHAREPOINT_ADMIN);
  private static final Admission ALL_READERS =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR);
  static final Admission ADMINISTRATORS =
      Admission.current(
          Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN, Role.SHAREPOINT_ADMIN, Role.COMPLIANCE_ADMIN);

  private static final Admission LEDGER_READERS = Admission.current(LedgerRoles.READERS);

  private PoliciesFeature() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    return Stream.of(
            mailboxPolicies(api),
            multiWorkload(api),
            geos(api),
            PurgeFeature.table(api),
            refusedRows(api),
            jobs(api))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route<Admission, Handler>> mailboxPolicies(Apis api) {
    String policy = "/api/v1/policies/{policy}";
    return List.of(
        post(
            "Make a policy",
            "/api/v1/policies",
            EXCHANGE,
            api.policies()::create,
            takes(PoliciesApi.Wanted.class),
            gives(201, PolicyViews.One.class)),
        get(
            "List the policies",
            "/api/v1/policies",
            READERS,
            api.policies()::list,
            Queries.KEY,
            gives(PolicyViews.Page.class)),
        get("Get a policy", policy, READERS, api.policies()::get, gives(PolicyViews.One.class)),
        patch(
            "Edit a policy",
            policy,
            EXCHANGE,
            api.policies()::edit,
            takes(PoliciesApi.Edit.class),
            gives(PolicyViews.One.class)),
        get(
            "Get how a policy's keys were last reached",
            policy + "/key-access",
            READERS,
            api.policies()::keyAccess,
            gives(PoliciesApi.KeyAccessView.class)),
        get(
            "Get how far the encryption by a policy is",
            policy + "/status",
            READERS,
            api.policies()::status,
            gives(PoliciesApi.StatusView.class)),
        post(
            "Check the keys of a policy",
            policy + "/check",
            EXCHANGE,
            api.policies()::check,
            gives(PoliciesApi.Checks.class)),
        post(
            "Roll a key of a policy",
            policy + "/roll",
            EXCHANGE,
            api.rolls()::mailbox,
            takes(RollsApi.Wanted.class),
            gives(202, JobView.class)),
        post(
            "Assign another policy to all mailboxes of one",
            policy + "/reassign",
            EXCHANGE,
            api.assignments()::assignAll,
            takes(AssignmentsApi.Reassigned.class),
            gives(202, JobView.class)),
        post(
            "Ask to purge a policy",
            policy + "/purge-request",
            ADMIN,
            api.purge()::request,
            takes(PurgeApi.Wanted.class),
            gives(PolicyViews.One.class)),
        put(
            "Assign a policy to a mailbox",
            "/api/v1/mailboxes/{mailbox}/policy",
            EXCHANGE,
            api.assignments()::assign,
            takes(AssignmentsApi.Assigned.class),
            gives(202, JobView.class)),
        post(
            "Move a mailbox to fresh keys",
            "/api/v1/mailboxes/{mailbox}/move",
            EXCHANGE,
            api.assignments()::move,
            takes(AssignmentsApi.Nothing.class),
            gives(202, JobView.class)),
        route(
            "Assign a policy to some mailboxes",
            "POST",
            "/api/v1/mailboxes/policy",
            MAX_NAMES_BODY_BYTES,
            SHORT_REQUEST,
            EXCHANGE,
            api.assignments()::assignMany,
            takes(AssignmentsApi.AssignedMany.class),
            gives(202, JobView.class)),
        get(
            "Get after how much silence of vaults access ends",
            "/api/v1/silence-bound",
            ALL_READERS,
            api.silence()::get,
            gives(SilenceApi.Choice.class)),
        put(
            "Set after how much silence of vaults access ends",
            "/api/v1/silence-bound",
            ADMIN,
            api.silence()::set,
            takes(SilenceApi.Choice.class),
            gives(SilenceApi.Choice.class)),
        get(
            "Get whether a version of a key is still needed",
            "/api/v1/key-versions/needs",
            ALL_READERS,
            api.rolls()::needs,
            Queries.KEY_URI,
            gives(RollsApi.Needs.class)),
        post(
            "Roll the availability key of a policy",
            "/api/v1/operator/tenants/{tenant}/policies/{policy}/availability-key/roll",
            OPERATOR,
            api.rolls()::availabilityKey,
            gives(202, JobView.class)));
  }

  private static List<Route<Admission, Handler>> multiWorkload(Apis api) {
    String policies = "/api/v1/multi-workload-policies";
    String policy = policies + "/{policy}";
    String assignment = "/api/v1/multi-workload-policy-assignment";
    return List.of(
        post(
            "Make a multi-workload policy",
            policies,
            COMPLIANCE,
            api.multiWorkloadPolicies()::create,
            takes(PoliciesApi.Wanted.class),
            gives(201, PolicyViews.One.class)),
        get(
            "List the multi-workload policies",
            policies,
            READERS,
            api.multiWorkloadPolicies()::list,
            Queries.KEY,
            gives(PolicyViews.Page.class)),
        get(
            "Get a multi-workload policy",
            policy,
            READERS,
            api.multiWorkloadPolicies()::get,
            gives(PolicyViews.One.class)),
        patch(
            "Edit a multi-workload policy",
            policy,
            COMPLIANCE,
            api.multiWorkloadPolicies()::edit,
            takes(PoliciesApi.Edit.class),
            gives(PolicyViews.One.class)),
        get(
            "Get how a multi-workload policy's keys were last reached",
            policy + "/key-access",
            READERS,
            api.multiWorkloadPolicies()::keyAccess,
            gives(PoliciesApi.KeyAccessView.class)),
        get(
            "Get how far the encryption by a multi-workload policy is",
            policy + "/status",
            READERS,
            api.multiWorkloadPolicies()::status,
            gives(PoliciesApi.StatusView.class)),
        post(
            "Check the keys of a multi-workload policy",
            policy + "/check",
            COMPLIANCE,
            api.multiWorkloadPolicies()::check,
            gives(PoliciesApi.Checks.class)),
        post(
            "Roll a key of a multi-workload policy",
            policy + "/roll",
            COMPLIANCE,
            api.rolls()::multiWorkload,
            takes(RollsApi.Wanted.class),
            gives(202, JobView.class)),
        get(
            "Get the assigned multi-workload policy",
            assignment,
            READERS,
            api.assignments()::multiWorkload,
            gives(AssignmentsApi.AssignmentView.class)),
        put(
            "Assign a multi-workload policy",
            assignment,
            COMPLIANCE,
            api.assignments()::assignMultiWorkload,
            takes(AssignmentsApi.Assigned.class),
            gives(202, JobView.class)));
  }

  private static List<Route<Admission, Handler>> geos(Apis api) {
    String policy = "/api/v1/geos/{geo}/policy";
    return List.of(
        post(
            "Make a geo",
            "/api/v1/geos",
            SHAREPOINT,
            api.geos()::create,
            takes(GeosApi.NewGeo.class),
            gives(201, GeosApi.GeoView.class)),
        get(
            "List the geos",
            "/api/v1/geos",
            ALL_READERS,
            api.geos()::list,
            gives(GeosApi.GeoPage.class)),
        post(
            "Register the policy of a geo",
            policy,
            SHAREPOINT,
            api.geos()::register,
            takes(GeosApi.TwoKeys.class),
            gives(202, JobView.class)),
        get(
            "Get the policy of a geo",
            policy,
            ALL_READERS,
            api.geos()::status,
            gives(GeosApi.StatusView.class)),
        post(
            "Roll a key of a geo",
            policy + "/roll",
            SHAREPOINT,
            api.geos()::roll,
            takes(GeosApi.OneKey.class),
            gives(202, JobView.class)),
        post(
            "Restore the keys of a geo",
            policy + "/restore",
            SHAREPOINT,
            api.geos()::restore,
            takes(GeosApi.TwoKeys.class),
            gives(202, JobView.class)),
        post(
            "Ask to purge a geo",
            policy + "/purge-request",
            SHAREPOINT,
            api.purge()::requestSites,
            takes(PurgeApi.Wanted.class),
            gives(PolicyViews.One.class)));
  }

  /** It takes the operator and the tenant to accept a row: neither route is enough. */
  private static List<Route<Admission, Handler>> refusedRows(Apis api) {
    String accept = "/{kind}/{row}/accept";
    return List.of(
        get(
            "List the tenant's rows that are refused",
            "/api/v1/refused-rows",
            ADMIN,
            api.refusedRows()::ofTenant,
            gives(RefusedRowsApi.Page.class)),
        post(
            "Accept a refused row as the tenant",
            "/api/v1/refused-rows" + accept,
            ADMIN,
            api.refusedRows()::acceptForTenant,
            gives(RefusedRowsApi.Accepted.class)),
        get(
            "List all rows that are refused",
            "/api/v1/operator/refused-rows",
            OPERATOR,
            api.refusedRows()::all,
            gives(RefusedRowsApi.Page.class)),
        post(
            "Accept a refused row as the operator",
            "/api/v1/operator/refused-rows" + accept,
            OPERATOR,
            api.refusedRows()::acceptForOperator,
            gives(RefusedRowsApi.Accepted.class)));
  }

  private static List<Route<Admission, Handler>> jobs(Apis api) {
    String job = "/api/v1/jobs/{job}";
    return List.of(
        get(
            "List the jobs",
            "/api/v1/jobs",
            ALL_READERS,
            api.jobs()::list,
            Queries.AFTER_ID,
            Queries.MAX,
            Queries.JOB_KIND,
            Queries.SUBJECT,
            gives(JobView.Page.class)),
        get("Get a job", job, ALL_READERS, api.jobs()::get, gives(JobView.class)),
        post(
            "Pause a job", job + "/pause", ADMINISTRATORS, api.jobs()::pause, gives(JobView.class)),
        post(
            "Resume a job",
            job + "/resume",
            ADMINISTRATORS,
            api.jobs()::resume,
            gives(JobView.class)),
        post(
            "Cancel a job",
            job + "/cancel",
            ADMINISTRATORS,
            api.jobs()::cancel,
            gives(JobView.class)),
        get(
            "Search the audit records",
            "/api/v1/audit-records",
            LEDGER_READERS,
            api.audit()::list,
            Queries.records(Queries.MAX, gives(AuditSearch.Page.class))),
        get(
            "Export the audit records",
            "/api/v1/audit-records/export",
            LEDGER_READERS,
            api.audit()::export,
            Queries.records(Queries.FORMAT, gives(200, "application/x-ndjson"))));
  }

  private static Route<Admission, Handler> patch(
      String operation, String path, Admission admission, Handler handler, Part... shape) {
    return route(
        operation, "PATCH", path, MAX_JSON_BODY_BYTES, SHORT_REQUEST, admission, handler, shape);
  }

  private static Route<Admission, Handler> put(
      String operation, String path, Admission admission, Handler handler, Part... shape) {
    return route(
        operation, "PUT", path, MAX_JSON_BODY_BYTES, SHORT_REQUEST, admission, handler, shape);
  }
}
