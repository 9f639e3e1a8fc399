package dev.freehold.bench.postgresql;

import dev.freehold.bench.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** What was spent until now; {@code connection} is any to the server, by a superuser. */
  public static Spent now(Connection connection, List<Process> clients)
      throws SQLException, IOException {
    long clientMicros = 0;
    for (Process client : clients) {
      clientMicros += own(client.pid());
    }
    return new Spent(
        serverMicros(number(connection, "SELECT pg_backend_pid()")),
        clientMicros,
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

  private static long serverMicros(long session) throws IOException {
    long server = stat(session).orElseThrow().parent();
    ProcStat parent = stat(server).orElseThrow();
    long micros = parent.micros() + parent.endedMicros();
    for (long child : children(server)) {
      micros += own(child);
    }
    return micros;
  }

  private static List<Long> children(long server) throws IOException {
    List<Long> found = new ArrayList<>();
    Path list = Path.of("/proc/%d/task/%d/children".formatted(server, server));
    for (String child : Files.readString(list).trim().split(" ", -1)) {
      found.add(Long.parseLong(child));
    }
    return found;
  }

  /** Nothing for a process that has ended: its time is in that of its parent then. */
  private static long own(long process) throws IOException {
    return stat(process).map(ProcStat::micros).orElse(0L);
  }

  private static Optional<ProcStat> stat(long process) throws IOException {
    return ProcStat.read(Path.of("/proc/%d/stat".formatted(process)));
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
