package dev.freehold.content.blob;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.crypto.RandomSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blobs as files of one local folder.
 *
 * <p>A blob is written to a file under {@code tmp}, flushed, renamed to its name, and its folder is
 * flushed; so are the parents of a folder that is new. Files have mode 0600, folders 0700, and
 * symbolic links below the folder are refused, by readers within {@link
 * ContentLimits#FOLDER_RECHECK_MILLIS} after one took a folder's place. Several processes may share
 * the folder.
 */
public final class FolderBlobStore implements BlobStore {

  private static final Logger LOG = LoggerFactory.getLogger(FolderBlobStore.class);
  private static final String TEMPORARY = "tmp";
  private static final int TEMPORARY_NAME_BYTES = 16;

  private final Path root;
  private final Disk disk;
  private final RandomSource random;
  private final StoreFailure failures;
  private final FolderSync folderSync;
  private final RealFolders realFolders;
  private final DurableFolders durableFolders =
      new DurableFolders(ContentLimits.DURABLE_FOLDERS_MAX);
  private final Set<Path> openTemporaries = ConcurrentHashMap.newKeySet();

  private final Optional<FolderIdentity> expected;

  /** What the folder of temporary files was when it was looked at last; empty before that. */
  private volatile Optional<Object> mounted = Optional.empty();

  private FolderBlobStore(
      Path root, Optional<String> identity, RandomSource random, Disk disk, LongSupplier nanoTime) {
    this.root = root;
    this.expected = identity.map(known -> new FolderIdentity(root, known, disk));
    this.disk = disk;
    this.random = random;
    this.failures = new StoreFailure(root);
    this.folderSync = new FolderSync(disk);
    this.realFolders = new RealFolders(root, nanoTime);
  }

  /**
   * Opens a store that may be new, in {@code folder}, which is made if it is missing; its parent
   * must be there.
   *
   * @param random names temporary files
   * @throws ContentException if the folder cannot be made or is not a folder
   */
  public static FolderBlobStore open(Path folder, RandomSource random) {
    return open(folder, random, new LocalDisk(), System::nanoTime);
  }

  static FolderBlobStore open(Path folder, RandomSource random, Disk disk, LongSupplier nanoTime) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        disk.createFolder(absolute);
        disk.syncFolder(absolute.getParent());
      }
      // The folder itself may be a link that its owner made; what is below may not.
      FolderBlobStore store =
          new FolderBlobStore(absolute.toRealPath(), Optional.empty(), random, disk, nanoTime);
      store.makeUsable();
      return store;
    } catch (IOException failure) {
      throw new StoreFailure(absolute).of("opening the blob folder", failure);
    }
  }

  /**
   * Opens a store that a database knows. Nothing is read from {@code folder} or written to it while
   * it has not this identity: the disk may not be mounted yet, and what is written to the mount
   * point is hidden later. Until then every call fails with {@code blob-store-failed}; then the
   * store works by itself.
   *
   * @param identity what the blob {@link BlobName#IDENTITY} of the store holds
   * @param random names temporary files
   */
  public static FolderBlobStore openKnown(Path folder, String identity, RandomSource random) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      FolderBlobStore store =
          new FolderBlobStore(
              FolderIdentity.realPath(absolute),
              Optional.of(identity),
              random,
              new LocalDisk(),
              System::nanoTime);
      store.tryKnown(identity);
      return store;
    } catch (IOException failure) {
      throw new StoreFailure(absolute).of("opening the blob folder", failure);
    }
  }

  private void tryKnown(String identity) {
    try {
      requireUsable("opening the blob folder");
    } catch (ContentException notYet) {
      LOG.atError()
          .addKeyValue("code", notYet.code())
          .log(
              "{}. Expected in {}: the file {} with the text {}. If this is the right folder and"
                  + " was restored without that file, make it. No restart is needed",
              notYet.getMessage(),
              root,
              BlobName.IDENTITY,
              identity);
    }
  }

  @Override
  public BlobWriter create(BlobName name, long maxBytes) {
    requireUsable("creating a blob");
    Path temporary = root.resolve(TEMPORARY).resolve(temporaryName());
    openTemporaries.add(temporary);
    try {
      requireMounted();
      return new FolderBlobWriter(this, name, temporary, disk.createFile(temporary), maxBytes);
    } catch (IOException failure) {
      openTemporaries.remove(temporary);
      throw failures.of("creating a blob", failure);
    } catch (ContentException notMounted) {
      openTemporaries.remove(temporary);
      throw notMounted;
    }
  }

  @Override
  public BlobSource open(BlobName name) {
    requireUsable("opening a blob");
    try {
      Path file = root.resolve(name.path());
      realFolders.requireLately(file.getParent());
      return FolderBlobSource.of(disk.openFile(file));
    } catch (NoSuchFileException missing) {
      throw missing(missing);
    } catch (IOException failure) {
      throw failures.of("opening a blob", failure);
    }
  }

  @Override
  public void delete(BlobName name) {
    requireUsable("deleting a blob");
    try {
      Path file = root.resolve(name.path());
      realFolders.requireNow(file.getParent());
      disk.delete(file);
      requireMounted();
    } catch (IOException failure) {
      throw failures.of("deleting a blob", failure);
    }
  }

  @Override
  public BlobPage list(BlobArea area, Optional<BlobName> after, int max) {
    if (max < 1 || max > ContentLimits.LIST_PAGE_MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "a page has 1 to %d entries, got %d".formatted(ContentLimits.LIST_PAGE_MAX_ENTRIES, max));
    }
    requireUsable("listing blobs");
    try {
      BlobPage page = new BlobFolderPage(root, after.map(BlobName::path).orElse(""), max).of(area);
      requireMounted();
      return page;
    } catch (IOException failure) {
      throw failures.of("listing blobs", failure);
    }
  }

  @Override
  public int discardAbandoned(Instant before, int max) {
    requireUsable("removing what a crash left");
    Path folder = root.resolve(TEMPORARY);
    int discarded = 0;
    try {
      requireMounted();
      for (String name : BlobFolderPage.names(folder)) {
        Path file = folder.resolve(name);
        if (discarded < max && !openTemporaries.contains(file) && writtenBefore(file, before)) {
          disk.delete(file);
          discarded++;
        }
      }
    } catch (IOException failure) {
      throw failures.of("removing what a crash left", failure);
    }
    return discarded;
  }

  /** {@inheritDoc} Writes a byte, because a disk may be there and full or read-only. */
  @Override
  public void probe() {
    requireUsable("trying the blob folder");
    Path file = root.resolve(TEMPORARY).resolve(temporaryName());
    openTemporaries.add(file);
    try {
      requireMounted();
      writeByte(file);
    } catch (IOException failure) {
      throw failures.of("trying the blob folder", failure);
    } finally {
      forget(file, false);
    }
  }

  private void writeByte(Path file) throws IOException {
    try (Disk.DiskFile written = disk.createFile(file)) {
      written.write(new byte[1], 0, 1);
    }
  }

  /** Gives a finished, flushed temporary file its name and makes the name durable. */
  void publish(Path temporary, BlobName name) throws IOException {
    Path file = root.resolve(name.path());
    makeFolder(file.getParent());
    folderSync.sync(file.getParent(), () -> disk.rename(temporary, file));
  }

  /** Forgets a temporary file whose writer is done, and deletes it unless it was published. */
  void forget(Path temporary, boolean published) {
    try {
      if (!published) {
        disk.delete(temporary);
      }
    } catch (IOException left) {
      // It is not visible as a blob; discardAbandoned removes it.
    } finally {
      openTemporaries.remove(temporary);
    }
  }

  StoreFailure failures() {
    return failures;
  }

  private void requireUsable(String doing) {
    if (mounted.isEmpty()) {
      try {
        makeUsable();
      } catch (IOException failure) {
        throw failures.of(doing, failure);
      }
    }
  }

  private synchronized void makeUsable() throws IOException {
    if (mounted.isEmpty()) {
      if (expected.isPresent()) {
        expected.get().require();
      }
      makeFolder(root.resolve(TEMPORARY));
      mounted = Optional.of(temporaryFolder());
    }
  }

  /**
   * Makes {@code folder} and its parents below the root, each with a durable name. A folder that an
   * earlier process made is flushed once too: it may have been killed before it did.
   */
  private void makeFolder(Path folder) throws IOException {
    if (folder.equals(root)) {
      return;
    }
    if (durableFolders.contains(folder) && Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      return;
    }
    makeFolder(folder.getParent());
    folderSync.sync(folder.getParent(), () -> disk.createFolder(folder));
    durableFolders.add(folder);
  }

  private ContentException missing(NoSuchFileException cause) {
    try {
      requireMounted();
    } catch (IOException notThere) {
      return failures.of("opening a blob", cause);
    }
    return new ContentException(
        ContentError.BLOB_MISSING,
        "the blob store has no such blob; restore it from a copy",
        cause);
  }

  /**
   * On a disk that is not mounted there is no blob. That must not look as if a blob were lost, or
   * deleted, or as if there were none to list; and what is written to the mount point is hidden
   * later. The mount point may have folders of these names, from a start before the disk was there.
   */
  private void requireMounted() throws IOException {
    Object now = temporaryFolder();
    if (!mounted.equals(Optional.of(now))) {
      expected.orElseThrow(() -> new NoSuchFileException(root.toString())).require();
      mounted = Optional.of(now);
    }
  }

  /** The device and the number of the folder of temporary files. */
  private Object temporaryFolder() throws IOException {
    Path folder = root.resolve(TEMPORARY);
    BasicFileAttributes found =
        Files.readAttributes(folder, BasicFileAttributes.class, NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      throw new NoSuchFileException(folder.toString());
    }
    return found.fileKey();
  }

  private String temporaryName() {
    return HexFormat.of().formatHex(random.bytes(TEMPORARY_NAME_BYTES));
  }

  private static boolean writtenBefore(Path file, Instant before) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return found.isRegularFile() && found.lastModifiedTime().toInstant().isBefore(before);
    } catch (NoSuchFileException committedMeanwhile) {
      return false;
    }
  }
}
