package dev.freehold.files.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.files.sites.Sites;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.opening.SchemaReader;
import dev.freehold.persistence.opening.SchemaSnapshot;
import dev.freehold.persistence.testing.CutTable;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Documents that an operator has cut into partitions")
class CutDocumentsTest {

  private static final List<MigrationSet> SETS =
      List.of(
          Ledger.MIGRATIONS, CustodyMigrations.CUSTODY, ObjectStore.MIGRATIONS, Sites.MIGRATIONS);

  private final List<UUID> sites = Stream.generate(UUID::randomUUID).limit(60).toList();

  /** Of one document, whose id is the site's. */
  private static DocumentRow row(UUID site, int length) {
    return new DocumentRow(
        site, UUID.randomUUID(), Optional.empty(), length, Instant.EPOCH, site, new byte[60]);
  }

  private int insert(Handle tx) {
    sites.forEach(site -> DocumentRows.insert(tx, site, row(site, 1)));
    return sites.size();
  }

  @Test
  @DisplayName("are the same table for statements, migrations and whoever reads the schema")
  void sameTable(@TempDir Path folder) {
    var settings = TestDatabases.migrated(Dialect.POSTGRESQL, folder, SETS);
    List<SchemaSnapshot.Table> tables = SchemaReader.read(settings).tables();
    try (Database database = Databases.open(settings, List.of())) {
      CutTable table = new CutTable(database, "file_documents");
      List<String> shape = table.shape();
      table.cut();
      assertThat(table.shape()).isEqualTo(shape);
    }
    assertThat(SchemaReader.read(settings).tables()).isEqualTo(tables);
    Databases.open(settings, SETS).close();
  }

  @Test
  @DisplayName("keep their rows, and what is done in a site looks into one partition")
  void onePartition(@TempDir Path folder) {
    var settings = TestDatabases.migrated(Dialect.POSTGRESQL, folder, SETS);
    try (Database database = Databases.open(settings, List.of())) {
      CutTable table = new CutTable(database, "file_documents");
      database.write(this::insert);
      table.cut();
      assertThat(table.filled()).hasSizeGreaterThan(8);
      // More often than a statement is planned anew for its values.
      for (UUID site : sites.subList(0, 20)) {
        assertThat(table.asked(tx -> assertThat(DocumentRows.find(tx, site, site)).isPresent()))
            .hasSize(1);
        assertThat(table.asked(tx -> DocumentRows.replace(tx, site, row(site, 2)))).hasSize(1);
        assertThat(table.asked(tx -> DocumentRows.after(tx, site, new UUID(0, 0), 9))).hasSize(1);
        assertThat(table.asked(tx -> DocumentRows.hasAny(tx, site))).hasSize(1);
        assertThat(table.asked(tx -> DocumentRows.delete(tx, site, site))).hasSize(1);
      }
      long left = database.read(DocumentRows::count);
      assertThat(left).isEqualTo(40);
    }
  }
}
