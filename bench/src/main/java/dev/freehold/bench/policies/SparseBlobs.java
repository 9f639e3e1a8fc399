package dev.freehold.bench.policies;

import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobPage;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps sealed objects with a hole in the middle, so that a hundred gigabytes of them fit on a
 * small disk: their beginning and their end are as they were written, and that is all that opening
 * one and reading its first bytes needs. Everything else is in the store behind it.
 */
final class SparseBlobs implements BlobStore {

  private final BlobStore behind;
  private final Path folder;

  SparseBlobs(BlobStore behind, Path folder) {
    this.behind = behind;
    this.folder = folder;
  }

  @Override
  public BlobWriter create(BlobName name, long maxBytes) {
    if (!isObject(name)) {
      return behind.create(name, maxBytes);
    }
    Path file = file(name);
    try {
      Files.createDirectories(file.getParent());
      return new SparseWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BlobSource open(BlobName name) {
    if (!isObject(name)) {
      return behind.open(name);
    }
    try {
      return new SparseSource(file(name));
    } catch (NoSuchFileException e) {
      return behind.open(name); // Which says in its own words that there is none.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(BlobName name) {
    if (!isObject(name)) {
      behind.delete(name);
      return;
    }
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isObject(BlobName name) {
    return name.path().startsWith(BlobArea.OBJECTS.path() + "/");
  }

  private Path file(BlobName name) {
    return folder.resolve(name.path());
  }

  @Override
  public BlobPage list(BlobArea area, Optional<BlobName> after, int max) {
    return behind.list(area, after, max);
  }

  @Override
  public int discardAbandoned(Instant before, int max) {
    return behind.discardAbandoned(before, max);
  }

  @Override
  public void probe() {
    behind.probe();
  }
}
