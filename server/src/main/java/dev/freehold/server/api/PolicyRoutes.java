package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.ADMIN;
import static dev.freehold.server.api.Routes.EXCHANGE;
import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.READERS;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_NAMES_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.records.LedgerRoles;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes of policies and their life, in the form of {@link Routes}. */
final class PolicyRoutes {

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
  private static final Admission ADMINISTRATORS =
      Admission.current(
          Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN, Role.SHAREPOINT_ADMIN, Role.COMPLIANCE_ADMIN);
  private static final Admission CONCERNED =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR,
          Role.APPROVER);
  private static final Admission VAULT_ADMINS = Admission.current(Role.VAULT_ADMIN);

  /** Vault administrators see what they are asked to agree to. */
  private static final Admission PURGE_READERS =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR,
          Role.APPROVER,
          Role.VAULT_ADMIN);

  private static final Admission MOVERS =
      Admission.current(Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN, Role.COMPLIANCE_ADMIN);
  private static final Admission DECIDERS =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.APPROVER);
  private static final Admission APPROVERS = Admission.current(Role.GLOBAL_ADMIN, Role.APPROVER);

  private static final Admission LEDGER_READERS = Admission.current(LedgerRoles.READERS);

  private PolicyRoutes() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    return Stream.of(
            mailboxPolicies(api),
            multiWorkload(api),
            geos(api),
            purges(api),
            recovery(api),
            moveApprovals(api),
            refusedRows(api),
            jobs(api))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route<Admission, Handler>> mailboxPolicies(Apis api) {
    String policy = "/api/v1/policies/{policy}";
    return List.of(
        post("/api/v1/policies", EXCHANGE, api.policies()::create),
        get("/api/v1/policies", READERS, api.policies()::list),
        get(policy, READERS, api.policies()::get),
        patch(policy, EXCHANGE, api.policies()::edit),
        get(policy + "/key-access", READERS, api.policies()::keyAccess),
        get(policy + "/status", READERS, api.policies()::status),
        post(policy + "/check", EXCHANGE, api.policies()::check),
        post(policy + "/roll", EXCHANGE, api.rolls()::mailbox),
        post(policy + "/reassign", EXCHANGE, api.assignments()::assignAll),
        post(policy + "/purge-request", ADMIN, api.purge()::request),
        put("/api/v1/mailboxes/{mailbox}/policy", EXCHANGE, api.assignments()::assign),
        post("/api/v1/mailboxes/{mailbox}/move", EXCHANGE, api.assignments()::move),
        route(
            "POST",
            "/api/v1/mailboxes/policy",
            MAX_NAMES_BODY_BYTES,
            SHORT_REQUEST,
            EXCHANGE,
            api.assignments()::assignMany),
        get("/api/v1/silence-bound", ALL_READERS, api.silence()::get),
        put("/api/v1/silence-bound", ADMIN, api.silence()::set),
        get("/api/v1/key-versions/needs", ALL_READERS, api.rolls()::needs),
        post(
            "/api/v1/operator/tenants/{tenant}/policies/{policy}/availability-key/roll",
            OPERATOR,
            api.rolls()::availabilityKey));
  }

  private static List<Route<Admission, Handler>> multiWorkload(Apis api) {
    String policies = "/api/v1/multi-workload-policies";
    String policy = policies + "/{policy}";
    String assignment = "/api/v1/multi-workload-policy-assignment";
    return List.of(
        post(policies, COMPLIANCE, api.multiWorkloadPolicies()::create),
        get(policies, READERS, api.multiWorkloadPolicies()::list),
        get(policy, READERS, api.multiWorkloadPolicies()::get),
        patch(policy, COMPLIANCE, api.multiWorkloadPolicies()::edit),
        get(policy + "/key-access", READERS, api.multiWorkloadPolicies()::keyAccess),
        get(policy + "/status", READERS, api.multiWorkloadPolicies()::status),
        post(policy + "/check", COMPLIANCE, api.multiWorkloadPolicies()::check),
        post(policy + "/roll", COMPLIANCE, api.rolls()::multiWorkload),
        get(assignment, READERS, api.assignments()::multiWorkload),
        put(assignment, COMPLIANCE, api.assignments()::assignMultiWorkload));
  }

  private static List<Route<Admission, Handler>> geos(Apis api) {
    String policy = "/api/v1/geos/{geo}/policy";
    return List.of(
        post("/api/v1/geos", SHAREPOINT, api.geos()::create),
        get("/api/v1/geos", ALL_READERS, api.geos()::list),
        post(policy, SHAREPOINT, api.geos()::register),
        get(policy, ALL_READERS, api.geos()::status),
        post(policy + "/roll", SHAREPOINT, api.geos()::roll),
        post(policy + "/restore", SHAREPOINT, api.geos()::restore),
        post(policy + "/purge-request", SHAREPOINT, api.purge()::requestSites));
  }

  /** What a list of a million mailboxes takes to be written is not short. */
  private static List<Route<Admission, Handler>> purges(Apis api) {
    String purge = "/api/v1/purges/{purge}";
    String forOperator = "/api/v1/operator/purges";
    return List.of(
        get("/api/v1/purges", PURGE_READERS, api.purges()::list),
        get(purge, PURGE_READERS, api.purges()::get),
        post(purge + "/consents", VAULT_ADMINS, api.purges()::consent),
        route(
            "GET", purge + "/inventory", NO_BODY, LONG_REQUEST, CONCERNED, api.purges()::inventory),
        get(purge + "/receipt", CONCERNED, api.purges()::receipt),
        get(forOperator, OPERATOR, api.purges()::open),
        get(forOperator + "/{purge}", OPERATOR, api.purges()::find),
        post(forOperator + "/{purge}/resume", OPERATOR, api.purges()::resume));
  }

  private static List<Route<Admission, Handler>> recovery(Apis api) {
    String requests = "/api/v1/recovery-requests";
    String request = requests + "/{request}";
    return List.of(
        post(requests, ADMINISTRATORS, api.recovery()::request),
        get(requests, CONCERNED, api.recovery()::list),
        get(request, CONCERNED, api.recovery()::get),
        post(request + "/approve", APPROVERS, api.recovery()::approve),
        post(request + "/deny", APPROVERS, api.recovery()::deny),
        post(request + "/cancel", ADMINISTRATORS, api.recovery()::cancel),
        post(request + "/move", MOVERS, api.recovery()::move),
        get("/api/v1/operator/recovery-requests", OPERATOR, api.recovery()::approved),
        post("/api/v1/operator/recovery-requests/{request}/open", OPERATOR, api.recovery()::open));
  }

  private static List<Route<Admission, Handler>> moveApprovals(Apis api) {
    String approvals = "/api/v1/move-approvals";
    String approval = approvals + "/{job}";
    return List.of(
        get(approvals, CONCERNED, api.moveApprovals()::list),
        get(approval, CONCERNED, api.moveApprovals()::get),
        post(approval + "/approve", DECIDERS, api.moveApprovals()::approve),
        post(approval + "/deny", DECIDERS, api.moveApprovals()::deny),
        post(approval + "/cancel", ADMINISTRATORS, api.moveApprovals()::cancel));
  }

  /** It takes the operator and the tenant to accept a row: neither route is enough. */
  private static List<Route<Admission, Handler>> refusedRows(Apis api) {
    String accept = "/{kind}/{row}/accept";
    return List.of(
        get("/api/v1/refused-rows", ADMIN, api.refusedRows()::ofTenant),
        post("/api/v1/refused-rows" + accept, ADMIN, api.refusedRows()::acceptForTenant),
        get("/api/v1/operator/refused-rows", OPERATOR, api.refusedRows()::all),
        post(
            "/api/v1/operator/refused-rows" + accept,
            OPERATOR,
            api.refusedRows()::acceptForOperator));
  }

  private static List<Route<Admission, Handler>> jobs(Apis api) {
    String job = "/api/v1/jobs/{job}";
    return List.of(
        get("/api/v1/jobs", ALL_READERS, api.jobs()::list),
        get(job, ALL_READERS, api.jobs()::get),
        post(job + "/pause", ADMINISTRATORS, api.jobs()::pause),
        post(job + "/resume", ADMINISTRATORS, api.jobs()::resume),
        post(job + "/cancel", ADMINISTRATORS, api.jobs()::cancel),
        get("/api/v1/audit-records", LEDGER_READERS, api.audit()::list),
        get("/api/v1/audit-records/export", LEDGER_READERS, api.audit()::export));
  }

  private static Route<Admission, Handler> patch(
      String path, Admission admission, Handler handler) {
    return route("PATCH", path, MAX_JSON_BODY_BYTES, SHORT_REQUEST, admission, handler);
  }

  private static Route<Admission, Handler> put(String path, Admission admission, Handler handler) {
    return route("PUT", path, MAX_JSON_BODY_BYTES, SHORT_REQUEST, admission, handler);
  }
}
