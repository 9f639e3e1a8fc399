package dev.freehold.vault.seals;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.web.files.StateFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest state that this node has seen of each sealed thing, in a file out of reach of anyone
 * who can only write to the database. Records are appended; the last one of a thing counts. Safe
 * for use by many threads of the one process that has the file.
 */
public final class SealStates implements AutoCloseable {

  private static final int MIN_RECORDS_TO_COMPACT = 4096;
  private static final int COMPACT_FACTOR = 4;
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(
          Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private final Path path;
  private final Opening opening;
  private final Map<SealedThing, Mark> marks = new ConcurrentHashMap<>();
  private final Object flushing = new Object();

  @GuardedBy("this")
  private RandomAccessFile file;

  private volatile long raised;

  @GuardedBy("this")
  private long records;

  @GuardedBy("flushing")
  private long flushed;

  /** Whether the file may lack something, or end within a record, after a write that failed. */
  @GuardedBy("this")
  private boolean torn;

  @GuardedBy("this")
  private boolean closed;

  private SealStates(Path path, Opening opening) {
    this.path = path;
    this.opening = opening;
  }

  /** How a file is opened for writing. */
  @FunctionalInterface
  interface Opening {

    /** Opens a file that exists. */
    RandomAccessFile open(Path path) throws IOException;
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws VaultException SEAL_MARKS if it cannot be read or written, or is damaged
   */
  public static SealStates open(Path path) {
    return open(path, file -> new RandomAccessFile(file.toFile(), "rw"));
  }

  static SealStates open(Path path, Opening opening) {
    SealStates marks = new SealStates(path, opening);
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      marks.load();
      marks.rewrite();
      return marks;
    } catch (IOException e) {
      throw marks.failure("cannot be read or written", e);
    }
  }

  private void load() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(path));
    boolean isWhole = true;
    while (content.remaining() >= MarkRecords.BYTES) {
      Raise raise = MarkRecords.decode(content);
      if (raise == null) {
        isWhole = false;
      } else if (isWhole) {
        keep(raise);
      } else {
        // Only the end may be half written, when the machine lost its power.
        throw failure(
            "is damaged; put back a copy of it, or remove it: then older states of the vaults that"
                + " were put back are not noticed",
            null);
      }
    }
  }

  /** The mark of a thing, if it has one. */
  Optional<Mark> of(SealedThing thing) {
    return Optional.ofNullable(marks.get(thing));
  }

  /** Which things of a kind have marks. */
  List<SealedThing> things(SealedThingKind kind) {
    return marks.keySet().stream().filter(thing -> thing.kind() == kind).toList();
  }

  /** How many marks were raised so far. */
  long raised() {
    return raised;
  }

  /**
   * Remembers what was read. A process that is killed still knows it; a power cut may lose it. What
   * is known already waits for nobody who writes.
   */
  void saw(Raise raise) {
    Mark known = marks.get(raise.thing());
    if (raise.isWorthIt() && (known == null || known.version() < raise.version())) {
      append(List.of(raise));
    }
  }

  /**
   * Remembers what is durable in the database; durable itself when this returns. What is lower than
   * what is known changes nothing.
   *
   * @throws VaultException SEAL_MARKS if the file cannot be written; it is known in memory then,
   *     and the next call writes it too
   */
  void raise(Collection<Raise> raises) {
    long upTo = append(raises);
    synchronized (flushing) {
      if (flushed < upTo) {
        flushed = force();
      }
    }
  }

  private synchronized long append(Collection<Raise> raises) {
    List<Raise> news = raises.stream().filter(Raise::isWorthIt).filter(this::keep).toList();
    if (news.isEmpty() && !torn) {
      return records;
    }
    if (closed) {
      throw failure("is closed", null);
    }
    try {
      if (torn) {
        rewrite();
      } else {
        write(news);
      }
      return records;
    } catch (IOException e) {
      throw failure("cannot be written; check the free space", e);
    }
  }

  private synchronized long force() {
    try {
      file.getFD().sync();
      return records;
    } catch (IOException e) {
      // What the system had not written yet may be lost, and a second try would not tell.
      torn = true;
      throw failure("cannot be made durable", e);
    }
  }

  private synchronized boolean keep(Raise raise) {
    Mark known = marks.get(raise.thing());
    if (known != null && known.version() >= raise.version()) {
      return false;
    }
    raised++;
    marks.put(raise.thing(), new Mark(raise.version(), raise.check(), raised));
    return true;
  }

  @GuardedBy("this")
  private void write(List<Raise> news) throws IOException {
    torn = true;
    for (Raise raise : news) {
      file.write(MarkRecords.encode(raise));
      records++;
    }
    torn = false;
    if (file.length() / MarkRecords.BYTES
        > Math.max(MIN_RECORDS_TO_COMPACT, (long) COMPACT_FACTOR * marks.size())) {
      rewrite();
    }
  }

  /** Leaves one record for each thing that memory knows; durable when this returns. */
  private synchronized void rewrite() throws IOException {
    torn = true;
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, OWNER_ONLY);
    RandomAccessFile whole = opening.open(next);
    try {
      whole.write(content());
      whole.getFD().sync();
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      whole.close();
      throw e;
    }
    RandomAccessFile old = file;
    file = whole;
    if (old != null) {
      old.close();
    }
    StateFile.flushFolder(path.toAbsolutePath().getParent());
    torn = false;
  }

  private byte[] content() {
    ByteBuffer content = ByteBuffer.allocate(marks.size() * MarkRecords.BYTES);
    marks.forEach(
        (thing, mark) ->
            content.put(MarkRecords.encode(new Raise(thing, mark.version(), mark.check()))));
    return content.array();
  }

  /** Closes the file. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      file.close();
    } catch (IOException e) {
      throw failure("cannot be closed", e);
    }
  }

  private VaultException failure(String what, IOException cause) {
    return new VaultException(
        VaultError.SEAL_MARKS,
        "the file %s, which remembers the newest states of the vaults, %s".formatted(path, what),
        cause);
  }
}
