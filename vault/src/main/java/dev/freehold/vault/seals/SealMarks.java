package dev.freehold.vault.seals;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest state that this node has seen of each sealed thing, in a file that whoever writes the
 * database does not reach. Records are added at the end; a later one of the same thing counts. Safe
 * for use by many threads of the one process that has the file.
 */
public final class SealMarks implements AutoCloseable {

  private static final int MIN_RECORDS_TO_COMPACT = 4096;
  private static final int COMPACT_FACTOR = 4;

  private final Path path;
  private final Map<SealedThing, Mark> marks = new ConcurrentHashMap<>();
  private final Object flushing = new Object();
  private RandomAccessFile file;
  private long raised;
  private long records;
  private long flushed;

  private SealMarks(Path path) {
    this.path = path;
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws VaultException SEAL_MARKS if it cannot be read or written, or is damaged
   */
  public static SealMarks open(Path path) {
    SealMarks marks = new SealMarks(path);
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
  List<SealedThing> things(SealedKind kind) {
    return marks.keySet().stream().filter(thing -> thing.kind() == kind).toList();
  }

  /** Whether nothing was ever seen. */
  boolean isEmpty() {
    return marks.isEmpty();
  }

  /** How many marks were raised so far. */
  synchronized long raised() {
    return raised;
  }

  /** Remembers what was read. A process that is killed still knows it; a power cut may lose it. */
  void saw(Raise raise) {
    append(List.of(raise));
  }

  /**
   * Remembers what is durable in the database; durable itself when this returns. What is lower than
   * what is known changes nothing.
   *
   * @throws VaultException SEAL_MARKS if the file cannot be written; it is known in memory then
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
    for (Raise raise : raises) {
      if (raise.isWorthIt() && keep(raise)) {
        write(raise);
      }
    }
    return records;
  }

  private synchronized long force() {
    try {
      file.getFD().sync();
      return records;
    } catch (IOException e) {
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

  private void write(Raise raise) {
    try {
      file.write(MarkRecords.encode(raise));
      records++;
      if (file.length() / MarkRecords.BYTES
          > Math.max(MIN_RECORDS_TO_COMPACT, (long) COMPACT_FACTOR * marks.size())) {
        rewrite();
      }
    } catch (IOException e) {
      throw failure("cannot be written", e);
    }
  }

  /** Leaves one record for each thing. */
  private synchronized void rewrite() throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(next);
    RandomAccessFile whole = new RandomAccessFile(next.toFile(), "rw");
    Set<Map.Entry<SealedThing, Mark>> all = marks.entrySet();
    ByteBuffer content = ByteBuffer.allocate(all.size() * MarkRecords.BYTES);
    all.forEach(
        one ->
            content.put(
                MarkRecords.encode(
                    new Raise(one.getKey(), one.getValue().version(), one.getValue().check()))));
    whole.write(content.array());
    whole.getFD().sync();
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (file != null) {
      file.close();
    }
    file = whole;
  }

  /** Closes the file. */
  @Override
  public synchronized void close() {
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
