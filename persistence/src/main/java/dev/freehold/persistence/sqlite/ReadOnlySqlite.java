package dev.freehold.persistence.sqlite;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.persistence.DatabaseRefusals;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.OpenTransactions;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.ReadOnlyDatabase;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.SqlWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SQLite file that no process uses and that must not change. If it was closed properly it is
 * read in place. If it has a log, both are copied first, because SQLite would write an index beside
 * it; closing this deletes the copy.
 */
public final class ReadOnlySqlite extends ReadOnlyDatabase {

  private static final Logger LOG = LoggerFactory.getLogger(ReadOnlySqlite.class);
  private static final String LOG_ENDING = "-wal";

  private final ReentrantLock use = new ReentrantLock();

  @GuardedBy("use")
  private final SqliteSession session;

  private final List<Path> copies;

  private ReadOnlySqlite(SqliteSession session, List<Path> copies) {
    this.session = session.carrying(attachments());
    this.copies = copies;
  }

  /** Opens {@code given} for reading; what has to be copied for that goes into {@code scratch}. */
  public static ReadOnlySqlite open(Path given, Path scratch) {
    Path file = given.toAbsolutePath().normalize();
    List<Path> copies = new ArrayList<>();
    try {
      Path log = file.resolveSibling(file.getFileName() + LOG_ENDING);
      if (!Files.isRegularFile(log) || Files.size(log) == 0) {
        return new ReadOnlySqlite(checked(SqliteSession.unchanging(file)), copies);
      }
      Path folder = Files.createTempDirectory(scratch, "freehold-copy");
      Path copy = folder.resolve("copy.db");
      copies.addAll(List.of(copy, folder.resolve("copy.db-wal"), folder.resolve("copy.db-shm")));
      copies.add(folder);
      Files.copy(file, copy);
      Files.copy(log, folder.resolve("copy.db-wal"));
      SqliteSession session = checked(SqliteSession.writer(copy));
      session.execute("PRAGMA query_only = ON");
      return new ReadOnlySqlite(session, copies);
    } catch (SQLException | IOException failed) {
      delete(copies);
      throw new PersistenceException(
          PersistenceError.OPEN_FAILED,
          ("%s cannot be read as a database; name a file that is one, and if it has a log beside"
                  + " it, leave room for a copy of both in %s")
              .formatted(file, scratch),
          failed);
    }
  }

  private static SqliteSession checked(SqliteSession session) throws SQLException {
    try {
      session.number("SELECT count(*) FROM sqlite_schema");
      return session;
    } catch (SQLException notADatabase) {
      session.close();
      throw notADatabase;
    }
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    OpenTransactions.refuseNested(this);
    use.lock();
    try {
      SqliteSession held = session;
      return OpenTransactions.inside(this, OpenTransactions.current(), () -> held.run(work));
    } catch (Throwable e) {
      throw DatabaseRefusals.unchecked(SqlFailures.ofRead(e));
    } finally {
      use.unlock();
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public void close() {
    // Whoever reads just now reads to the end.
    use.lock();
    try {
      session.close();
    } catch (SQLException e) {
      LOG.warn("closing a database that was read", e);
    } finally {
      use.unlock();
    }
    delete(copies);
  }

  private static void delete(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} is left; delete it", file);
      }
    }
  }
}
