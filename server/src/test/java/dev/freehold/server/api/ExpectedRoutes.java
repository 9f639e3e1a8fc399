package dev.freehold.server.api;

import static dev.freehold.custody.identity.Role.APPROVER;
import static dev.freehold.custody.identity.Role.AUDITOR;
import static dev.freehold.custody.identity.Role.COMPLIANCE_ADMIN;
import static dev.freehold.custody.identity.Role.EXCHANGE_ADMIN;
import static dev.freehold.custody.identity.Role.GLOBAL_ADMIN;
import static dev.freehold.custody.identity.Role.OPERATOR;
import static dev.freehold.custody.identity.Role.SHAREPOINT_ADMIN;
import static dev.freehold.custody.identity.Role.VAULT_ADMIN;

import dev.freehold.custody.identity.Role;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may come to which route, written down a second time on purpose: a role that is added to a
 * route by mistake has to be added by mistake twice.
 */
final class ExpectedRoutes {

  private static final Set<Role> ANYONE = Set.of();

  /** Routes whose callers show a session, or are sent to sign in. */
  static final Set<String> BY_BROWSER =
      Set.of(
          "GET /console", "GET /console/live", "GET /console/{page...}", "POST /console/{page...}");

  private static final Set<Role> ADMINS = Set.of(GLOBAL_ADMIN, EXCHANGE_ADMIN);
  private static final Set<Role> READERS =
      Set.of(GLOBAL_ADMIN, EXCHANGE_ADMIN, COMPLIANCE_ADMIN, AUDITOR);

  private static final Set<Role> COMPLIANCE = Set.of(GLOBAL_ADMIN, COMPLIANCE_ADMIN);
  private static final Set<Role> SHAREPOINT = Set.of(GLOBAL_ADMIN, SHAREPOINT_ADMIN);
  private static final Set<Role> ADMINISTRATORS =
      Set.of(GLOBAL_ADMIN, EXCHANGE_ADMIN, SHAREPOINT_ADMIN, COMPLIANCE_ADMIN);
  private static final Set<Role> ALL_READERS =
      Set.of(GLOBAL_ADMIN, EXCHANGE_ADMIN, SHAREPOINT_ADMIN, COMPLIANCE_ADMIN, AUDITOR);

  private static final Set<Role> CONCERNED =
      Set.of(GLOBAL_ADMIN, EXCHANGE_ADMIN, SHAREPOINT_ADMIN, COMPLIANCE_ADMIN, AUDITOR, APPROVER);

  private static final Set<Role> DECIDERS =
      Set.of(GLOBAL_ADMIN, EXCHANGE_ADMIN, SHAREPOINT_ADMIN, COMPLIANCE_ADMIN, APPROVER);

  /** Every role but the operator's, and callers without any role. */
  static final Set<Role> MEMBERS = EnumSet.complementOf(EnumSet.of(OPERATOR));

  /** Whoever has a token. */
  static final Set<Role> SIGNED_IN = EnumSet.allOf(Role.class);

  /** What whoever left has until the token ends: the head of a log, and the key that checks it. */
  static final Set<String> BY_TOKEN =
      Set.of(
          "GET /api/v1/ledger/checkpoint",
          "GET /api/v1/ledger/key",
          "GET /api/v1/vault-ledger/checkpoint",
          "GET /api/v1/vault-ledger/key");

  /** What destroys or grants: people need a sign-in of the last minutes. */
  static final Set<String> FRESH =
      Set.of(
          "POST /api/v1/access-keys",
          "POST /api/v1/access-requests/{accessRequest}/approve",
          "POST /api/v1/applications",
          "DELETE /api/v1/applications/{application}",
          "PATCH /api/v1/applications/{application}",
          "POST /api/v1/applications/{application}/secret",
          "PUT /api/v1/approver",
          "POST /api/v1/approver/key",
          "POST /api/v1/approver/revoke",
          "POST /api/v1/geos/{geo}/policy/purge-request",
          "POST /api/v1/ledger/erasures",
          "PUT /api/v1/lockbox",
          "DELETE /api/v1/mailboxes/{mailbox}/holds/{hold}",
          "PUT /api/v1/mailboxes/{mailbox}/permissions/{principal}",
          "POST /api/v1/me/app-passwords",
          "POST /api/v1/me/passkeys",
          "POST /api/v1/me/passkeys/begin",
          "DELETE /api/v1/me/passkeys/{way}",
          "POST /api/v1/me/recovery-codes",
          "POST /api/v1/operator/access-requests/{accessRequest}/approve",
          "POST /api/v1/operator/nodes",
          "DELETE /api/v1/operator/nodes/{node}",
          "DELETE /api/v1/operator/operators/{application}",
          "POST /api/v1/operator/purges/{purge}/approvals",
          "POST /api/v1/operator/purges/{purge}/backups-destroyed",
          "POST /api/v1/operator/recovery-requests/{request}/open",
          "POST /api/v1/operator/refused-rows/{kind}/{row}/accept",
          "POST /api/v1/operator/sign-ins/approve",
          "POST /api/v1/pending-acts/{pendingAct}/agree",
          "POST /api/v1/pending-acts/{pendingAct}/carry-out",
          "POST /api/v1/policies/{policy}/purge-request",
          "POST /api/v1/purges/{purge}/consents",
          "POST /api/v1/purges/{purge}/document/sign",
          "PUT /api/v1/purges/{purge}/document/signed",
          "POST /api/v1/recovery-requests/{request}/approve",
          "POST /api/v1/refused-rows/{kind}/{row}/accept",
          "DELETE /api/v1/removed-mailboxes/{mailbox}",
          "PUT /api/v1/second-factor",
          "PUT /api/v1/silence-bound",
          "DELETE /api/v1/sites/{site}",
          "DELETE /api/v1/sites/{site}/holds/{hold}",
          "POST /api/v1/users",
          "DELETE /api/v1/users/{user}",
          "PATCH /api/v1/users/{user}",
          "PUT /api/v1/users/{user}/password",
          "DELETE /api/v1/users/{user}/ways-in/{way}",
          "POST /graph/v1.0/groups/{group}/members/$ref");

  static final Map<String, Set<Role>> TABLE = new LinkedHashMap<>();

  static {
    TABLE.put("GET /openapi.json", ANYONE);
    TABLE.put("POST /{tenant}/oauth2/v2.0/token", ANYONE);
    TABLE.put("POST /{tenant}/oauth2/v2.0/devicecode", ANYONE);
    TABLE.put("GET /{tenant}/oauth2/v2.0/authorize", ANYONE);
    TABLE.put("POST /{tenant}/oauth2/v2.0/authorize", ANYONE);
    TABLE.put("GET /{tenant}/oauth2/authorize", ANYONE);
    TABLE.put("POST /{tenant}/oauth2/authorize", ANYONE);
    TABLE.put("GET /devicelogin", ANYONE);
    TABLE.put("POST /devicelogin", ANYONE);
    TABLE.put("GET /login/passkey.js", ANYONE);
    TABLE.put("POST /api/v1/password", ANYONE);
    TABLE.put("GET /.well-known/freehold", ANYONE);
    TABLE.put("GET /.well-known/autoconfig/mail/config-v1.1.xml", ANYONE);
    TABLE.put("GET /mail/config-v1.1.xml", ANYONE);
    TABLE.put("GET /{tenant}/v2.0/.well-known/openid-configuration", ANYONE);
    TABLE.put("GET /{tenant}/discovery/v2.0/keys", ANYONE);
    TABLE.put("POST /api/v1/operator/sign-ins", Set.of(OPERATOR));
    TABLE.put("POST /api/v1/operator/sign-ins/approve", Set.of(OPERATOR));
    TABLE.put("POST /api/v1/operator/sign-ins/decline", Set.of(OPERATOR));
    TABLE.put("POST /api/v1/tenants", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/tenants", Set.of(OPERATOR));
    TABLE.put("POST /api/v1/applications", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/applications", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/applications/{application}", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST /api/v1/applications/{application}/secret", SIGNED_IN);
    TABLE.put("DELETE /api/v1/applications/{application}", Set.of(GLOBAL_ADMIN));
    TABLE.put("PATCH /api/v1/applications/{application}", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST /api/v1/applications/{application}/sign-out", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST /api/v1/signing-keys", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/workloads", READERS);
    TABLE.put("POST /api/v1/subscriptions", Set.of(GLOBAL_ADMIN));
    putPeople();
    putPolicies();
    putLedger();
    putFiles();
    putLockbox();
    putMigrations();
    putHolds();
    putPendingActs();
    putPurges();
    TABLE.put("POST /api/v1/mailboxes", ADMINS);
    TABLE.put("GET /api/v1/mailboxes", READERS);
    TABLE.put("GET /api/v1/mailboxes/{mailbox}", READERS);
    TABLE.put("PATCH /api/v1/mailboxes/{mailbox}", ADMINS);
    TABLE.put("DELETE /api/v1/mailboxes/{mailbox}", ADMINS);
    TABLE.put("GET /api/v1/removed-mailboxes", READERS);
    TABLE.put("GET /api/v1/removed-mailboxes/{mailbox}", READERS);
    TABLE.put("POST /api/v1/removed-mailboxes/{mailbox}/recover", ADMINS);
    TABLE.put("DELETE /api/v1/removed-mailboxes/{mailbox}", ADMINS);
    TABLE.put("POST /api/v1/mailbox-statistics", READERS);
    TABLE.put("GET /api/v1/mailboxes/{mailbox}/statistics", READERS);
    TABLE.put("GET /api/v1/mailboxes/{mailbox}/folder-statistics", READERS);
    TABLE.put("GET /api/v1/mailboxes/{mailbox}/folders", MEMBERS);
    TABLE.put("PUT /api/v1/mailboxes/{mailbox}/folders", ADMINS);
    TABLE.put("POST /api/v1/mailboxes/{mailbox}/messages", ADMINS);
    TABLE.put("GET /api/v1/mailboxes/{mailbox}/messages", MEMBERS);
    TABLE.put("GET /api/v1/mailboxes/{mailbox}/messages/{uid}/content", MEMBERS);
    TABLE.put("GET /api/v1/mailboxes/{mailbox}/permissions", READERS);
    TABLE.put("PUT /api/v1/mailboxes/{mailbox}/permissions/{principal}", ADMINS);
    TABLE.put("DELETE /api/v1/mailboxes/{mailbox}/permissions/{principal}", ADMINS);
  }

  private static void putPeople() {
    TABLE.put("GET /api/v1/me", SIGNED_IN);
    TABLE.put("GET /api/v1/me/mail-profile", MEMBERS);
    TABLE.put("PUT /api/v1/me/password", SIGNED_IN);
    TABLE.put("POST /api/v1/me/sign-out", SIGNED_IN);
    TABLE.put("GET /api/v1/me/ways-in", SIGNED_IN);
    TABLE.put("DELETE /api/v1/me/ways-in/{way}", SIGNED_IN);
    TABLE.put("POST /api/v1/me/app-passwords", SIGNED_IN);
    TABLE.put("GET /api/v1/me/passkeys", SIGNED_IN);
    TABLE.put("POST /api/v1/me/passkeys/begin", SIGNED_IN);
    TABLE.put("POST /api/v1/me/passkeys", SIGNED_IN);
    TABLE.put("PATCH /api/v1/me/passkeys/{way}", SIGNED_IN);
    TABLE.put("DELETE /api/v1/me/passkeys/{way}", SIGNED_IN);
    TABLE.put("POST /api/v1/me/recovery-codes", SIGNED_IN);
    TABLE.put("GET /api/v1/second-factor", SIGNED_IN);
    TABLE.put("PUT /api/v1/second-factor", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/me/notifications", SIGNED_IN);
    TABLE.put("PUT /api/v1/me/notifications", SIGNED_IN);
    TABLE.put("GET /api/v1/notifications", Set.of(GLOBAL_ADMIN, AUDITOR));
    TABLE.put("GET /api/v1/webhooks", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST /api/v1/webhooks", Set.of(GLOBAL_ADMIN));
    TABLE.put("DELETE /api/v1/webhooks/{webhook}", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST /api/v1/webhooks/{webhook}/test", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/users/{user}/ways-in", Set.of(GLOBAL_ADMIN));
    TABLE.put("DELETE /api/v1/users/{user}/ways-in/{way}", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/applications/{application}/ways-in", Set.of(GLOBAL_ADMIN));
    TABLE.put("DELETE /api/v1/applications/{application}/ways-in/{way}", Set.of(GLOBAL_ADMIN));
    TABLE.put("PATCH /api/v1/users/{user}", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST /api/v1/users/{user}/sign-out", Set.of(GLOBAL_ADMIN));
    TABLE.put("PATCH /graph/v1.0/users/{user}", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST /graph/v1.0/users/{user}/revokeSignInSessions", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST /api/v1/users", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/users", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/users/{user}", Set.of(GLOBAL_ADMIN));
    TABLE.put("DELETE /api/v1/users/{user}", Set.of(GLOBAL_ADMIN));
    TABLE.put("PUT /api/v1/users/{user}/password", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /graph/v1.0/users/{user}", SIGNED_IN);
    TABLE.put("GET /graph/v1.0/users", EnumSet.complementOf(EnumSet.of(OPERATOR)));
    TABLE.put("GET /graph/v1.0/servicePrincipals", SIGNED_IN);
    TABLE.put("GET /graph/v1.0/servicePrincipals/{program}", SIGNED_IN);
    TABLE.put("POST /graph/v1.0/directoryObjects/getByIds", SIGNED_IN);
    Set<Role> readers = EnumSet.complementOf(EnumSet.of(OPERATOR));
    String groups = "/graph/v1.0/groups";
    TABLE.put("GET " + groups, readers);
    TABLE.put("GET " + groups + "/{group}", readers);
    TABLE.put("GET " + groups + "/{group}/members", readers);
    TABLE.put("POST " + groups, Set.of(GLOBAL_ADMIN));
    TABLE.put("DELETE " + groups + "/{group}", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST " + groups + "/{group}/members/$ref", Set.of(GLOBAL_ADMIN));
    TABLE.put("DELETE " + groups + "/{group}/members/{member}/$ref", Set.of(GLOBAL_ADMIN));
  }

  private static void putPurges() {
    Set<Role> readers = EnumSet.copyOf(CONCERNED);
    readers.add(VAULT_ADMIN);
    String purge = "/api/v1/purges/{purge}";
    TABLE.put("GET /api/v1/purges", readers);
    TABLE.put("GET " + purge, readers);
    TABLE.put("POST " + purge + "/consents", Set.of(VAULT_ADMIN));
    TABLE.put("GET " + purge + "/inventory", CONCERNED);
    TABLE.put("GET " + purge + "/receipt", CONCERNED);
    TABLE.put("GET /api/v1/operator/purges", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/operator/purges/{purge}", Set.of(OPERATOR));
    TABLE.put("POST /api/v1/operator/purges/{purge}/resume", Set.of(OPERATOR));
  }

  private static void putPendingActs() {
    String acts = "/api/v1/pending-acts";
    Set<Role> others = Set.of(GLOBAL_ADMIN, COMPLIANCE_ADMIN, VAULT_ADMIN, APPROVER);
    Set<Role> concerned = Set.of(GLOBAL_ADMIN, COMPLIANCE_ADMIN, VAULT_ADMIN, APPROVER, AUDITOR);
    TABLE.put("POST " + acts, COMPLIANCE);
    TABLE.put("GET " + acts, concerned);
    TABLE.put("GET " + acts + "/{pendingAct}", concerned);
    TABLE.put("POST " + acts + "/{pendingAct}/agree", others);
    TABLE.put("POST " + acts + "/{pendingAct}/cancel", others);
    TABLE.put("POST " + acts + "/{pendingAct}/carry-out", COMPLIANCE);
  }

  private static void putHolds() {
    for (String owner : List.of("/api/v1/mailboxes/{mailbox}", "/api/v1/sites/{site}")) {
      TABLE.put("POST " + owner + "/holds", COMPLIANCE);
      TABLE.put("GET " + owner + "/holds", Set.of(GLOBAL_ADMIN, COMPLIANCE_ADMIN, AUDITOR));
      TABLE.put("DELETE " + owner + "/holds/{hold}", COMPLIANCE);
    }
    for (String preview : List.of("/revocation-preview", "/purge-preview")) {
      TABLE.put("GET /api/v1/policies/{policy}" + preview, READERS);
      TABLE.put("GET /api/v1/geos/{geo}/policy" + preview, ALL_READERS);
    }
    TABLE.put("GET /api/v1/multi-workload-policies/{policy}/revocation-preview", READERS);
    TABLE.put("GET /api/v1/holds", Set.of(GLOBAL_ADMIN, COMPLIANCE_ADMIN, AUDITOR));
    TABLE.put("GET /api/v1/operator/tenants/{tenant}/holds", Set.of(OPERATOR));
    String domains = "/api/v1/operator/tenants/{tenant}/accepted-domains";
    TABLE.put("GET /api/v1/imap", READERS);
    TABLE.put("PUT /api/v1/imap", ADMINS);
    TABLE.put("GET /api/v1/accepted-domains", READERS);
    TABLE.put("GET " + domains, Set.of(OPERATOR));
    TABLE.put("POST " + domains, Set.of(OPERATOR));
    TABLE.put("DELETE " + domains + "/{domain}", Set.of(OPERATOR));
  }

  private static void putLockbox() {
    String request = "/api/v1/access-requests/{accessRequest}";
    TABLE.put("GET /api/v1/access-requests", CONCERNED);
    TABLE.put("GET " + request, CONCERNED);
    TABLE.put("POST " + request + "/approve", Set.of(GLOBAL_ADMIN, APPROVER));
    TABLE.put("POST " + request + "/deny", Set.of(GLOBAL_ADMIN, APPROVER));
    TABLE.put("POST " + request + "/cancel", Set.of(GLOBAL_ADMIN, APPROVER));
    TABLE.put("POST /api/v1/operator/scrub", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/operator/scrub", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/operator/scrub/findings", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/lockbox", CONCERNED);
    TABLE.put("PUT /api/v1/lockbox", Set.of(GLOBAL_ADMIN));
    String nodes = "/api/v1/operator/nodes";
    TABLE.put("GET " + nodes, Set.of(OPERATOR));
    TABLE.put("POST " + nodes, Set.of(OPERATOR));
    TABLE.put("DELETE " + nodes + "/{node}", Set.of(OPERATOR));
    String operators = "/api/v1/operator/operators";
    TABLE.put("GET " + operators, Set.of(OPERATOR));
    TABLE.put("DELETE " + operators + "/{application}", Set.of(OPERATOR));
    String asked = "/api/v1/operator/access-requests";
    TABLE.put("POST " + asked, Set.of(OPERATOR));
    TABLE.put("GET " + asked, Set.of(OPERATOR));
    TABLE.put("GET " + asked + "/{accessRequest}", Set.of(OPERATOR));
    TABLE.put("POST " + asked + "/{accessRequest}/approve", Set.of(OPERATOR));
    TABLE.put("GET " + asked + "/{accessRequest}/folders", Set.of(OPERATOR));
    TABLE.put("GET " + asked + "/{accessRequest}/messages", Set.of(OPERATOR));
    TABLE.put("GET " + asked + "/{accessRequest}/messages/{uid}/content", Set.of(OPERATOR));
    TABLE.put("GET " + asked + "/{accessRequest}/documents", Set.of(OPERATOR));
    TABLE.put("GET " + asked + "/{accessRequest}/documents/content", Set.of(OPERATOR));
  }

  private static void putMigrations() {
    TABLE.put("POST /api/v1/migration-endpoints", ADMINS);
    TABLE.put("GET /api/v1/migration-endpoints", ADMINS);
    TABLE.put("GET /api/v1/migration-endpoints/{endpoint}", ADMINS);
    TABLE.put("DELETE /api/v1/migration-endpoints/{endpoint}", ADMINS);
    TABLE.put("POST /api/v1/migration-server-tests", ADMINS);
    TABLE.put("POST /api/v1/migration-batches", ADMINS);
    TABLE.put("POST /api/v1/migration-dry-runs", ADMINS);
    TABLE.put("GET /api/v1/migration-batches", ADMINS);
    TABLE.put("GET /api/v1/migration-batches/{batch}", ADMINS);
    TABLE.put("DELETE /api/v1/migration-batches/{batch}", ADMINS);
    TABLE.put("POST /api/v1/migration-batches/{batch}/start", ADMINS);
    TABLE.put("POST /api/v1/migration-batches/{batch}/stop", ADMINS);
    TABLE.put("PATCH /api/v1/migration-batches/{batch}", ADMINS);
    TABLE.put("POST /api/v1/migration-batches/{batch}/passwords", ADMINS);
    TABLE.put("POST /api/v1/migration-batches/{batch}/complete", ADMINS);
    TABLE.put("GET /api/v1/migration-batches/{batch}/runs", ADMINS);
    TABLE.put("GET /api/v1/migration-batches/{batch}/users", ADMINS);
    TABLE.put("POST /api/v1/migration-batches/{batch}/users/{mailbox}/approve-deletions", ADMINS);
    TABLE.put("GET /api/v1/migration-batches/{batch}/users/{mailbox}/report", ADMINS);
    TABLE.put("GET /api/v1/migration-batches/{batch}/users/{mailbox}/report.csv", ADMINS);
  }

  private static void putFiles() {
    String site = "/api/v1/sites/{site}";
    TABLE.put("POST /api/v1/sites", SHAREPOINT);
    TABLE.put("GET /api/v1/sites", MEMBERS);
    TABLE.put("GET " + site, MEMBERS);
    TABLE.put("DELETE " + site, MEMBERS);
    TABLE.put("GET " + site + "/permissions", MEMBERS);
    TABLE.put("GET " + site + "/permissions/{principal}", MEMBERS);
    TABLE.put("PUT " + site + "/permissions/{principal}", MEMBERS);
    TABLE.put("DELETE " + site + "/permissions/{principal}", MEMBERS);
    TABLE.put("POST /api/v1/access-keys", MEMBERS);
    TABLE.put("GET /api/v1/access-keys", MEMBERS);
    TABLE.put("PATCH /api/v1/access-keys/{key}", MEMBERS);
    TABLE.put("DELETE /api/v1/access-keys/{key}", MEMBERS);
  }

  private static void putLedger() {
    Set<Role> auditors = Set.of(GLOBAL_ADMIN, COMPLIANCE_ADMIN, AUDITOR);
    for (String path :
        List.of(
            "checkpoint",
            "key",
            "tile/{level}/{tile...}",
            "personal/{tile...}",
            "proofs/{index}",
            "receipts/{index}")) {
      TABLE.put("GET /api/v1/ledger/" + path, auditors);
    }
    TABLE.put("POST /api/v1/ledger/erasures", COMPLIANCE);
    for (String path :
        List.of(
            "checkpoint",
            "key",
            "tile/{level}/{tile...}",
            "personal/{tile...}",
            "proofs/{index}")) {
      TABLE.put("GET /api/v1/vault-ledger/" + path, auditors);
    }
    TABLE.put("GET /api/v1/vault-audit-records", auditors);
    TABLE.put("GET /api/v1/vault-audit-records/export", auditors);
  }

  private static void putPolicies() {
    String policy = "/api/v1/policies/{policy}";
    TABLE.put("POST /api/v1/policies", ADMINS);
    TABLE.put("POST /api/v1/key-checks/policies", ADMINS);
    TABLE.put("GET /api/v1/policies", READERS);
    TABLE.put("GET " + policy, READERS);
    TABLE.put("PATCH " + policy, ADMINS);
    TABLE.put("GET " + policy + "/key-access", READERS);
    TABLE.put("GET " + policy + "/status", READERS);
    TABLE.put("POST " + policy + "/check", ADMINS);
    TABLE.put("POST " + policy + "/roll", ADMINS);
    TABLE.put("POST " + policy + "/reassign", ADMINS);
    TABLE.put("POST " + policy + "/purge-request", Set.of(GLOBAL_ADMIN));
    TABLE.put("PUT /api/v1/mailboxes/{mailbox}/policy", ADMINS);
    TABLE.put("POST /api/v1/mailboxes/{mailbox}/move", ADMINS);
    TABLE.put("POST /api/v1/mailboxes/policy", ADMINS);
    TABLE.put("GET /api/v1/protection", ALL_READERS);
    TABLE.put("GET /api/v1/policy-faults", READERS);
    TABLE.put("GET /api/v1/operator/tenants/{tenant}/policy-faults", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/silence-bound", ALL_READERS);
    TABLE.put("PUT /api/v1/silence-bound", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/key-versions/needs", ALL_READERS);
    TABLE.put(
        "POST /api/v1/operator/tenants/{tenant}/policies/{policy}/availability-key/roll",
        Set.of(OPERATOR));
    String multiWorkload = "/api/v1/multi-workload-policies";
    TABLE.put("POST " + multiWorkload, COMPLIANCE);
    TABLE.put("POST /api/v1/key-checks/multi-workload-policies", COMPLIANCE);
    TABLE.put("GET " + multiWorkload, READERS);
    TABLE.put("GET " + multiWorkload + "/{policy}", READERS);
    TABLE.put("PATCH " + multiWorkload + "/{policy}", COMPLIANCE);
    TABLE.put("GET " + multiWorkload + "/{policy}/key-access", READERS);
    TABLE.put("GET " + multiWorkload + "/{policy}/status", READERS);
    TABLE.put("POST " + multiWorkload + "/{policy}/check", COMPLIANCE);
    TABLE.put("POST " + multiWorkload + "/{policy}/roll", COMPLIANCE);
    TABLE.put("GET /api/v1/multi-workload-policy-assignment", READERS);
    TABLE.put("PUT /api/v1/multi-workload-policy-assignment", COMPLIANCE);
    TABLE.put("POST /api/v1/geos", SHAREPOINT);
    TABLE.put("POST /api/v1/key-checks/geos", SHAREPOINT);
    TABLE.put("GET /api/v1/geos", ALL_READERS);
    TABLE.put("POST /api/v1/geos/{geo}/policy", SHAREPOINT);
    TABLE.put("GET /api/v1/geos/{geo}/policy", ALL_READERS);
    TABLE.put("POST /api/v1/geos/{geo}/policy/roll", SHAREPOINT);
    TABLE.put("POST /api/v1/geos/{geo}/policy/restore", SHAREPOINT);
    TABLE.put("POST /api/v1/geos/{geo}/policy/purge-request", SHAREPOINT);
    String request = "/api/v1/recovery-requests/{request}";
    TABLE.put("POST /api/v1/recovery-requests", ADMINISTRATORS);
    TABLE.put("GET /api/v1/recovery-requests", CONCERNED);
    TABLE.put("GET " + request, CONCERNED);
    TABLE.put("POST " + request + "/approve", Set.of(GLOBAL_ADMIN, APPROVER));
    TABLE.put("POST " + request + "/deny", Set.of(GLOBAL_ADMIN, APPROVER));
    TABLE.put("POST " + request + "/cancel", ADMINISTRATORS);
    TABLE.put("POST " + request + "/move", Set.of(GLOBAL_ADMIN, EXCHANGE_ADMIN, COMPLIANCE_ADMIN));
    String approval = "/api/v1/move-approvals/{job}";
    TABLE.put("GET /api/v1/move-approvals", CONCERNED);
    TABLE.put("GET " + approval, CONCERNED);
    TABLE.put("POST " + approval + "/approve", DECIDERS);
    TABLE.put("POST " + approval + "/deny", DECIDERS);
    TABLE.put("POST " + approval + "/cancel", ADMINISTRATORS);
    TABLE.put("GET /api/v1/operator/recovery-requests", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/refused-rows", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST /api/v1/refused-rows/{kind}/{row}/accept", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/operator/refused-rows", Set.of(OPERATOR));
    TABLE.put("POST /api/v1/operator/refused-rows/{kind}/{row}/accept", Set.of(OPERATOR));
    TABLE.put("POST /api/v1/operator/recovery-requests/{request}/open", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/jobs", ALL_READERS);
    TABLE.put("GET /api/v1/jobs/{job}", ALL_READERS);
    TABLE.put("POST /api/v1/jobs/{job}/pause", ADMINISTRATORS);
    TABLE.put("POST /api/v1/jobs/{job}/resume", ADMINISTRATORS);
    TABLE.put("POST /api/v1/jobs/{job}/cancel", ADMINISTRATORS);
    TABLE.put("GET /api/v1/audit-records", Set.of(GLOBAL_ADMIN, COMPLIANCE_ADMIN, AUDITOR));
    TABLE.put("GET /api/v1/audit-records/export", Set.of(GLOBAL_ADMIN, COMPLIANCE_ADMIN, AUDITOR));
    TABLE.put("POST /api/v1/mail-users", ADMINS);
    TABLE.put("POST /api/v1/mailboxes/{mailbox}/migrate", ADMINS);
    documents();
  }

  private static void documents() {
    Set<Role> concerned = Set.of(GLOBAL_ADMIN, COMPLIANCE_ADMIN, AUDITOR, APPROVER);
    Set<Role> approvers = Set.of(GLOBAL_ADMIN, APPROVER);
    String document = "/api/v1/purges/{purge}/document";
    TABLE.put("PUT /api/v1/approver", Set.of(GLOBAL_ADMIN));
    TABLE.put("GET /api/v1/approver", concerned);
    TABLE.put("POST /api/v1/approver/key", Set.of(APPROVER));
    TABLE.put("POST /api/v1/approver/revoke", approvers);
    TABLE.put("DELETE /api/v1/approver/pending", Set.of(GLOBAL_ADMIN));
    TABLE.put("PUT /api/v1/approver/crl", Set.of(GLOBAL_ADMIN));
    TABLE.put("POST " + document, Set.of(GLOBAL_ADMIN));
    TABLE.put("GET " + document, concerned);
    TABLE.put("GET " + document + "/facts", concerned);
    TABLE.put("PUT " + document + "/signed", approvers);
    TABLE.put("GET " + document + "/signed", concerned);
    TABLE.put("GET /api/v1/purges/{purge}/approvals", concerned);
    TABLE.put("POST " + document + "/sign", Set.of(APPROVER));
    TABLE.put("GET /api/v1/operator/purges/{purge}/statement", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/operator/purges/{purge}/document/signed", Set.of(OPERATOR));
    TABLE.put("POST /api/v1/operator/purges/{purge}/approvals", Set.of(OPERATOR));
    TABLE.put("GET /api/v1/operator/purges/{purge}/backups-destroyed", Set.of(OPERATOR));
    TABLE.put("POST /api/v1/operator/purges/{purge}/backups-destroyed", Set.of(OPERATOR));
    TABLE.put("GET /purge-signing", ANYONE);
    TABLE.put("GET /console/assets/{file}", ANYONE);
    TABLE.put("GET /console/sign-in", ANYONE);
    TABLE.put("GET /console/operator-sign-in", ANYONE);
    TABLE.put("POST /console/operator-sign-in", ANYONE);
    TABLE.put("GET /console/signed-in", ANYONE);
    BY_BROWSER.forEach(route -> TABLE.put(route, ANYONE));
  }

  private ExpectedRoutes() {}
}
