package dev.freehold.custody.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.RowIds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody with a connection of his own to the database's file changes one column at a time. The
 * columns come from {@link CustodySeals#ALL} and from the schema, so what is added is tried too.
 */
class EveryDecidingColumnTest {

  /** Columns of sealed tables that decide nothing, by their tables. */
  private static final Map<String, Set<String>> DECIDE_NOTHING =
      Map.of(
          "policies",
          Set.of("name name_folded description key_revision availability_key_id".split(" ")),
          "recovery_requests",
          Set.of("reason requested_at approved_at opened_at denied_at decision_comment".split(" ")),
          "access_requests",
          Set.of(
              "requested_at endorsed_at decided_at decision_comment ended_at seen_at".split(" ")),
          "lockbox_settings",
          Set.of("changed_at"),
          "purge_cases",
          Set.of(
              ("requested_at inventory_after inventory_owners inventory_objects inventory_bytes"
                      + " inventory_taken_at freed_at freed_objects freed_bytes destroyed_owners"
                      + " destroyed_keys destroyed_objects"
                      + " destroyed_bytes destroyed_sha256 availability_keys nodes journals"
                      + " tried_owners"
                      + " tried_objects receipt_entry purged_at")
                  .split(" ")),
          "move_approvals",
          Set.of("decision_comment"),
          "purge_documents",
          Set.of("document", "made_by", "made_at"),
          "approvers",
          Set.of("key_iterations", "key_salt", "sealed_private_key", "registered_at"),
          "legal_holds",
          Set.of("name", "reason", "placed_at"));

  /** What another part of the service decides by and looks after. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "purge_approvals.signature",
          "purge_backups.signature",
          "purge_backups.ledger_entry",
          "tenants.name",
          "tenants.name_folded",
          "tenants.policy_count",
          "tenants.multi_workload_count",
          "tenants.created_at",
          "geos.created_at",
          "nodes.name_folded",
          "node_beats.start_id",
          "node_beats.started_at",
          "node_beats.seen_at",
          "node_beats.program",
          "node_beats.authority",
          "key_owners.created_at",
          "key_owners.purge_id",
          "user_credentials.revision",
          "user_credentials.signed_in_at",
          "refresh_tokens.used_at",
          "ways_in.last_used_at",
          "device_codes.user_hash",
          "device_codes.client_id",
          "device_codes.asked_from",
          "device_codes.state",
          "device_codes.interval_seconds",
          "device_codes.polled_at",
          "device_codes.created_at",
          "jobs.state",
          "jobs.shards_left",
          "jobs.failure_code",
          "jobs.failure_reason",
          "jobs.total_items",
          "jobs.total_bytes",
          "jobs.statement",
          "jobs.started_at",
          "jobs.ended_at",
          "policy_access.stands_in",
          "policy_access.stands_in_since",
          "policy_access.uses",
          "policy_access.lag_millis",
          "policy_access.lag_at",
          "policies.wrapped_by_availability",
          "policies.created_at",
          "policies.locked_at",
          "policies.check_due_at",
          "policies.changed_at",
          "policies.purge_reason",
          "policies.purge_contact",
          "policies.purge_requested_by",
          "policies.purge_requested_at");

  @TempDir private Path folder;
  private CustodyFixture custody;
  private Connection attacker;

  @BeforeEach
  void setUp() throws Exception {
    custody = new CustodyFixture(Dialect.SQLITE, folder);
    attacker = DriverManager.getConnection("jdbc:sqlite:" + file());
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("main"))) {
      return files.filter(path -> path.toString().endsWith(".db")).findFirst().orElseThrow();
    }
  }

  @AfterEach
  void tearDown() throws SQLException {
    attacker.close();
    custody.close();
  }

  static List<SealedKind> kinds() {
    return CustodySeals.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("A row is refused if any column that decides has another value")
  void fault55_anyColumn(SealedKind kind) throws SQLException {
    Map<String, Object> row = insert(kind);
    Object[] key = kind.keyColumns().stream().map(row::get).map(this::asKey).toArray();
    custody.database.write(
        tx -> {
          Resealed.row(tx, kind, key);
          return null;
        });
    assertThat(find(kind, key)).isTrue();
    List<String> columns = new ArrayList<>(kind.decidingColumns());
    columns.add("seal");
    if (row.containsKey("tenant_id") && !kind.keyColumns().contains("tenant_id")) {
      columns.add("tenant_id");
    }
    if (kind.isVersioned()) {
      columns.add("seal_version");
    }
    for (String column : columns) {
      Object before = value(kind, column, row);
      change(kind, row, column, other(before));
      assertThatThrownBy(() -> find(kind, key))
          .as("%s.%s", kind.table(), column)
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
      change(kind, row, column, before);
      assertThat(find(kind, key)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("A seal of one row is no seal of another with the same values")
  void fault55_anotherRow(SealedKind kind) throws SQLException {
    Map<String, Object> row = insert(kind);
    Object[] key = kind.keyColumns().stream().map(row::get).map(this::asKey).toArray();
    custody.database.write(
        tx -> {
          Resealed.row(tx, kind, key);
          return null;
        });
    for (int i = 0; i < key.length; i++) {
      String column = kind.keyColumns().get(i);
      Object[] moved = key.clone();
      Object to = other(row.get(column));
      moved[i] = asKey(to);
      change(kind, row, column, to);
      assertThatThrownBy(() -> find(kind, moved)).isInstanceOf(CustodyException.class);
      row.put(column, to);
      Object back = key[i] instanceof UUID id ? RowIds.bytes(id) : key[i];
      change(kind, row, column, back);
      row.put(column, back);
    }
  }

  @Test
  @DisplayName("Every column of these tables decides and is sealed, or is known to decide nothing")
  void everyColumnIsKnown() throws SQLException {
    for (SealedKind kind : CustodySeals.ALL) {
      Set<String> known = new HashSet<>(kind.decidingColumns());
      known.addAll(kind.keyColumns());
      known.addAll(Set.of("seal", "seal_version", "tenant_id"));
      known.addAll(DECIDE_NOTHING.getOrDefault(kind.table(), Set.of()));
      for (String column : columns(kind).keySet()) {
        if (!OF_OTHERS.contains(kind.table() + "." + column)) {
          assertThat(known).as("columns of " + kind.table()).contains(column);
        }
      }
    }
  }

  private boolean find(SealedKind kind, Object[] key) {
    return custody.database.read(tx -> RowSeals.of(tx).find(tx, kind, key).isPresent());
  }

  private Object asKey(Object value) {
    return value instanceof byte[] id ? uuid(id) : value;
  }

  private static UUID uuid(byte[] id) {
    ByteBuffer bytes = ByteBuffer.wrap(id);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** Something else of the same type. */
  private static Object other(Object value) {
    return switch (value) {
      case byte[] id -> RowIds.bytes(UUID.randomUUID());
      case Number number -> number.longValue() == 0 ? 1L : 0L;
      default -> value + "x";
    };
  }

  /** A row with a value in every column, whatever it refers to. */
  private Map<String, Object> insert(SealedKind kind) throws SQLException {
    if (kind.keyColumns().contains("case_id")) {
      parentCase();
    }
    Map<String, Object> row = new LinkedHashMap<>();
    columns(kind).forEach((column, type) -> row.put(column, any(column, type)));
    row.remove("seal");
    String places = String.join(", ", row.keySet().stream().map(column -> "?").toList());
    execute(
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(kind.table(), String.join(", ", row.keySet()), places),
        row.values().toArray());
    return row;
  }

  private void parentCase() throws SQLException {
    execute(
        "INSERT OR IGNORE INTO purge_cases (id, tenant_id, policy_id, without_vaults, requested_at)"
            + " VALUES (?, ?, ?, 0, 0)",
        RowIds.bytes(CASE),
        RowIds.bytes(custody.tenant.id()),
        RowIds.bytes(CASE));
  }

  private static final UUID CASE = UUID.randomUUID();

  private Object any(String column, String type) {
    if (column.equals("tenant_id")) {
      return RowIds.bytes(custody.tenant.id());
    }
    if (column.equals("case_id")) {
      return RowIds.bytes(CASE);
    }
    return switch (type) {
      case "BLOB" -> RowIds.bytes(UUID.randomUUID());
      case "TEXT" -> "text-" + column;
      default -> 1L;
    };
  }

  private Map<String, String> columns(SealedKind kind) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement statement =
            attacker.prepareStatement("PRAGMA table_info(" + kind.table() + ")");
        ResultSet info = statement.executeQuery()) {
      while (info.next()) {
        columns.put(info.getString("name"), info.getString("type"));
      }
    }
    assertThat(columns).isNotEmpty();
    return columns;
  }

  private Object value(SealedKind kind, String column, Map<String, Object> row)
      throws SQLException {
    String sql = "SELECT %s FROM %s WHERE %s".formatted(column, kind.table(), where(kind));
    try (PreparedStatement statement = attacker.prepareStatement(sql)) {
      bind(statement, 1, kind.keyColumns().stream().map(row::get).toArray());
      try (ResultSet found = statement.executeQuery()) {
        assertThat(found.next()).isTrue();
        return found.getObject(1);
      }
    }
  }

  private void change(SealedKind kind, Map<String, Object> row, String column, Object to)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(to);
    kind.keyColumns().forEach(key -> values.add(row.get(key)));
    execute(
        "UPDATE %s SET %s = ? WHERE %s".formatted(kind.table(), column, where(kind)),
        values.toArray());
  }

  private static String where(SealedKind kind) {
    return String.join(" AND ", kind.keyColumns().stream().map(column -> column + " = ?").toList());
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = attacker.prepareStatement(sql)) {
      bind(statement, 1, values);
      assertThat(statement.executeUpdate()).as(sql).isLessThanOrEqualTo(1);
    }
  }

  private static void bind(PreparedStatement statement, int first, Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(first + i, values[i]);
    }
  }
}
