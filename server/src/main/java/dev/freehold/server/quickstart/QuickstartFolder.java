package dev.freehold.server.quickstart;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data folder of a quickstart. One that was named stays; a temporary one goes when it is
 * closed.
 */
public final class QuickstartFolder implements AutoCloseable {

  private static final String MARK = ".freehold-quickstart";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path root;
  private final boolean isTemporary;
  private final Optional<Path> movedAside;

  private QuickstartFolder(Path root, boolean isTemporary, Optional<Path> movedAside) {
    this.root = root;
    this.isTemporary = isTemporary;
    this.movedAside = movedAside;
  }

  /** A new folder that will be removed. */
  public static QuickstartFolder temporary() throws IOException {
    Path root = Files.createTempDirectory("freehold-quickstart-");
    return new QuickstartFolder(root.toRealPath(), true, Optional.empty());
  }

  /**
   * A folder that was named: absent, empty, or a previous quickstart's. A previous quickstart's is
   * never removed, since somebody may have gone on to use it: it is moved aside.
   *
   * @throws ServerException with {@code DATA_FOLDER_NOT_EMPTY} if there is something else in it
   */
  static QuickstartFolder named(Path folder, Clock clock) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Optional<Path> movedAside = Optional.empty();
    if (Files.exists(root.resolve(MARK), LinkOption.NOFOLLOW_LINKS)) {
      Path aside = root.resolveSibling(root.getFileName() + "." + TIME.format(clock.instant()));
      Files.move(root, aside);
      movedAside = Optional.of(aside);
    } else if (Files.exists(root) && !isEmptyFolder(root)) {
      throw new ServerException(
          ServerError.DATA_FOLDER_NOT_EMPTY,
          "%s is not empty and no quickstart made it; name a new folder".formatted(root));
    }
    Files.createDirectories(root);
    Files.createFile(root.resolve(MARK));
    return new QuickstartFolder(root, false, movedAside);
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** What the server gets; the mark lies beside its files. */
  Path root() {
    return root;
  }

  boolean isTemporary() {
    return isTemporary;
  }

  /** Where a previous quickstart's folder went. */
  Optional<Path> movedAside() {
    return movedAside;
  }

  @Override
  public void close() throws IOException {
    if (isTemporary) {
      remove(root);
    }
  }

  /** Removes a folder with everything in it, without following links. */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    }
  }
}
