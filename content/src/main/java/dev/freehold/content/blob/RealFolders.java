package dev.freehold.content.blob;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * Refuses folders of a store that are symbolic links. For readers, a folder that was none within
 * {@link ContentLimits#FOLDER_RECHECK_MILLIS} is not looked at again: looking at all that lead to a
 * small blob takes longer than opening it. Each place belongs to many folders; the last one has it.
 * Safe for use by many threads.
 */
final class RealFolders {

  private static final int PLACES = 1 << 10;
  private static final long RECHECK_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ContentLimits.FOLDER_RECHECK_MILLIS);

  private final Path root;
  private final LongSupplier nanoTime;
  private final AtomicReferenceArray<Look> looks = new AtomicReferenceArray<>(PLACES);

  /**
   * Looks below {@code root}, which may be a link itself.
   *
   * @param nanoTime nanoseconds that only grow, such as {@code System::nanoTime}
   */
  RealFolders(Path root, LongSupplier nanoTime) {
    this.root = root;
    this.nanoTime = nanoTime;
  }

  /**
   * Looks at a folder and at those that lead to it, unless that was done a moment ago.
   *
   * @throws ContentException {@code blob-store-denied} if one of them is a link
   */
  void requireLately(Path folder) {
    long now = nanoTime.getAsLong();
    int place = folder.hashCode() & (PLACES - 1);
    Look last = looks.get(place);
    if (last != null && now - last.atNanos < RECHECK_NANOS && last.folder.equals(folder)) {
      return;
    }
    requireNow(folder);
    looks.set(place, new Look(folder, now));
  }

  /** The same, whenever it was done. */
  void requireNow(Path folder) {
    for (Path step = folder; !step.equals(root); step = step.getParent()) {
      if (Files.isSymbolicLink(step)) {
        throw new ContentException(
            ContentError.STORE_DENIED,
            "a folder of the blob store is a symbolic link; put the real folder in its place");
      }
    }
  }

  /** When all that leads to a folder, and it itself, were real. */
  private record Look(Path folder, long atNanos) {}
}
