package dev.freehold.server.coverage;

import java.util.List;
import java.util.stream.Stream;

/** The tables of custody: tenants, identities, policies, the wrapped keys, jobs. */
final class CustodyTables {

  /** What a seal is a hash of. */
  static final String SEALED = "authority, under a key of the service";

  private CustodyTables() {}

  static List<TableRule> custody() {
    return Stream.of(
            directory(),
            keys(),
            jobs(),
            recovery(),
            purges(),
            holds(),
            lockbox(),
            LedgerTables.sinks(),
            documents())
        .flatMap(List::stream)
        .toList();
  }

  static List<TableRule> availability() {
    return List.of(
        TableRule.of("availability_keys")
            .ids("id tenant_id policy_id")
            .sealed(Key.SERVICE_MASTER, "sealed_key")
            .numbers("created_at"),
        TableRule.of("availability_identity").ids("id").numbers("slot changes"),
        TableRule.of("ended_policies").ids("policy_id tenant_id").numbers("ended_at"),
        TableRule.of("sealed_kinds").states("kind").numbers("sealed_at"),
        TableRule.of("row_versions")
            .ids("row_id")
            .states("kind")
            .numbers("pending confirmed confirmed_at"),
        TableRule.of("refused_rows")
            .ids("row_id")
            .states("kind")
            .hashed("state of a row", "state")
            .numbers("first_at"),
        TableRule.of("row_acceptances")
            .ids("row_id")
            .states("kind side")
            .names("accepted_by")
            .hashed(SEALED, "seal")
            .numbers("accepted_at"),
        TableRule.of("service_roots")
            .ids("id")
            .numbers("slot created_at")
            .sealed(Key.SERVICE_MASTER, "sealed_private_key"));
  }

  private static List<TableRule> directory() {
    return List.of(
        TableRule.of("tenants")
            .hashed(SEALED, "seal")
            .ids("id multi_workload_policy_id service_policy_id")
            .names("name name_folded")
            .numbers("policy_count created_at multi_workload_count"),
        TableRule.of("identities")
            .hashed(SEALED, "seal")
            .ids("object_id tenant_id app_id")
            .states("kind roles enabled")
            .names("display_name")
            .hashed("with salt", "secret_salt secret_hash old_secret_salt old_secret_hash")
            .numbers("created_at old_secret_until secret_own_since sign_outs"),
        TableRule.of("user_credentials")
            .hashed(SEALED, "seal")
            .ids("object_id tenant_id")
            .names("user_principal_name name_folded")
            .hashed("PBKDF2 with salt", "password_salt password_hash")
            .numbers("password_iterations password_changed_at must_change revision signed_in_at"),
        TableRule.of("pending_acts")
            .hashed(SEALED, "seal")
            .ids("id tenant_id subject_id requested_by agreed_by ended_by")
            .states("kind state")
            .numbers("requested_at agreed_at ended_at"),
        TableRule.of("operators")
            .hashed(SEALED, "seal")
            .ids("client_id object_id")
            .states("origin")
            .numbers("named_at ended_at"),
        TableRule.of("refresh_tokens")
            .hashed(SEALED, "seal")
            .ids("id tenant_id object_id")
            .hashed("random secret", "secret_hash")
            .numbers("used_at idle_until expires_at"),
        TableRule.of("ways_in")
            .hashed(SEALED, "seal")
            .ids("id tenant_id object_id label")
            .states("kind scope ended_why")
            .numbers("made_at last_used_at good_until ended_at"),
        TableRule.of("device_codes")
            .hashed(SEALED, "seal")
            .ids("id tenant_id object_id client_id")
            .hashed("random secret", "device_hash user_hash")
            .states("state scope asked_from")
            .numbers("revision interval_seconds polled_at created_at expires_at"),
        TableRule.of("token_signing_keys")
            .ids("kid")
            .sealed(Key.SERVICE_MASTER, "sealed_private_key")
            .clear(Clear.PUBLIC, "public_jwk")
            .numbers("created_at"));
  }

  private static List<TableRule> keys() {
    return List.of(
        TableRule.of("policies")
            .hashed(SEALED, "seal")
            .numbers("seal_version")
            .ids("id tenant_id availability_key_id")
            .names("name name_folded description purge_reason purge_contact purge_requested_by")
            .states("enabled kind state recovering")
            .numbers("key_generation key_revision created_at locked_at check_due_at changed_at")
            .numbers("purge_requested_at")
            .hashed("commitment", "key_commitment")
            .wrapped(Key.AVAILABILITY, "wrapped_by_availability"),
        TableRule.of("confirmed_availability").ids("availability_id").numbers("slot changes"),
        TableRule.of("availability_losses").ids("policy_id lost_id").numbers("accepted_at"),
        TableRule.of("silence_choices")
            .hashed(SEALED, "seal")
            .ids("tenant_id")
            .states("silence_bound"),
        TableRule.of("policy_access")
            .hashed(SEALED, "seal")
            .ids("policy_id")
            .numbers("refused_at agreed_at stands_in_since uses")
            .states("silence_bound stands_in"),
        TableRule.of("policy_roots")
            .hashed(SEALED, "seal")
            .ids("policy_id")
            .numbers("slot seal_version")
            .clear(Clear.PUBLIC, "key_uri key_version_uri")
            .wrapped(Key.ROOT, "wrapped_key"),
        TableRule.of("owner_keys")
            .ids("id tenant_id policy_id owner_id retired_by")
            .numbers("generation revision created_at")
            .states("state")
            .wrapped(Key.POLICY, "wrapped_key")
            .hashed("commitment", "key_commitment"),
        TableRule.of("geos")
            .hashed(SEALED, "seal")
            .ids("id tenant_id policy_id")
            .names("code")
            .numbers("created_at"),
        TableRule.of("key_owners")
            .hashed(SEALED, "seal")
            .ids("id tenant_id geo_id ordered_policy_id owner_key_id purge_id")
            .states("kind")
            .numbers("created_at"),
        TableRule.of("root_checks")
            .ids("policy_id")
            .numbers("slot checked_at outcome_since")
            .clear(Clear.PUBLIC, "key_version_uri")
            .states("outcome code"),
        TableRule.of("rolled_versions")
            .ids("policy_id")
            .numbers("slot rolled_at")
            .clear(Clear.PUBLIC, "key_version_uri"));
  }

  private static List<TableRule> jobs() {
    return List.of(
        TableRule.of("jobs")
            .hashed(SEALED, "seal")
            .ids("id tenant_id subject_id exclusive_key")
            .states("kind parameters state failure_code failure_reason statement role")
            .names("created_by")
            .numbers("shards shards_left total_items total_bytes created_at started_at ended_at"),
        TableRule.of("job_shards")
            .ids("job_id task_instance position")
            .numbers("shard epoch done_items done_bytes tries failures")
            .states("done waiting_code waiting_reason"),
        TableRule.of("move_owners").ids("job_id owner_id"),
        TableRule.of("kept_back_moves")
            .ids("job_id policy_id target_policy_id")
            .numbers("shard since"),
        TableRule.of("move_approvals")
            .ids("job_id tenant_id target_policy_id")
            .hashed("SHA-256", "order_digest")
            .hashed(SEALED, "seal")
            .names("approved_by decision_comment")
            .numbers("approved_at"),
        TableRule.of("scheduled_tasks")
            .ids("task_instance")
            .states("task_name task_data picked picked_by")
            .numbers("execution_time last_success last_failure consecutive_failures last_heartbeat")
            .numbers("version"));
  }

  private static List<TableRule> purges() {
    return List.of(
        TableRule.of("purge_cases")
            .hashed(SEALED, "seal")
            .numbers("seal_version")
            .ids("id tenant_id policy_id geo_id inventory_after job_id receipt_entry")
            .states("without_vaults journals")
            .names("signer_name authorised_by")
            .hashed("list of owners", "inventory_sha256")
            .hashed("document", "document_sha256 signed_sha256")
            .hashed("certificate", "signer_certificate_sha256")
            .hashed("commitments of keys", "destroyed_sha256")
            .numbers("requested_at inventory_owners inventory_objects inventory_bytes")
            .numbers("inventory_taken_at signed_at authorised_at destroyed_owners destroyed_keys")
            .numbers("destroyed_objects destroyed_bytes availability_keys tried_owners")
            .numbers("tried_objects purged_at freed_at freed_objects freed_bytes"),
        TableRule.of("purge_owners")
            .ids("case_id owner_id")
            .states("kind")
            .names("name")
            .numbers("objects bytes"),
        TableRule.of("purge_consents")
            .hashed(SEALED, "seal")
            .ids("case_id object_id")
            .names("display_name")
            .clear(Clear.PUBLIC, "vault_1 vault_2")
            .numbers("given_at"),
        TableRule.of("purge_approvals")
            .hashed(SEALED, "seal")
            .ids("case_id key_id")
            .names("operator_name")
            .hashed("statement", "statement_sha256")
            .clear(Clear.PUBLIC, "signature")
            .numbers("approved_at"));
  }

  private static List<TableRule> holds() {
    return List.of(
        TableRule.of("legal_holds")
            .hashed(SEALED, "seal")
            .ids("id tenant_id owner_id")
            .names("name name_folded reason placed_by")
            .numbers("placed_at"));
  }

  private static List<TableRule> recovery() {
    return List.of(
        TableRule.of("recovery_requests")
            .hashed(SEALED, "seal")
            .numbers("seal_version")
            .ids("id tenant_id policy_id job_id")
            .names("reason requested_by approved_by opened_by denied_by decision_comment")
            .states("state")
            .numbers("requested_at approved_at opened_at denied_at"));
  }

  private static List<TableRule> lockbox() {
    return List.of(
        TableRule.of("access_requests")
            .hashed(SEALED, "seal")
            .numbers("seal_version")
            .ids("id request_number tenant_id owner_id")
            .states("service state")
            .names("owner_name folder name_prefix support_case reason decision_comment")
            .names("requested_by requested_by_name endorsed_by endorsed_by_name decided_by")
            .numbers("first_uid last_uid duration_minutes requested_at endorsed_at decided_at")
            .numbers("expires_at access_until ended_at seen_at"),
        TableRule.of("lockbox_settings")
            .hashed(SEALED, "seal")
            .ids("tenant_id")
            .states("takes_requests")
            .names("changed_by")
            .numbers("changed_at"));
  }

  private static List<TableRule> documents() {
    return List.of(
        TableRule.of("approvers")
            .hashed(SEALED, "seal")
            .ids("id tenant_id object_id")
            .names("registered_by")
            .states("signs")
            .clear(Clear.PUBLIC, "certificate issuers crl key_salt")
            .sealed(Key.PASSPHRASE, "sealed_private_key")
            .numbers("key_iterations registered_at effective_at withdrawn_at revoked_at"),
        TableRule.of("purge_documents")
            .hashed(SEALED, "seal")
            .ids("id tenant_id case_id approver_id")
            .states("state")
            .names("made_by document")
            .clear(Clear.PUBLIC, "inventory_sha256 document_sha256")
            .numbers("made_at valid_until"),
        TableRule.of("signed_purge_documents")
            .ids("document_id")
            .names("signed")
            .clear(Clear.PUBLIC, "signed_sha256")
            .states("signed_where")
            .numbers("kept_at"));
  }
}
