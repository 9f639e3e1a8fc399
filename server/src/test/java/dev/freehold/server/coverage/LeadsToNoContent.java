package dev.freehold.server.coverage;

import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.SealedKind;
import dev.freehold.files.sites.FilesSeals;
import dev.freehold.mail.MailSeals;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Why the ids of some columns need not be exchanged, and what an exchange of others may show. A
 * column that is neither here nor has rows in {@link SwapWorld} fails the test.
 */
final class LeadsToNoContent {

  /** Whose content may be read in the place of other content. */
  enum Within {
    ITSELF,
    ITS_MAILBOX
  }

  private static final Map<String, String> REASONS = new TreeMap<>();

  /** Which name a folder has stands in clear: its messages appear under another of the mailbox. */
  private static final Map<String, Within> SHOWN = Map.of("mail_folders.id", Within.ITS_MAILBOX);

  static {
    Stream.of(CustodySeals.ALL, FilesSeals.ALL)
        .flatMap(List::stream)
        .forEach(LeadsToNoContent::sealed);
    sealed(MailSeals.ACCEPTED_DOMAIN);
    sealed(MailSeals.MAILBOX_PERMISSION);
    of("what a job works on; it opens content as everybody does and gives it to nobody")
        .columns("jobs", "id tenant_id subject_id exclusive_key")
        .columns("job_shards", "job_id task_instance position")
        .columns("scheduled_tasks", "task_instance")
        .columns("move_owners", "job_id owner_id")
        .columns("kept_back_moves", "job_id policy_id target_policy_id")
        .columns("rolled_versions", "policy_id")
        .columns("owner_keys", "retired_by");
    of("what was destroyed, lost or freed; no key is found by it")
        .columns("key_owners", "purge_id")
        .columns("purge_cases", "inventory_after receipt_entry")
        .columns("purge_owners", "case_id owner_id")
        .columns("signed_purge_documents", "document_id")
        .columns("content_freeing", "owner_id")
        .columns("content_replaced", "blob_id")
        .columns("file_parts_let_go", "upload_id site_id")
        .columns("ended_policies", "policy_id tenant_id")
        .columns("availability_losses", "policy_id lost_id");
    of("what was found or swept; nothing is opened by it")
        .columns("content_scrub", "id run_id")
        .columns("content_scrub_findings", "tenant_id owner_id subject")
        .columns("content_sweep", "id store_id position")
        .columns("row_acceptances", "row_id")
        .columns("node_beats", "start_id")
        .columns("incoming_availability", "id")
        .columns("root_checks", "policy_id")
        .columns("availability_key_uses", "policy_id");
    of("where mail is fetched from; it is sealed for the mailbox whose address the line has")
        .columns("mail_migration_endpoints", "id tenant_id")
        .columns("mail_migration_batches", "id tenant_id endpoint_id job_id created_by")
        .columns("mail_migration_users", "batch_id tenant_id")
        .columns("mail_migration_folders", "batch_id target_id")
        .columns("mail_migration_followed", "batch_id")
        .columns("mail_migration_syncs", "batch_id mailbox_id")
        .columns("mail_migration_runs", "batch_id")
        .columns("mail_migration_skips", "batch_id");
    of("names of folders that mail programs show; no folder is found by it")
        .columns("mail_subscriptions", "mailbox_id tenant_id");
    of("who is notified of what; nothing that is sent is content, and an address opens for its row")
        .columns("notifications", "id tenant_id")
        .columns("notification_opt_outs", "object_id tenant_id")
        .columns("notification_deliveries", "id notification_id receiver holder")
        .columns("webhooks", "id tenant_id created_by");
    of("an archive that a mail user has elsewhere").columns("mail_mailboxes", "archive_id");
    of("which database of availability keys belongs to this one; the start compares both")
        .columns("confirmed_availability", "availability_id");
    of("what is recorded, with a hash over all, and where copies of it go")
        .columns("ledger_tile", "tenant_id")
        .columns("ledger_witness", "tenant_id")
        .columns("audit_sinks", "holder");
    of("who signs in and acts; what is theirs is decided by rows that are sealed")
        .columns("token_signing_keys", "kid")
        .columns("device_codes", "client_id")
        .columns("authorization_codes", "client_id")
        .columns("operators", "client_id object_id")
        .columns("pending_acts", "id tenant_id subject_id requested_by agreed_by ended_by");
  }

  private LeadsToNoContent() {}

  /** By column, such as {@code jobs.id}. */
  static Map<String, String> reasons() {
    return Collections.unmodifiableMap(REASONS);
  }

  static Within shown(String column) {
    return SHOWN.getOrDefault(column, Within.ITSELF);
  }

  private static void sealed(SealedKind kind) {
    Group group = of("sealed: another value is refused, see EveryDecidingColumnTest");
    group.columns(kind.table(), "tenant_id");
    Stream.of(kind.keyColumns(), kind.decidingColumns())
        .flatMap(List::stream)
        .forEach(column -> group.columns(kind.table(), column));
  }

  private static Group of(String reason) {
    return new Group(reason);
  }

  /** Columns with the same reason. */
  private record Group(String reason) {
    Group columns(String table, String names) {
      for (String name : List.of(names.split(" ", -1))) {
        REASONS.putIfAbsent(table + "." + name, reason);
      }
      return this;
    }
  }
}
