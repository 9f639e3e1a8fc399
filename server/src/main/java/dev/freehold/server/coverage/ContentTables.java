package dev.freehold.server.coverage;

import java.util.List;

/** The coverage rules of the tables of sealed objects, which belong to no single feature. */
public final class ContentTables {

  private ContentTables() {}

  /** Objects, what replaced them, what was freed of them. */
  public static List<TableRule> objects() {
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
        TableRule.of("content_sweep").ids("id store_id position").numbers("walk_begun_at"));
  }
}
