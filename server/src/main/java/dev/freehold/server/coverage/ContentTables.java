package dev.freehold.server.coverage;

import java.util.List;
import java.util.stream.Stream;

/** The tables of sealed objects, mail and files. */
final class ContentTables {

  private ContentTables() {}

  static List<TableRule> content() {
    return Stream.of(objects(), mail(), migrations(), sites(), documents())
        .flatMap(List::stream)
        .toList();
  }

  private static List<TableRule> objects() {
    return List.of(
        TableRule.of("content_objects")
            .ids("object_id tenant_id owner_key_id blob_id")
            .numbers("generation plaintext_bytes blob_bytes created_at released_at damaged_at")
            .states("state damage_code")
            .hashed("keyed under the owner key", "binding"),
        TableRule.of("content_replaced").ids("blob_id").numbers("blob_bytes replaced_at"),
        TableRule.of("content_freeing")
            .ids("owner_id")
            .numbers("released_at erased_at freed_objects freed_bytes freed_at"),
        TableRule.of("content_scrub")
            .ids("id run_id")
            .states("reads_content")
            .numbers("started_at seen_at ended_at total done bytes unbound unchecked findings"),
        TableRule.of("content_scrub_findings")
            .ids("tenant_id owner_id subject")
            .states("code")
            .numbers("number found_at"),
        TableRule.of("content_sweep").ids("id store_id position"));
  }

  private static List<TableRule> mail() {
    return List.of(
        TableRule.of("mail_mailboxes")
            .hashed(CustodyTables.SEALED, "seal")
            .ids("id tenant_id archive_id")
            .names("address display_name name alias user_principal_name external_address")
            .names("custom_attributes")
            .numbers("last_uid_validity created_at changed_at")
            .states("kind mailbox_type hidden region"),
        TableRule.of("mail_recipient_names")
            .hashed(CustodyTables.SEALED, "seal")
            .ids("mailbox_id tenant_id")
            .names("folded")
            .states("kind"),
        TableRule.of("mail_folders")
            .ids("id tenant_id mailbox_id")
            .names("path")
            .states("special_use")
            .numbers("uid_validity uid_next highest_mod_seq message_count total_bytes"),
        TableRule.of("mail_messages")
            .ids("tenant_id mailbox_id folder_id object_id")
            .numbers("uid mod_seq internal_date saved_at size_bytes header_bytes")
            .states("flags")
            .names("keywords")
            .sealed(Key.OWNER, "sealed_properties")
            .hashed("keyed under the owner key", "import_token"));
  }

  private static List<TableRule> migrations() {
    return List.of(
        TableRule.of("mail_migration_endpoints")
            .ids("id tenant_id")
            .names("name name_key server")
            .states("security accept_untrusted")
            .numbers("port max_concurrent created_at"),
        TableRule.of("mail_migration_batches")
            .ids("id tenant_id endpoint_id job_id created_by")
            .names("name name_key include_folders exclude_folders")
            .numbers("created_at"),
        TableRule.of("mail_migration_users")
            .ids("batch_id tenant_id")
            .names("address user_name")
            .sealed(Key.SERVICE_MASTER, "sealed_password")
            .states("state code is_listed")
            .numbers(
                "line shard attempts due_at copied_items copied_bytes skipped_items started_at"
                    + " ended_at"),
        TableRule.of("mail_migration_folders")
            .ids("batch_id")
            .names("source_name path")
            .states("is_done code")
            .numbers("line number uid_validity last_uid"),
        TableRule.of("mail_migration_skips")
            .ids("batch_id")
            .states("code")
            .numbers("line folder uid"));
  }

  private static List<TableRule> sites() {
    return List.of(
        TableRule.of("file_sites")
            .hashed(CustodyTables.SEALED, "seal")
            .ids("id tenant_id geo_id")
            .names("name")
            .states("kind")
            .numbers("created_at"),
        TableRule.of("file_site_counts").ids("tenant_id").numbers("sites"),
        TableRule.of("file_site_roles")
            .hashed(CustodyTables.SEALED, "seal")
            .ids("site_id principal_id tenant_id")
            .names("site_name")
            .states("role")
            .numbers("granted_at"),
        TableRule.of("file_access_keys")
            .hashed(CustodyTables.SEALED, "seal")
            .ids("id tenant_id principal_id")
            .numbers("slot created_at")
            .sealed(Key.SERVICE_MASTER, "sealed_secret")
            .states("enabled"));
  }

  private static List<TableRule> documents() {
    return List.of(
        TableRule.of("file_name_pages")
            .ids("site_id page_id owner_key_id")
            .sealed(Key.OWNER, "sealed"),
        TableRule.of("file_documents")
            .ids("site_id id object_id upload_id owner_key_id")
            .numbers("size_bytes modified_at")
            .sealed(Key.OWNER, "sealed"),
        TableRule.of("file_uploads")
            .ids("id site_id owner_key_id")
            .numbers("started_at")
            .sealed(Key.OWNER, "sealed"),
        TableRule.of("file_parts")
            .ids("site_id upload_id object_id owner_key_id")
            .numbers("number size_bytes modified_at")
            .sealed(Key.OWNER, "sealed"),
        TableRule.of("file_parts_let_go").ids("upload_id site_id"),
        TableRule.of("file_part_pages")
            .ids("site_id upload_id id owner_key_id")
            .numbers("first_byte")
            .sealed(Key.OWNER, "sealed"));
  }
}
