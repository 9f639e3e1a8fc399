package dev.freehold.persistence;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.flywaydb.core.api.resource.LoadableResource;

/** One migration file on the class path. */
final class MigrationFile extends LoadableResource {

  private final ClassLoader loader;
  private final String path;

  MigrationFile(ClassLoader loader, String path) {
    this.loader = loader;
    this.path = path;
  }

  @Override
  public Reader read() {
    InputStream in = Objects.requireNonNull(loader.getResourceAsStream(path), path);
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  @Override
  public String getAbsolutePath() {
    return path;
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return path;
  }

  @Override
  public String getFilename() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String getRelativePath() {
    return path;
  }
}
