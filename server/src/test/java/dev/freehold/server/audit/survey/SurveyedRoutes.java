package dev.freehold.server.audit.survey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each route that is not a GET records, or why it records nothing. A route that is added has
 * to be written down here, and is tried with a ledger that refuses.
 */
final class SurveyedRoutes {

  /** What a route records. */
  sealed interface Row {}

  /** Each of these operations, in the ledger of the service. */
  record Records(Set<String> operations) implements Row {}

  /** Each of these operations, in the ledger of the vaults. */
  record RecordsAtVaults(Set<String> operations) implements Row {}

  /** Nothing, for a reason. */
  record Nothing(String reason) implements Row {}

  static final Map<String, Row> TABLE = new LinkedHashMap<>();

  static {
    directory();
    policies();
    recovery();
    mail();
    files();
    lockbox();
    holds();
    leaving();
    documents();
  }

  private SurveyedRoutes() {}

  private static void directory() {
    records("POST /{tenant}/oauth2/v2.0/token", "SignIn");
    nothing(
        "POST /{tenant}/oauth2/v2.0/devicecode",
        "nobody is known yet and nothing is given; the approval and the sign-in are recorded");
    records("POST /devicelogin", "DeviceCodeApprove");
    nothing(
        "POST /console/{page...}",
        "a form asks other routes within the process, which record what they do");
    nothing(
        "POST /console/operator-sign-in",
        "it needs a browser with cookies; OperatorConsoleTest shows its SignIn");
    nothing("POST /api/v1/operator/sign-ins", "it reads");
    records("POST /api/v1/operator/sign-ins/approve", "DeviceCodeApprove");
    records("POST /api/v1/operator/sign-ins/decline", "DeviceCodeDecline");
    records("POST /{tenant}/oauth2/v2.0/authorize", "AuthorizationCodeIssue");
    records("POST /{tenant}/oauth2/authorize", "AuthorizationCodeIssue");
    records("POST /api/v1/tenants", "TenantCreate", "IdentityCreate");
    records("POST /api/v1/applications", "IdentityCreate");
    records("POST /api/v1/applications/{application}/secret", "SecretRotate");
    records("DELETE /api/v1/applications/{application}", "IdentityDelete");
    records("PATCH /api/v1/applications/{application}", "IdentityRolesChange", "IdentityDisable");
    records("POST /api/v1/applications/{application}/sign-out", "IdentitySignOut");
    records("POST /api/v1/signing-keys", "SigningKeyCreate");
    TABLE.put("POST /api/v1/subscriptions", new RecordsAtVaults(Set.of("SubscriptionCreate")));
    records("POST /api/v1/users", "UserCreate");
    records("PUT /api/v1/users/{user}/password", "PasswordReset");
    records("PUT /api/v1/me/password", "PasswordChange");
    records("POST /api/v1/password", "PasswordChange");
    records("POST /api/v1/me/sign-out", "IdentitySignOut");
    records("DELETE /api/v1/me/ways-in/{way}", "WayInEnd");
    records("POST /api/v1/me/app-passwords", "AppPasswordCreate");
    nothing(
        "POST /api/v1/me/passkeys/begin", "it asks an authenticator; what it makes is recorded");
    records("POST /api/v1/me/passkeys", "PasskeyCreate");
    records("PATCH /api/v1/me/passkeys/{way}", "PasskeyRename");
    records("DELETE /api/v1/me/passkeys/{way}", "WayInEnd");
    records("POST /api/v1/me/recovery-codes", "RecoveryCodesCreate");
    records("PUT /api/v1/second-factor", "TenantSecondFactorChange");
    records("DELETE /api/v1/users/{user}/ways-in/{way}", "WayInEnd");
    records("DELETE /api/v1/applications/{application}/ways-in/{way}", "WayInEnd");
    records("PUT /api/v1/me/notifications", "NotificationChoiceChange");
    records("POST /api/v1/webhooks", "WebhookCreate");
    records("POST /api/v1/webhooks/{webhook}/test", "NotificationTest");
    records("DELETE /api/v1/webhooks/{webhook}", "WebhookDelete");
    records("PATCH /api/v1/users/{user}", "IdentityEnable");
    records("POST /api/v1/users/{user}/sign-out", "IdentitySignOut");
    records("PATCH /graph/v1.0/users/{user}", "IdentityDisable");
    records("POST /graph/v1.0/users/{user}/revokeSignInSessions", "IdentitySignOut");
    records("DELETE /api/v1/users/{user}", "UserDelete");
    String groups = "/graph/v1.0/groups";
    records("POST " + groups, "GroupCreate");
    records("DELETE " + groups + "/{group}", "GroupDelete");
    records("POST " + groups + "/{group}/members/$ref", "GroupMemberAdd");
    records("DELETE " + groups + "/{group}/members/{member}/$ref", "GroupMemberRemove");
    nothing("POST /graph/v1.0/directoryObjects/getByIds", "it reads");
  }

  private static void policies() {
    String policy = "/api/v1/policies/{policy}";
    String whole = "/api/v1/multi-workload-policies";
    records("POST /api/v1/policies", "PolicyCreate");
    records("POST /api/v1/key-checks/policies", "PolicyKeysCheck");
    records("POST /api/v1/key-checks/multi-workload-policies", "PolicyKeysCheck");
    records("POST /api/v1/key-checks/geos", "PolicyKeysCheck");
    records("PUT /api/v1/silence-bound", "SilenceBoundChange");
    records("PATCH " + policy, "PolicyEdit");
    records("POST " + policy + "/check", "KeyUnwrap");
    records("POST " + policy + "/roll", "JobCreate");
    records("POST " + policy + "/reassign", "PolicyAssignAll", "JobCreate");
    records("PUT /api/v1/mailboxes/{mailbox}/policy", "PolicyAssign", "JobCreate");
    records("POST /api/v1/mailboxes/policy", "PolicyAssign", "JobCreate");
    records("POST /api/v1/mailboxes/{mailbox}/move", "JobCreate");
    records(
        "POST /api/v1/operator/tenants/{tenant}/policies/{policy}/availability-key/roll",
        "JobCreate");
    records("POST " + whole, "PolicyCreate");
    records("PATCH " + whole + "/{policy}", "PolicyEdit");
    records("POST " + whole + "/{policy}/check", "KeyUnwrap");
    records("POST " + whole + "/{policy}/roll", "JobCreate");
    records("PUT /api/v1/multi-workload-policy-assignment", "MultiWorkloadAssign");
    records("POST /api/v1/geos", "GeoCreate");
    records("POST /api/v1/geos/{geo}/policy", "PolicyCreate");
    records("POST /api/v1/geos/{geo}/policy/roll", "JobCreate");
    records("POST /api/v1/geos/{geo}/policy/restore", "PolicyCreate", "RecoveryMove");
    records("POST /api/v1/jobs/{job}/pause", "JobPause");
    records("POST /api/v1/jobs/{job}/resume", "JobResume");
    records("POST /api/v1/jobs/{job}/cancel", "JobCancel");
  }

  private static void recovery() {
    String request = "/api/v1/recovery-requests/{request}";
    records("POST /api/v1/recovery-requests", "RecoveryRequest");
    records("POST " + request + "/approve", "RecoveryApprove");
    records("POST " + request + "/deny", "RecoveryDeny");
    records("POST " + request + "/cancel", "RecoveryCancel");
    records("POST " + request + "/move", "RecoveryMove");
    records("POST /api/v1/operator/recovery-requests/{request}/open", "RecoveryOpen");
    String putBack = "it needs a row that was put back; RowAcceptanceTest shows its RowAccept";
    nothing("POST /api/v1/refused-rows/{kind}/{row}/accept", putBack);
    nothing("POST /api/v1/operator/refused-rows/{kind}/{row}/accept", putBack);
    String approval = "/api/v1/move-approvals/{job}";
    records("POST " + approval + "/approve", "MoveApprove");
    records("POST " + approval + "/deny", "MoveDeny", "JobCancel");
    records("POST " + approval + "/cancel", "JobCancel");
  }

  private static void mail() {
    String content = "content is no administrative act; the use of its key is recorded";
    String batch = "/api/v1/migration-batches/{batch}";
    records("POST /api/v1/mailboxes", "MailboxCreate", "OwnerKeyCreate");
    records("POST /api/v1/mail-users", "MailUserCreate", "OwnerKeyCreate");
    records("POST /api/v1/mailboxes/{mailbox}/migrate", "MailUserMigrate");
    records("PATCH /api/v1/mailboxes/{mailbox}", "MailboxEdit");
    records("DELETE /api/v1/mailboxes/{mailbox}", "MailboxRemove");
    String removed = "/api/v1/removed-mailboxes/{mailbox}";
    records("POST " + removed + "/recover", "MailboxRecover");
    records("DELETE " + removed, "MailboxDestroy", "OwnerKeyDestroy");
    records("PUT /api/v1/imap", "TenantImapChange");
    nothing("POST /api/v1/mailbox-statistics", "it reads");
    nothing("POST /api/v1/migration-dry-runs", "it reads, here and at the source");
    nothing("POST /api/v1/operator/scrub", "it looks, and its uses of keys are recorded as such");
    nothing("POST /api/v1/mailboxes/{mailbox}/messages", content);
    nothing("PUT /api/v1/mailboxes/{mailbox}/folders", "a folder is content, as messages are");
    String permission = "/api/v1/mailboxes/{mailbox}/permissions/{principal}";
    records("PUT " + permission, "Add-MailboxPermission");
    records("DELETE " + permission, "Remove-MailboxPermission");
    records("POST /api/v1/migration-endpoints", "MigrationEndpointCreate");
    records("DELETE /api/v1/migration-endpoints/{endpoint}", "MigrationEndpointDelete");
    records("POST /api/v1/migration-batches", "MigrationBatchCreate");
    records("POST " + batch + "/start", "JobCreate");
    records("POST " + batch + "/stop", "JobPause");
    records("DELETE " + batch, "MigrationBatchRemove");
    records("PATCH " + batch, "MigrationBatchSet");
    records("POST " + batch + "/passwords", "MigrationPasswordsSet");
    records("POST " + batch + "/complete", "MigrationBatchComplete", "JobCreate");
    nothing(
        "POST " + batch + "/users/{mailbox}/approve-deletions",
        "it needs deletions that wait; MigrationSyncTest shows its MigrationDeletionsApprove");
    nothing("POST /api/v1/migration-server-tests", "it looks whether a server answers");
  }

  private static void files() {
    String permission = "/api/v1/sites/{site}/permissions/{principal}";
    records("POST /api/v1/sites", "SiteCreate", "OwnerKeyCreate");
    records("DELETE /api/v1/sites/{site}", "SiteDelete", "OwnerKeyDestroy");
    records("PUT " + permission, "SiteRoleGrant");
    records("DELETE " + permission, "SiteRoleRevoke");
    records("POST /api/v1/access-keys", "AccessKeyCreate");
    records("PATCH /api/v1/access-keys/{key}", "AccessKeyDisable");
    records("DELETE /api/v1/access-keys/{key}", "AccessKeyDelete");
  }

  private static void lockbox() {
    String asked = "/api/v1/operator/access-requests";
    String request = "/api/v1/access-requests/{accessRequest}";
    records("POST /api/v1/operator/nodes", "NodeJoin");
    records("DELETE /api/v1/operator/nodes/{node}", "NodeRemove");
    records("DELETE /api/v1/operator/operators/{application}", "IdentityDelete");
    records("POST " + asked, "AccessRequestCreate");
    records("POST " + asked + "/{accessRequest}/approve", "AccessRequestEndorse");
    records("POST " + request + "/approve", "AccessRequestApprove");
    records("POST " + request + "/deny", "AccessRequestDeny");
    records("POST " + request + "/cancel", "AccessRequestCancel");
    records("PUT /api/v1/lockbox", "LockboxChange");
  }

  private static void holds() {
    String domains = "/api/v1/operator/tenants/{tenant}/accepted-domains";
    records("POST " + domains, "AcceptedDomainAdd");
    records("DELETE " + domains + "/{domain}", "AcceptedDomainRemove");
    for (String owner : List.of("/api/v1/mailboxes/{mailbox}", "/api/v1/sites/{site}")) {
      records("POST " + owner + "/holds", "LegalHoldPlace");
      records("DELETE " + owner + "/holds/{hold}", "LegalHoldLift");
    }
  }

  private static void leaving() {
    String operators = "/api/v1/operator/purges/{purge}";
    records("POST /api/v1/policies/{policy}/purge-request", "PolicyPurgeRequest");
    records("POST /api/v1/geos/{geo}/policy/purge-request", "PolicyPurgeRequest");
    records("POST /api/v1/purges/{purge}/consents", "PolicyPurgeConsent");
    records("POST " + operators + "/approvals", "PolicyPurgeApprove", "PolicyPurgeStart");
    records("POST " + operators + "/resume", "JobResume");
    records("POST " + operators + "/backups-destroyed", "PolicyPurgeBackups");
    String acts = "/api/v1/pending-acts";
    records("POST /api/v1/ledger/erasures", "PendingActRequest");
    records("POST " + acts, "PendingActRequest");
    records("POST " + acts + "/{pendingAct}/agree", "PendingActAgree");
    records("POST " + acts + "/{pendingAct}/cancel", "PendingActCancel");
    records("POST " + acts + "/{pendingAct}/carry-out", "PendingActCarryOut", "PersonalDataErase");
  }

  private static void documents() {
    String document = "/api/v1/purges/{purge}/document";
    records("PUT /api/v1/approver", "ApproverRegister");
    records("PUT /api/v1/approver/crl", "ApproverCrlUpdate");
    records("POST /api/v1/approver/key", "ApproverKeyCreate");
    records("POST /api/v1/approver/revoke", "ApproverRevoke");
    records("DELETE /api/v1/approver/pending", "ApproverWithdraw");
    records("POST " + document, "PolicyPurgeInventory", "PurgeDocumentMake");
    records("PUT " + document + "/signed", "PurgeDocumentSign", "PolicyPurgeAuthorise");
    records("POST " + document + "/sign", "PurgeDocumentSign", "PolicyPurgeAuthorise");
  }

  private static void records(String route, String... operations) {
    TABLE.put(route, new Records(Set.of(operations)));
  }

  private static void nothing(String route, String reason) {
    TABLE.put(route, new Nothing(reason));
  }
}
