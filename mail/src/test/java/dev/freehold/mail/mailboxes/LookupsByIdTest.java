package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("To look up many by their ids, SQLite")
class LookupsByIdTest {

  private static final int MANY = 51;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "mail_mailboxes, id, mail_mailboxes_by_id",
    "key_owners, id, key_owners_by_id",
    "identities, object_id, identities_by_id"
  })
  @DisplayName("looks up each and does not read all of the tenant:")
  void eachByItself(String table, String key, String index) {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(MANY).toList();
    try (Database database =
        TestDatabases.open(
            Dialect.SQLITE,
            folder,
            Ledger.MIGRATIONS,
            CustodyMigrations.CUSTODY,
            ObjectStore.MIGRATIONS,
            Mailboxes.MIGRATIONS)) {
      List<String> plan =
          database.read(
              tx ->
                  tx.createQuery(
                          ("EXPLAIN QUERY PLAN SELECT * FROM %s"
                                  + " WHERE tenant_id = :tenantId AND %s IN (<ids>)")
                              .formatted(table, key))
                      .bind("tenantId", UUID.randomUUID())
                      .bindList("ids", ids)
                      .map((row, _) -> row.getString("detail"))
                      .list());
      assertThat(plan)
          .singleElement()
          .asString()
          .contains("USING INDEX " + index + " (tenant_id=? AND " + key + "=?)");
    }
  }
}
