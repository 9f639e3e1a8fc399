package dev.freehold.bench.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the active sessions of a PostgreSQL server wait for, by samples. For one thread. */
public final class SessionWaits {

  private static final long SAMPLE_MILLIS = 50;
  private static final int SHOWN = 6;

  private final Map<String, Integer> counts = new TreeMap<>();
  private int active;

  /** Looks once, and waits a little. */
  public void sample(Connection connection) throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT COALESCE(wait_event_type || ' ' || wait_event, 'running'),
                  left(regexp_replace(query, '\\s+', ' ', 'g'), 60)
                FROM pg_stat_activity
                WHERE state <> 'idle' AND pid <> pg_backend_pid()
                  AND backend_type = 'client backend'
                """)) {
      while (rows.next()) {
        counts.merge(rows.getString(1) + " in " + rows.getString(2), 1, Integer::sum);
        active++;
      }
    }
    TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
  }

  /** What most sessions waited for. */
  @SuppressWarnings("SystemOut") // The lines are the result.
  public void print() {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(SHOWN)
        .forEach(
            wait ->
                System.out.printf(
                    "  %5.1f %% of active sessions: %s%n",
                    percent(wait.getValue()), wait.getKey()));
  }

  /** How many of the active sessions waited for a lock in a statement that has {@code part}. */
  public double lockedPercent(String part) {
    return percent(
        counts.entrySet().stream()
            .filter(each -> each.getKey().startsWith("Lock ") && each.getKey().contains(part))
            .mapToInt(Map.Entry::getValue)
            .sum());
  }

  private double percent(int count) {
    return 100.0 * count / Math.max(1, active);
  }
}
