package dev.freehold.powershell.complete;

import dev.freehold.powershell.run.FilePaths;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files and folders by the start of their path. */
final class FileNames {

  private final Path folder;
  private final Optional<Path> home;

  FileNames(Path folder, Optional<Path> home) {
    this.folder = folder;
    this.home = home;
  }

  /**
   * The files that a path can go on to.
   *
   * @param typed the path so far, perhaps in quotes
   * @param ending what names of files, but not of folders, end with
   */
  List<Candidate> starting(String typed, String ending) {
    String path = FilePaths.slashed(Quoting.content(typed));
    int slash = path.lastIndexOf('/') + 1;
    String parent = path.substring(0, slash);
    String name = path.substring(slash).toLowerCase(Locale.ROOT);
    List<Candidate> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place(parent))) {
      int looked = 0;
      for (Path entry : entries) {
        if (++looked > CompletionLimits.MAX_FOLDER_ENTRIES) {
          break;
        }
        String own = entry.getFileName().toString();
        boolean hidden = own.startsWith(".") && !name.startsWith(".");
        if (!hidden && own.toLowerCase(Locale.ROOT).startsWith(name)) {
          candidate(entry, parent + own, typed, ending).ifPresent(found::add);
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // A folder that cannot be read has nothing to offer.
      return List.of();
    }
    found.sort(Comparator.comparing(Candidate::text));
    return found;
  }

  private static Optional<Candidate> candidate(
      Path entry, String path, String typed, String ending) {
    String name = entry.getFileName().toString();
    if (Files.isDirectory(entry)) {
      String written = Quoting.written(path + "/", typed);
      boolean quoted = written.startsWith("'") || written.startsWith("\"");
      String open = quoted ? written.substring(0, written.length() - 1) : written;
      return Optional.of(new Candidate(open, name + "/"));
    }
    return name.toLowerCase(Locale.ROOT).endsWith(ending)
        ? Optional.of(new Candidate(Quoting.written(path, typed), name))
        : Optional.empty();
  }

  private Path place(String parent) {
    boolean fromHome = parent.startsWith("~/") && home.isPresent();
    try {
      return fromHome ? home.get().resolve(parent.substring(2)) : folder.resolve(parent);
    } catch (java.nio.file.InvalidPathException e) {
      return folder;
    }
  }
}
