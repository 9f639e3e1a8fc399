package dev.freehold.custody.seals;

import java.util.List;

/**
 * Custody's kinds of rows that authorise. Each column that decides something is listed here; a test
 * tries every listed column, so a new one is tested without further code.
 */
public final class CustodySeals {

  private static final String TENANT_OF_CASE =
      "(SELECT purge.tenant_id FROM purge_cases purge WHERE purge.id = {row}.case_id)";

  private static final String TENANT_OF_POLICY =
      "(SELECT p.tenant_id FROM policies p WHERE p.id = {row}.policy_id)";

  /** What a policy covers, where it is in its life, and which key is its own. */
  public static final SealedKind POLICY =
      SealedKind.named("policy", "policies")
          .key("id")
          .texts("kind", "state")
          .numbers("recovering", "enabled", "key_generation")
          .bytes("key_commitment")
          .versioned()
          .build();

  /**
   * Which keys of the customer's a policy is under. A root whose wrap was destroyed opens nothing
   * and has no seal.
   */
  public static final SealedKind POLICY_ROOT =
      SealedKind.named("policy-root", "policy_roots")
          .key("policy_id")
          .numberKey("slot")
          .tenant(TENANT_OF_POLICY)
          .texts("key_uri", "key_version_uri")
          .bytes("wrapped_key")
          .sealedIf("LENGTH({row}.wrapped_key) > 0")
          .versioned()
          .build();

  /** Who asked for a recovery, who approved it, who opened it. */
  public static final SealedKind RECOVERY_REQUEST =
      SealedKind.named("recovery-request", "recovery_requests")
          .key("id")
          .ids("policy_id", "job_id")
          .texts("state", "requested_by", "approved_by", "denied_by", "opened_by")
          .versioned()
          .build();

  /** What an operator may read, and by what the tenant decides about it; who agreed. */
  public static final SealedKind ACCESS_REQUEST =
      SealedKind.named("access-request", "access_requests")
          .key("id")
          .texts("request_number", "service", "owner_name", "folder", "name_prefix", "state")
          .texts("requested_by", "endorsed_by", "decided_by")
          .ids("owner_id")
          .numbers("first_uid", "last_uid", "duration_minutes", "expires_at", "access_until")
          .versioned()
          .nextForm()
          .texts("requested_by_name", "endorsed_by_name", "support_case", "reason")
          .build();

  /** Whether a tenant takes access requests. */
  public static final SealedKind LOCKBOX_SETTING =
      SealedKind.named("lockbox-setting", "lockbox_settings")
          .key("tenant_id")
          .numbers("takes_requests")
          .texts("changed_by")
          .build();

  /** What is to be purged, and the document that authorises it. */
  public static final SealedKind PURGE_CASE =
      SealedKind.named("purge-case", "purge_cases")
          .key("id")
          .ids("policy_id", "geo_id", "job_id")
          .numbers("without_vaults", "signed_at", "authorised_at")
          .texts("inventory_sha256", "document_sha256", "signed_sha256")
          .texts("signer_certificate_sha256", "signer_name", "authorised_by")
          .versioned()
          .build();

  /** States that a vault administrator agreed to a purge. */
  public static final SealedKind PURGE_CONSENT =
      SealedKind.named("purge-consent", "purge_consents")
          .key("case_id")
          .key("object_id")
          .tenant(TENANT_OF_CASE)
          .numbers("given_at")
          .texts("vault_1", "vault_2")
          .nextForm()
          .texts("display_name")
          .build();

  /** States that an operator approved a purge. */
  public static final SealedKind PURGE_APPROVAL =
      SealedKind.named("purge-approval", "purge_approvals")
          .key("case_id")
          .textKey("key_id")
          .tenant(TENANT_OF_CASE)
          .texts("operator_name", "statement_sha256")
          .numbers("approved_at")
          .build();

  /** States that an operator attested that a purge's backups are destroyed. */
  public static final SealedKind PURGE_BACKUPS =
      SealedKind.named("purge-backups", "purge_backups")
          .key("case_id")
          .textKey("statement_sha256")
          .tenant(TENANT_OF_CASE)
          .texts("destroyed_on", "operator_name", "key_id")
          .numbers("number", "attested_at")
          .build();

  /** Which document a tenant's approver signs. */
  public static final SealedKind PURGE_DOCUMENT =
      SealedKind.named("purge-document", "purge_documents")
          .key("id")
          .ids("case_id", "approver_id")
          .texts("state", "inventory_sha256", "document_sha256")
          .numbers("valid_until")
          .build();

  /** Who signs a tenant's purges, and with which certificate. */
  public static final SealedKind APPROVER =
      SealedKind.named("approver", "approvers")
          .key("id")
          .ids("object_id")
          .texts("signs", "registered_by")
          .bytes("certificate", "issuers", "crl")
          .numbers("effective_at", "withdrawn_at", "revoked_at")
          .build();

  /** States that nothing may be deleted from a mailbox or site. */
  public static final SealedKind LEGAL_HOLD =
      SealedKind.named("legal-hold", "legal_holds")
          .key("id")
          .ids("owner_id")
          .texts("name_folded", "placed_by")
          .build();

  /** States that a second person approved an order out of a locked policy. */
  public static final SealedKind MOVE_APPROVAL =
      SealedKind.named("move-approval", "move_approvals")
          .key("job_id")
          .texts("order_digest", "approved_by")
          .ids("target_policy_id")
          .numbers("approved_at")
          .build();

  /** What a job was ordered to do, and by whom; not how far it is. */
  public static final SealedKind JOB =
      SealedKind.named("job", "jobs")
          .key("id")
          .ids("subject_id")
          .texts("kind", "exclusive_key", "parameters", "created_by", "role")
          .numbers("shards", "created_at")
          .build();

  /** What the roots of a policy have answered. */
  public static final SealedKind POLICY_ACCESS =
      SealedKind.named("policy-access", "policy_access")
          .key("policy_id")
          .tenant(TENANT_OF_POLICY)
          .numbers("refused_at", "agreed_at")
          .texts("silence_bound")
          .build();

  /** How long a tenant lets availability keys stand in for silent roots. */
  public static final SealedKind SILENCE_CHOICE =
      SealedKind.named("silence-choice", "silence_choices")
          .key("tenant_id")
          .texts("silence_bound")
          .build();

  /** What a person or program is, is called and may do, and by which secrets a program is known. */
  public static final SealedKind IDENTITY =
      SealedKind.named("identity", "identities")
          .key("object_id")
          .ids("app_id")
          .texts("kind", "roles")
          .numbers("enabled", "sign_outs", "old_secret_until", "created_at", "secret_own_since")
          .bytes("secret_salt", "secret_hash", "old_secret_salt", "old_secret_hash")
          .nextForm()
          .texts("display_name")
          .build();

  /** What was asked for, who agreed, and how far it is. */
  public static final SealedKind PENDING_ACT =
      SealedKind.named("pending-act", "pending_acts")
          .key("id")
          .texts("kind", "state")
          .ids("subject_id", "requested_by", "agreed_by", "ended_by")
          .numbers("requested_at", "agreed_at", "ended_at")
          .build();

  /** The name and the password of a person. */
  public static final SealedKind PASSWORD =
      SealedKind.named("password", "user_credentials")
          .key("object_id")
          .texts("name_folded")
          .numbers("password_iterations", "password_changed_at", "must_change")
          .bytes("password_salt", "password_hash")
          .nextForm()
          .texts("user_principal_name")
          .build();

  /** Whose sign-in a refresh token goes on, with what it began, and until when. */
  public static final SealedKind REFRESH_TOKEN =
      SealedKind.named("refresh-token", "refresh_tokens")
          .key("id")
          .ids("object_id")
          .bytes("secret_hash")
          .numbers("idle_until", "expires_at")
          .nextForm()
          .texts("factors")
          .build();

  /** Who signed in for a device; while it waits nobody has, and it has no seal. */
  public static final SealedKind DEVICE_APPROVAL =
      SealedKind.named("device-approval", "device_codes")
          .key("id")
          .ids("object_id")
          .bytes("device_hash")
          .numbers("revision", "expires_at")
          .texts("scope")
          .sealedIf("{row}.state = 'APPROVED'")
          .nextForm()
          .texts("factors")
          .build();

  /** Who signed in on the page, for which client, and whether the code was shown. */
  public static final SealedKind AUTHORIZATION_CODE =
      SealedKind.named("authorization-code", "authorization_codes")
          .key("id")
          .ids("object_id")
          .bytes("secret_hash")
          .numbers("revision", "signed_in_at", "expires_at", "used_at")
          .texts("client_id", "redirect_uri", "code_challenge", "scope", "nonce")
          .nextForm()
          .texts("factors")
          .build();

  /** Whose a way in is, of which kind, what it opens, and whether it has ended. */
  public static final SealedKind WAY_IN =
      SealedKind.named("way-in", "ways_in")
          .key("id")
          .ids("object_id")
          .texts("kind", "scope", "label", "ended_why")
          .numbers("made_at", "good_until", "ended_at")
          .build();

  /** Whose an app password is. */
  public static final SealedKind APP_PASSWORD =
      SealedKind.named("app-password", "app_passwords")
          .key("id")
          .ids("object_id")
          .bytes("secret_hash")
          .build();

  /** What proves a sign-in at the console. */
  public static final SealedKind BROWSER_SESSION =
      SealedKind.named("browser-session", "browser_sessions")
          .key("id")
          .ids("object_id")
          .bytes("secret_hash")
          .numbers("sign_outs", "signed_in_at", "expires_at")
          .nextForm()
          .texts("factors")
          .build();

  /** Whose a passkey is, for which host, and how often it has signed. */
  public static final SealedKind PASSKEY =
      SealedKind.named("passkey", "passkeys")
          .key("id")
          .ids("object_id")
          .texts("relying_party")
          .bytes("credential", "public_key")
          .numbers("sign_count")
          .build();

  /** Whose a recovery code is. */
  public static final SealedKind RECOVERY_CODE =
      SealedKind.named("recovery-code", "recovery_codes")
          .key("id")
          .ids("way_id", "object_id")
          .bytes("code_hash")
          .build();

  /** Who has shown a password, and what is still asked. */
  public static final SealedKind SECOND_STEP =
      SealedKind.named("second-step", "second_steps")
          .key("id")
          .ids("object_id")
          .bytes("ticket_hash")
          .texts("stage", "subject", "origin", "challenge")
          .numbers("revision", "tries", "expires_at")
          .build();

  /**
   * Which policies cover what a tenant has, whether its people may use IMAP, and whether they need
   * a second factor.
   */
  public static final SealedKind TENANT_COVERAGE =
      SealedKind.named("tenant-coverage", "tenants")
          .key("id")
          .tenant("{row}.id")
          .ids("multi_workload_policy_id", "service_policy_id")
          .nextForm()
          .numbers("imap_enabled")
          .nextForm()
          .numbers("second_factor_required")
          .build();

  /** Which policy covers the sites of a geo. */
  public static final SealedKind GEO_COVERAGE =
      SealedKind.named("geo-coverage", "geos").key("id").ids("policy_id").texts("code").build();

  /** Which policy a mailbox or site comes under, and which key its new content. */
  public static final SealedKind KEY_OWNER =
      SealedKind.named("key-owner", "key_owners")
          .key("id")
          .texts("kind")
          .ids("geo_id", "ordered_policy_id", "owner_key_id")
          .build();

  /** The kinds for people and programs, which vaults that run alone have too. */
  public static final List<SealedKind> DIRECTORY =
      List.of(
          IDENTITY,
          PASSWORD,
          REFRESH_TOKEN,
          DEVICE_APPROVAL,
          AUTHORIZATION_CODE,
          WAY_IN,
          APP_PASSWORD,
          PASSKEY,
          RECOVERY_CODE,
          SECOND_STEP,
          PENDING_ACT,
          TENANT_COVERAGE);

  /** Who is in a group. */
  public static final SealedKind GROUP_MEMBER =
      SealedKind.named("group-member", "group_members")
          .key("group_id")
          .key("member_id")
          .numbers("added_at")
          .build();

  /** All of them. */
  public static final List<SealedKind> ALL =
      List.of(
          POLICY,
          POLICY_ROOT,
          RECOVERY_REQUEST,
          ACCESS_REQUEST,
          LOCKBOX_SETTING,
          PURGE_CASE,
          PURGE_CONSENT,
          PURGE_APPROVAL,
          PURGE_BACKUPS,
          PURGE_DOCUMENT,
          APPROVER,
          LEGAL_HOLD,
          IDENTITY,
          PASSWORD,
          REFRESH_TOKEN,
          DEVICE_APPROVAL,
          AUTHORIZATION_CODE,
          WAY_IN,
          APP_PASSWORD,
          BROWSER_SESSION,
          PASSKEY,
          RECOVERY_CODE,
          SECOND_STEP,
          GROUP_MEMBER,
          PENDING_ACT,
          OperatorSeals.OPERATOR,
          OperatorSeals.NODE,
          OperatorSeals.NODE_BEAT,
          JOB,
          MOVE_APPROVAL,
          POLICY_ACCESS,
          SILENCE_CHOICE,
          TENANT_COVERAGE,
          GEO_COVERAGE,
          KEY_OWNER);

  private CustodySeals() {}
}
