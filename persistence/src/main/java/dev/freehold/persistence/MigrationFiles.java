package dev.freehold.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** The migration files of some modules, found by looking into their folders alone. */
final class MigrationFiles implements ResourceProvider {

  private final List<LoadableResource> files;

  private MigrationFiles(List<LoadableResource> files) {
    this.files = files;
  }

  /**
   * Finds the files of {@code sets} for {@code dialect}.
   *
   * @throws PersistenceException {@link PersistenceError#MIGRATION_FAILED} if a module has none
   */
  static MigrationFiles find(Dialect dialect, List<MigrationSet> sets) {
    List<LoadableResource> files = new ArrayList<>();
    for (MigrationSet set : sets) {
      int before = files.size();
      String root = "db/migration/" + set.module();
      addFolder(root + "/common", files);
      addFolder(root + "/" + folderOf(dialect), files);
      if (files.size() == before) {
        throw new PersistenceException(
            PersistenceError.MIGRATION_FAILED,
            "no migrations are on the class path under " + root,
            null);
      }
    }
    return new MigrationFiles(files);
  }

  private static String folderOf(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> "sqlite";
      case POSTGRESQL -> "postgresql";
    };
  }

  private static void addFolder(String folder, List<LoadableResource> files) {
    ClassLoader loader = MigrationFiles.class.getClassLoader();
    try {
      for (URL url : (Iterable<URL>) loader.resources(folder)::iterator) {
        for (String name : namesIn(url, folder)) {
          files.add(new MigrationFile(loader, folder + "/" + name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the migrations in " + folder, e);
    }
  }

  private static List<String> namesIn(URL url, String folder) throws IOException {
    if (url.openConnection() instanceof JarURLConnection connection) {
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        return namesIn(jar, folder + "/");
      }
    }
    try (Stream<Path> paths = Files.list(Path.of(uriOf(url)))) {
      return paths.map(path -> path.getFileName().toString()).toList();
    }
  }

  private static List<String> namesIn(JarFile jar, String prefix) {
    return jar.stream()
        .map(JarEntry::getName)
        .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  private static URI uriOf(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  @Override
  public LoadableResource getResource(String name) {
    return files.stream()
        .filter(file -> file.getRelativePath().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return files.stream()
        .filter(file -> file.getFilename().startsWith(prefix))
        .filter(file -> Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
        .toList();
  }
}
