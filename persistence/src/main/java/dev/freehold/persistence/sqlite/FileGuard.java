package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.files.ProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps a second process away from an SQLite file. */
final class FileGuard implements AutoCloseable {

  private final ProcessLock lock;

  private FileGuard(ProcessLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the lock beside {@code file}.
   *
   * @throws PersistenceException {@link PersistenceError#IN_USE} if another process has it, or this
   *     one has it already
   */
  static FileGuard of(Path file) throws IOException {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    Optional<ProcessLock> lock = ProcessLock.take(lockFile);
    if (lock.isEmpty()) {
      throw new PersistenceException(
          PersistenceError.IN_USE,
          "the database %s is in use by process %s; stop that one first, or use another folder"
              .formatted(file, ProcessLock.holder(lockFile)),
          null);
    }
    return new FileGuard(lock.get());
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
