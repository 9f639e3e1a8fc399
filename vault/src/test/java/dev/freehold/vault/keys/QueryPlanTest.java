package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.SqlWork;
import dev.freehold.vault.keys.lifecycle.DueKey;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * No operation on keys reads more rows than it shows, however many keys there are. They are filled
 * in once, so each test that changes a key has its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlanTest {

  private static final int KEYS = 20_000;

  private RunningVault vault;
  private UUID vaultId;

  @BeforeAll
  void fill(@TempDir Path folder) {
    vault = RunningVault.start(folder, Dialect.SQLITE);
    vaultId = vault.administration().vault(VAULT_A).orElseThrow().id();
    vault.keys(VAULT_A, ADMIN).createEcKey(new CreateEcKeyOptions("model"));
    vault.change(
        """
        INSERT INTO vault_keys (vault_id, folded_name, name, last_ordinal, deleted_at, purge_at,
          rotate_at)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
        SELECT vault_id, 'k' || i, 'k' || i, 1,
          CASE i %% 2 WHEN 0 THEN 1000 END, CASE i %% 2 WHEN 0 THEN 9000000000000 + i END,
          9000000000000 + i
        FROM n JOIN vault_keys ON folded_name = 'model'
        """
            .formatted(KEYS));
    vault.change(
        """
        INSERT INTO vault_key_versions (vault_id, folded_name, ordinal, version, kind, public_key,
          sealed, operations, enabled, tags, created_at, updated_at)
        SELECT k.vault_id, k.folded_name, 1, v.version, v.kind, v.public_key, v.sealed,
          v.operations, 1, v.tags, 1, 1
        FROM vault_keys k JOIN vault_key_versions v ON v.folded_name = 'model'
        WHERE k.folded_name <> 'model'
        """);
    vault.sealAnew();
  }

  @AfterAll
  void stop() {
    vault.close();
  }

  @Test
  void everyQueryFindsItsRowsThroughAnIndex() {
    KeyName name = new KeyName("k77");
    Instant now = Instant.ofEpochMilli(2000);
    Map<String, SqlWork<?>> works = new LinkedHashMap<>();
    works.put("list", tx -> KeyRows.keys(tx, vaultId, "k5", 26));
    works.put("versions", tx -> KeyRows.versions(tx, vaultId, name, 0, 26));
    works.put("sealed", tx -> KeyRows.allSealed(tx, vaultId, name, 26));
    works.put("deleted", tx -> DeletedKeyRows.find(tx, vaultId, name));
    works.put("deleted list", tx -> DeletedKeyRows.list(tx, vaultId, "k5", 26));
    works.put("ever used", tx -> DeletedKeyRows.wasEverUsed(tx, vaultId, name));
    works.put("policy", tx -> KeyRows.rotationPolicy(tx, vaultId, name));
    works.put("due purges", tx -> DueKey.forPurge(tx, now, 0, 100));
    works.put("due rotations", tx -> DueKey.forRotation(tx, now, 100));
    works.put("delete", tx -> DeletedKeyRows.delete(tx, vaultId, name, now, now));
    works.put("recover", tx -> DeletedKeyRows.recover(tx, vaultId, name));
    works.put("claim", tx -> RotationRows.claim(tx, vaultId, name, now));
    works.put("purge", tx -> KeyErasure.purge(tx, vaultId, new KeyName("k78")));
    works.forEach(
        (what, work) -> {
          List<String> plan = vault.database().write(tx -> planOf(tx, work));
          assertUsesIndexes(what, plan);
        });
  }

  @Test
  void oneVersionIsFoundThroughAnIndex() {
    for (String sql : KeyRows.statementsForOne()) {
      List<String> plan = vault.database().write(tx -> explained(tx, List.of(sql)));
      assertUsesIndexes(sql, plan);
    }
  }

  private static void assertUsesIndexes(String what, List<String> plan) {
    assertThat(plan).as(what).isNotEmpty();
    assertThat(plan)
        .as(what)
        .noneMatch(line -> line.startsWith("SCAN") && !line.contains("CONSTANT ROW"))
        .noneMatch(line -> line.contains("TEMP B-TREE"));
  }

  @Test
  void aRowThatDidNotChangeIsNotParsedAgain() {
    KeyName name = new KeyName("k79");
    KeyVersion first = found(name);
    assertThat(found(name)).isSameAs(first);
    vault.change("UPDATE vault_key_versions SET tags = '{\"a\":\"b\"}' WHERE folded_name = 'k79'");
    assertThat(found(name).tags()).containsExactly(Map.entry("a", "b"));
    KeyVersion again = found(name);
    KeyVersion written = vault.database().write(tx -> found(tx, name));
    assertThat(written).isNotSameAs(again);
  }

  private KeyVersion found(KeyName name) {
    return vault.database().read(tx -> found(tx, name));
  }

  private KeyVersion found(Handle tx, KeyName name) {
    return KeyRows.find(tx, vaultId, name, Optional.empty()).orElseThrow();
  }

  @Test
  void listsAreReadFromTheirOwnSideAlone() {
    List<String> live =
        vault.database().write(tx -> planOf(tx, t -> KeyRows.keys(t, vaultId, "", 26)));
    assertThat(live).anyMatch(line -> line.contains("vault_keys_live"));
    List<String> deleted =
        vault.database().write(tx -> planOf(tx, t -> DeletedKeyRows.list(t, vaultId, "", 26)));
    assertThat(deleted).anyMatch(line -> line.contains("vault_keys_deleted"));
    List<String> due =
        vault.database().write(tx -> planOf(tx, t -> DueKey.forPurge(t, Instant.EPOCH, 0, 100)));
    assertThat(due).anyMatch(line -> line.contains("vault_keys_to_purge"));
  }

  private static List<String> planOf(Handle tx, SqlWork<?> work) {
    List<String> statements = new ArrayList<>();
    tx.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            statements.add(context.getParsedSql().getSql());
          }
        });
    work.run(tx);
    tx.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    return explained(tx, statements);
  }

  private static List<String> explained(Handle tx, List<String> statements) {
    List<String> plan = new ArrayList<>();
    for (String sql : statements) {
      var query = tx.createQuery("EXPLAIN QUERY PLAN " + sql.replace("?", "NULL"));
      plan.addAll(query.map((rows, context) -> rows.getString("detail")).list());
    }
    return plan;
  }
}
