package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The entries of one folder, sorted by name, so that a source is always read in one order. */
record FolderListing(List<Path> files, List<Path> folders, List<Path> links) {

  /**
   * Lists {@code folder}. Symbolic links are not followed: they could lead out of the source.
   *
   * @throws MailException {@code import-source-too-large}
   */
  static FolderListing of(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    List<Path> links = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (files.size() + folders.size() + links.size() == MailLimits.MAX_FILES_PER_FOLDER) {
          throw new MailException(
              MailError.SOURCE_TOO_LARGE,
              "%s holds more than %d files; split it"
                  .formatted(folder.getFileName(), MailLimits.MAX_FILES_PER_FOLDER));
        }
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          folders.add(entry);
        } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          files.add(entry);
        } else if (Files.isSymbolicLink(entry)) {
          links.add(entry);
        }
      }
    }
    Comparator<Path> byName = Comparator.comparing(path -> path.getFileName().toString());
    files.sort(byName);
    folders.sort(byName);
    links.sort(byName);
    return new FolderListing(files, folders, links);
  }

  /** What to say of a symbolic link where mail should be. */
  static MailException link() {
    return new MailException(
        MailError.SOURCE_UNREADABLE,
        "it is a symbolic link, which could lead to somebody else's mail and is not followed;"
            + " import what it leads to by its own path");
  }
}
