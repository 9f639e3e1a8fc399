package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.Attachments;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.DatabaseStatistics;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.InFlight;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.OpenTransactions;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.SqlWork;
import dev.freehold.persistence.WorkOrigin;
import dev.freehold.persistence.schema.KnownSchema;
import dev.freehold.persistence.schema.Migrations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SQLite file: one writer with group commit, a few readers beside it (write-ahead log). */
public final class SqliteDatabase implements Database {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

  private final Path file;
  private final FileGuard guard;
  private final SqliteWriter writer;
  private final GroupCommit commits;
  private final SqliteReaders readers;
  private final Attachments attachments = new Attachments();
  private final InFlight inFlight = new InFlight();

  private SqliteDatabase(Path file, FileGuard guard, SqliteSession session) {
    this.file = file;
    this.guard = guard;
    this.readers = new SqliteReaders(this, file);
    this.writer = new SqliteWriter(this, file, session);
    this.commits = new GroupCommit("sqlite-writer-" + file.getFileName(), writer);
  }

  /** Opens a file, making it if it is not there, and brings its tables to their newest form. */
  public static SqliteDatabase open(
      DatabaseSettings.Sqlite settings, List<MigrationSet> migrations) {
    Path file = settings.file().toAbsolutePath().normalize();
    if (file.toString().indexOf('?') >= 0) {
      throw openFailed(file, "its path must not contain a question mark", null);
    }
    try {
      createPrivate(file.resolveSibling(file.getFileName() + ".lock"));
      FileGuard guard = FileGuard.of(file);
      try {
        return openGuarded(file, guard, migrations);
      } catch (SQLException | IOException | RuntimeException e) {
        guard.close();
        throw e;
      }
    } catch (SQLException | IOException e) {
      throw openFailed(
          file, "its folder must exist and be writable, and the file must be a database", e);
    }
  }

  private static SqliteDatabase openGuarded(
      Path file, FileGuard guard, List<MigrationSet> migrations) throws SQLException, IOException {
    createPrivate(file);
    boolean isNew = Files.size(file) == 0;
    SqliteSession session = SqliteSession.writer(file);
    try {
      if (isNew) {
        SqliteMark.putOnNew(session);
      }
      syncFolder(file.getParent());
      KnownSchema _ = Migrations.run(SqliteSession.migrations(file), Dialect.SQLITE, migrations);
      return new SqliteDatabase(file, guard, session);
    } catch (SQLException | IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Makes the file for its owner alone; SQLite gives its logs the same rights. */
  private static void createPrivate(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  /** The name of a new file is durable only when its folder is; SQLite does that for its logs. */
  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static PersistenceException openFailed(Path file, String expectation, Exception cause) {
    return new PersistenceException(
        PersistenceError.OPEN_FAILED,
        "the database %s cannot be opened; %s".formatted(file, expectation),
        cause);
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    OpenTransactions.refuseNested(this);
    inFlight.enter();
    try {
      return readers.read(work);
    } finally {
      inFlight.leave();
    }
  }

  @Override
  public <R> Optional<R> find(PointQuery<R> query, PointQuery.Binder values) {
    OpenTransactions.refuseNested(this);
    inFlight.enter();
    try {
      return readers.find(query, values);
    } finally {
      inFlight.leave();
    }
  }

  @Override
  public <R> R write(SqlWork<R> work) {
    OpenTransactions.refuseNested(this);
    inFlight.enter();
    try {
      return commits.write(WorkOrigin.carriedBy(work));
    } finally {
      inFlight.leave();
    }
  }

  /** On a connection of its own, so that writers wait only while the log is being emptied. */
  @Override
  public boolean clearRemains() {
    OpenTransactions.refuseNested(this);
    inFlight.enter();
    try (SqliteSession session = SqliteSession.writer(file)) {
      return session.emptyWriteAheadLog();
    } catch (SQLException e) {
      throw SqlFailures.of(e, PersistenceError.COMMIT_FAILED);
    } finally {
      inFlight.leave();
    }
  }

  @Override
  public Erasure eraseFreed() {
    OpenTransactions.refuseNested(this);
    inFlight.enter();
    try (SqliteSession session = SqliteSession.writer(file)) {
      return new SqliteErasure(session, commits).run();
    } catch (SQLException e) {
      throw SqlFailures.of(e, PersistenceError.COMMIT_FAILED);
    } finally {
      inFlight.leave();
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public Attachments attachments() {
    return attachments;
  }

  /** Writes a page for real: the header's user version, which nobody else uses. */
  @Override
  public void ping() {
    write(handle -> handle.execute("PRAGMA user_version = 1"));
  }

  @Override
  public Optional<PersistenceException> outgrown() {
    return Optional.empty();
  }

  @Override
  public DatabaseStatistics statistics() {
    return commits.statistics();
  }

  @Override
  public void close() {
    if (!inFlight.close()) {
      return;
    }
    commits.close();
    readers.close();
    writer.close();
    try {
      guard.close();
    } catch (IOException e) {
      LOG.warn("releasing the lock file", e);
    }
  }
}
