package dev.freehold.bench.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a PostgreSQL server on this machine and its clients have spent so far. Processor time is
 * what others on the machine change least.
 *
 * @param serverMicros processor time of all the server's processes, those that ended too
 * @param clientMicros processor time of the clients
 * @param walBytes how much the server has logged
 * @param statements what the server was asked to do, COMMIT apart; 0 without pg_stat_statements
 * @param commits transactions
 */
public record Spent(
    long serverMicros, long clientMicros, long walBytes, long statements, long commits) {

  /** Linux counts processor time in hundredths of a second here. */
  private static final long TICK_MICROS = 10_000;

  // Fields of /proc/PID/stat, counted from the one after the name in brackets.
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_USER = 13;
  private static final int ENDED_SYSTEM = 14;

  /** What was spent until now; {@code connection} is any to the server, by a superuser. */
  public static Spent now(Connection connection, List<Process> clients)
      throws SQLException, IOException {
    long clientTicks = 0;
    for (Process client : clients) {
      clientTicks += own(fields(client.pid()));
    }
    long server = serverTicks(number(connection, "SELECT pg_backend_pid()"));
    return new Spent(
        server * TICK_MICROS,
        clientTicks * TICK_MICROS,
        number(connection, "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn"),
        statements(connection),
        number(
            connection,
            "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"));
  }

  /** What was spent since {@code before}. */
  public Spent since(Spent before) {
    return new Spent(
        serverMicros - before.serverMicros,
        clientMicros - before.clientMicros,
        walBytes - before.walBytes,
        statements - before.statements,
        commits - before.commits);
  }

  private static long serverTicks(long session) throws IOException {
    long server = Long.parseLong(fields(session)[PARENT]);
    long ticks = 0;
    String[] parent = fields(server);
    ticks += own(parent) + Long.parseLong(parent[ENDED_USER]);
    ticks += Long.parseLong(parent[ENDED_SYSTEM]);
    for (long child : children(server)) {
      ticks += own(fields(child));
    }
    return ticks;
  }

  private static List<Long> children(long server) throws IOException {
    List<Long> found = new ArrayList<>();
    Path list = Path.of("/proc/%d/task/%d/children".formatted(server, server));
    for (String child : Files.readString(list).trim().split(" ", -1)) {
      found.add(Long.parseLong(child));
    }
    return found;
  }

  private static long own(String[] fields) {
    return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
  }

  /** Zeros for a process that has ended: its time is in that of its parent then. */
  private static String[] fields(long process) {
    try {
      String stat = Files.readString(Path.of("/proc/%d/stat".formatted(process)));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    } catch (NoSuchFileException ended) {
      return "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0".split(" ", -1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static long statements(Connection connection) throws SQLException {
    boolean isCounting =
        number(connection, "SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'")
            > 0;
    return isCounting
        ? number(
            connection,
            """
            SELECT COALESCE(sum(calls), 0) FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            """)
        : 0;
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
