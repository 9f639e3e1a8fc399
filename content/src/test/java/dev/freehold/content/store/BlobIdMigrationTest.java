package dev.freehold.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlobIdMigrationTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Objects that were stored before blobs had ids of their own keep their blobs")
  void olderRows(Dialect dialect) {
    DatabaseSettings settings = TestDatabases.settings(dialect, folder);
    UUID objectId = UUID.randomUUID();
    try (Database database = open(settings)) {
      goBack(database);
      insertAsBefore(database, objectId);
    }
    try (Database database = open(settings)) {
      ObjectRow row = database.read(tx -> ObjectRows.findActive(tx, objectId)).orElseThrow();
      assertThat(row.blobId()).isEqualTo(objectId);
      Set<UUID> present = database.read(tx -> ObjectRows.present(tx, List.of(objectId)));
      assertThat(present).containsExactly(objectId);
    }
  }

  private static Database open(DatabaseSettings settings) {
    return Databases.open(settings, List.of(ObjectStore.MIGRATIONS));
  }

  private static void goBack(Database database) {
    for (String statement :
        List.of(
            "DROP TABLE content_replaced",
            "DROP INDEX content_objects_by_blob",
            "ALTER TABLE content_objects DROP COLUMN blob_id",
            "DELETE FROM schema_history WHERE version = '2026112442'")) {
      database.write(tx -> tx.execute(statement));
    }
  }

  private static void insertAsBefore(Database database, UUID objectId) {
    database.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO content_objects (object_id, tenant_id, owner_key_id, generation,
                      plaintext_bytes, blob_bytes, created_at, state)
                    VALUES (:id, :id, :id, 1, 10, 152, 0, 'active')
                    """)
                .bind("id", objectId)
                .execute());
  }
}
