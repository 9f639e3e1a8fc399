package dev.freehold.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.opening.SchemaReader;
import dev.freehold.persistence.opening.SchemaSnapshot;
import dev.freehold.persistence.testing.CutTable;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Objects that an operator has cut into partitions")
class CutObjectsTest {

  private static final UUID TENANT = UUID.randomUUID();
  private final List<UUID> ids = Stream.generate(UUID::randomUUID).limit(200).toList();

  private int insert(Handle tx) {
    for (UUID id : ids) {
      tx.createUpdate(
              """
              INSERT INTO content_objects (object_id, blob_id, tenant_id, owner_key_id, generation,
                plaintext_bytes, blob_bytes, created_at, state)
              VALUES (:id, :id, :tenant, :tenant, 1, 10, 152, 0, 'active')
              """)
          .bind("id", id)
          .bind("tenant", TENANT)
          .execute();
    }
    return ids.size();
  }

  @Test
  @DisplayName("are the same table for statements, migrations and whoever reads the schema")
  void sameTable(@TempDir Path folder) {
    var settings = TestDatabases.migrated(Dialect.POSTGRESQL, folder, ObjectStore.MIGRATIONS);
    List<SchemaSnapshot.Table> tables = SchemaReader.read(settings).tables();
    try (Database database = Databases.open(settings, List.of())) {
      CutTable table = new CutTable(database, "content_objects");
      List<String> shape = table.shape();
      table.cut();
      assertThat(table.shape()).isEqualTo(shape);
    }
    assertThat(SchemaReader.read(settings).tables()).isEqualTo(tables);
    Databases.open(settings, List.of(ObjectStore.MIGRATIONS)).close();
  }

  @Test
  @DisplayName("keep their rows, and what is done by an object's id looks into one partition")
  void onePartition(@TempDir Path folder) {
    try (Database database =
        TestDatabases.open(Dialect.POSTGRESQL, folder, ObjectStore.MIGRATIONS)) {
      CutTable table = new CutTable(database, "content_objects");
      database.write(this::insert);
      table.cut();
      assertThat(table.filled()).hasSizeGreaterThan(8);
      assertThat(count(database)).isEqualTo(200);
      // More often than a statement is planned anew for its values.
      for (UUID id : ids.subList(0, 20)) {
        List<UUID> one = List.of(id);
        assertThat(table.asked(tx -> assertThat(ObjectRows.find(tx, id)).isPresent())).hasSize(1);
        assertThat(table.asked(tx -> ObjectRows.findActive(tx, id))).hasSize(1);
        assertThat(table.asked(tx -> ObjectRows.release(tx, TENANT, one, Instant.EPOCH)))
            .hasSize(1);
        assertThat(table.asked(tx -> ObjectRows.deleteReleased(tx, one))).hasSize(1);
      }
      assertThat(count(database)).isEqualTo(180);
    }
  }

  private static long count(Database database) {
    return database.read(tx -> ObjectRows.usage(tx, TENANT)).objects();
  }
}
