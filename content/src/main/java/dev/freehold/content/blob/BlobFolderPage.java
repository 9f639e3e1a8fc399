package dev.freehold.content.blob;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One page of a folder store's blobs, in the order of their names. It holds the names of one folder
 * in memory at a time: a 256th of all objects. What is not a blob's file is skipped.
 */
final class BlobFolderPage {

  private final Path root;
  private final String after;
  private final int max;
  private final List<BlobEntry> entries = new ArrayList<>();

  BlobFolderPage(Path root, String after, int max) {
    this.root = root;
    this.after = after;
    this.max = max;
  }

  BlobPage of(BlobArea area) throws IOException {
    walk(area.path());
    if (entries.size() <= max) {
      return new BlobPage(entries, Optional.empty());
    }
    List<BlobEntry> page = entries.subList(0, max);
    return new BlobPage(page, Optional.of(page.getLast().name()));
  }

  /** Collects one more blob than the page takes, to know whether there is a next page. */
  private void walk(String folder) throws IOException {
    for (String child : names(root.resolve(folder))) {
      if (entries.size() > max) {
        return;
      }
      String path = folder + "/" + child;
      if (path.compareTo(after) <= 0 && !after.startsWith(path + "/")) {
        continue;
      }
      visit(path);
    }
  }

  private void visit(String path) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(root.resolve(path), BasicFileAttributes.class, NOFOLLOW_LINKS);
      if (found.isDirectory()) {
        walk(path);
      } else if (found.isRegularFile()) {
        BlobName.parse(path)
            .map(name -> new BlobEntry(name, found.size(), found.lastModifiedTime().toInstant()))
            .ifPresent(entries::add);
      }
    } catch (NoSuchFileException deletedMeanwhile) {
      // A listing may or may not see what is deleted while it runs.
    }
  }

  /** The names in a folder in order; none if there is no such folder. */
  static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException deletedMeanwhile) {
      return List.of();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }
}
