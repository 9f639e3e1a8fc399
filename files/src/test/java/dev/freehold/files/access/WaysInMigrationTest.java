package dev.freehold.files.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.files.sites.Sites;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaysInMigrationTest {

  private static final String KEY = "FHABCDEFGHIJKLMNOP27";
  private static final long TWO_WEEKS_MILLIS = 14L * 24 * 60 * 60 * 1000;

  @TempDir private Path folder;
  private final UUID person = UUID.randomUUID();
  private final UUID program = UUID.randomUUID();
  private final UUID signIn = UUID.randomUUID();

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Ways in from before there was a list of them are in it")
  void olderWays(Dialect dialect) {
    DatabaseSettings settings = TestDatabases.settings(dialect, folder);
    try (Database database = open(settings)) {
      database.write(
          tx -> {
            tx.execute("DROP TABLE ways_in");
            tx.execute("DELETE FROM schema_history WHERE version IN ('2026112892', '2026112893')");
            insertAsBefore(tx);
            return tx;
          });
    }
    try (Database database = open(settings)) {
      assertThat(ways(database, "PASSWORD")).containsExactly(way(person, person, 20, 30L));
      assertThat(ways(database, "SECRET")).containsExactly(way(program, program, 10, null));
      assertThat(ways(database, "REFRESH_TOKEN")).containsExactly(way(signIn, person, 40, 50L));
      assertThat(ways(database, "ACCESS_KEY"))
          .containsExactly(way(AccessKeyId.wayOf(KEY), program, 60, null));
      long goodUntil = database.read(tx -> goodUntil(tx));
      assertThat(goodUntil).isEqualTo(70);
    }
  }

  private static Database open(DatabaseSettings settings) {
    return Databases.open(
        settings,
        List.of(
            Ledger.MIGRATIONS,
            CustodyMigrations.CUSTODY,
            ObjectStore.MIGRATIONS,
            Sites.MIGRATIONS));
  }

  private record Way(UUID id, UUID owner, long madeAt, Long lastUsedAt) {}

  private static Way way(UUID id, UUID owner, long madeAt, Long lastUsedAt) {
    return new Way(id, owner, madeAt, lastUsedAt);
  }

  private static List<Way> ways(Database database, String kind) {
    return database.read(
        tx ->
            tx.createQuery(
                    "SELECT id, object_id, made_at, last_used_at FROM ways_in WHERE kind = ?")
                .bind(0, kind)
                .map(
                    (row, context) ->
                        new Way(
                            uuid(row.getBytes("id")),
                            uuid(row.getBytes("object_id")),
                            row.getLong("made_at"),
                            (row.getObject("last_used_at") == null)
                                ? null
                                : Long.valueOf(row.getLong("last_used_at"))))
                .list());
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static long goodUntil(Handle tx) {
    return tx.createQuery("SELECT good_until FROM ways_in WHERE kind = 'REFRESH_TOKEN'")
        .mapTo(Long.class)
        .one();
  }

  private void insertAsBefore(Handle tx) {
    UUID tenant = UUID.randomUUID();
    Map<String, Object> values =
        Map.of(
            "tenant", tenant,
            "person", person,
            "program", program,
            "signIn", signIn,
            "bytes", new byte[32],
            "key", KEY,
            "expires", 40 + TWO_WEEKS_MILLIS);
    for (String statement :
        List.of(
            "INSERT INTO tenants (id, name, name_folded, policy_count, created_at)"
                + " VALUES (:tenant, 'a', 'a', 0, 0)",
            "INSERT INTO identities (object_id, tenant_id, kind, display_name, roles, created_at)"
                + " VALUES (:person, :tenant, 'USER', 'p', '', 10)",
            "INSERT INTO identities (object_id, tenant_id, app_id, kind, display_name, roles,"
                + " secret_salt, secret_hash, created_at) VALUES (:program, :tenant, :program,"
                + " 'APPLICATION', 'p', '', :bytes, :bytes, 10)",
            "INSERT INTO user_credentials (object_id, tenant_id, user_principal_name, name_folded,"
                + " password_iterations, password_salt, password_hash, password_changed_at,"
                + " revision, signed_in_at)"
                + " VALUES (:person, :tenant, 'p@a', 'p@a', 1, :bytes, :bytes, 20, 1, 30)",
            "INSERT INTO refresh_tokens (id, tenant_id, object_id, secret_hash, used_at,"
                + " idle_until, expires_at) VALUES (:signIn, :tenant, :person, :bytes, 50, 70,"
                + " :expires)",
            "INSERT INTO file_access_keys (id, tenant_id, principal_id, slot, sealed_secret,"
                + " enabled, created_at) VALUES (:key, :tenant, :program, 1, :bytes, 1, 60)")) {
      tx.createUpdate(statement).bindMap(values).execute();
    }
  }
}
