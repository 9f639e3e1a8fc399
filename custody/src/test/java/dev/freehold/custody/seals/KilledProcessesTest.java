package dev.freehold.custody.seals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.RowIds;
import dev.freehold.persistence.testing.Kills;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A policy, a recovery request, an access request, a purge case and whatever else has states that
 * are counted, written by a process that is killed by the operating system.
 */
@Order(1)
class KilledProcessesTest {

  private static final int KILLS = Kills.count(6);
  private static final int MAX_STATES_BEFORE_KILL = 12;
  private static final int MAX_NANOS_BEFORE_KILL = 8_000_000;

  private static final List<SealedKind> KINDS = SealedRowsWriter.versioned();

  @TempDir private Path folder;
  private final UUID id = UUID.randomUUID();

  @Test
  @DisplayName("After each kill every row is good, nothing acknowledged is lost, and it goes on")
  void fault57_noKillLeavesARowThatNobodyCanLeave() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    insertRows();
    Map<String, Long> acknowledged = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      // Once all kinds have their turn, however slow the disk is.
      int least = kill == 0 ? KINDS.size() : 1;
      List<State> states = writeUntilKilled(least + random.nextInt(MAX_STATES_BEFORE_KILL), random);
      for (State found : states.subList(0, KINDS.size())) {
        long known = acknowledged.getOrDefault(found.kind, 0L);
        assertThat(found.number)
            .as("seed %d, kill %d, %s", seed, kill, found.kind)
            .isBetween(known, known + 1);
      }
      states.forEach(state -> acknowledged.put(state.kind, state.number));
    }
    try (SealedRowsWriter.Node node = new SealedRowsWriter.Node(folder)) {
      for (SealedKind kind : KINDS) {
        long known = acknowledged.get(kind.name());
        assertThat(node.state(kind, id)).as("%s, seed %d", kind, seed).isBetween(known, known + 1);
        assertThat(known).isGreaterThan(0);
      }
    }
  }

  /** What it found when it began, and then what it acknowledged: so many states, or some more. */
  private List<State> writeUntilKilled(int acknowledged, Random random) throws Exception {
    int enough = KINDS.size() + acknowledged;
    Process process = start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      while (lines.size() < enough) {
        lines.add(out.readLine());
      }
      LockSupport.parkNanos(random.nextInt(MAX_NANOS_BEFORE_KILL));
      // By its handle, because Process would also throw away what it printed last.
      process.toHandle().destroyForcibly();
      String rest = out.readAllAsString();
      rest.substring(0, rest.lastIndexOf('\n') + 1).lines().forEach(lines::add);
    } finally {
      process.destroyForcibly().waitFor();
    }
    return lines.stream().map(State::of).toList();
  }

  /** The state of the row of a kind. */
  private record State(String kind, long number) {
    static State of(String line) {
      String[] parts = line.split(" ", 2);
      return new State(parts[0], Long.parseLong(parts[1]));
    }
  }

  private Process start() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
            // The driver unpacks its library there, and a killed process leaves it behind.
            "-Dorg.sqlite.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            SealedRowsWriter.class.getName(),
            folder.toString(),
            id.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** One row of each kind in its state 0, whatever it refers to. */
  private void insertRows() throws SQLException {
    try (SealedRowsWriter.Node node = new SealedRowsWriter.Node(folder)) {
      try (Connection byHand =
          DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("main.db"))) {
        for (SealedKind kind : KINDS) {
          insert(byHand, kind);
        }
      }
      for (SealedKind kind : KINDS) {
        node.main.<Void>write(
            tx -> {
              Resealed.row(tx, kind, SealedRowsWriter.key(kind, id));
              return null;
            });
      }
    }
  }

  private void insert(Connection byHand, SealedKind kind) throws SQLException {
    Map<String, Object> row = new LinkedHashMap<>();
    try (Statement statement = byHand.createStatement();
        ResultSet columns = statement.executeQuery("PRAGMA table_info(" + kind.table() + ")")) {
      while (columns.next()) {
        row.put(columns.getString("name"), any(columns.getString("type")));
      }
    }
    row.remove("seal");
    row.put(kind.keyColumns().getFirst(), RowIds.bytes(id));
    row.put("seal_version", 1);
    SealedField counter = SealedRowsWriter.counter(kind);
    row.put(counter.column(), SealedRowsWriter.value(counter, 0));
    String sql =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                kind.table(),
                String.join(", ", row.keySet()),
                String.join(", ", row.keySet().stream().map(column -> "?").toList()));
    try (PreparedStatement insert = byHand.prepareStatement(sql)) {
      int place = 1;
      for (Object value : row.values()) {
        insert.setObject(place++, value);
      }
      insert.executeUpdate();
    }
  }

  private Object any(String type) {
    return switch (type) {
      case "BLOB" -> RowIds.bytes(id);
      case "TEXT" -> "any";
      default -> 1L;
    };
  }
}
