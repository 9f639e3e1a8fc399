package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.messages.MboxQuoting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder tree of {@code .eml}, {@code .msg} and {@code .mbox} files; each folder of the tree, and
 * each mbox in it, is a mail folder.
 */
final class FolderTreeSource implements ImportSource {

  private final Path root;

  FolderTreeSource(Path root) {
    this.root = root;
  }

  @Override
  public String kind() {
    return "folder";
  }

  /** Tells whether there is at least one file of mail. */
  boolean hasMail() throws IOException {
    return hasMail(root, 0);
  }

  @Override
  public Size size() throws IOException {
    Tally tally = new Tally();
    measure(root, 0, tally);
    return new Size(tally.countable ? tally.messages : -1, tally.bytes);
  }

  @Override
  public void forEach(SourceVisitor visitor) throws IOException {
    walk(root, "", 0, visitor);
  }

  private static boolean hasMail(Path folder, int depth) throws IOException {
    FolderListing listing = FolderListing.of(folder);
    if (listing.files().stream().anyMatch(file -> FileKind.of(file) != FileKind.OTHER)) {
      return true;
    }
    if (depth < MailLimits.MAX_SOURCE_DEPTH) {
      for (Path child : listing.folders()) {
        if (hasMail(child, depth + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void measure(Path folder, int depth, Tally tally) throws IOException {
    FolderListing listing = FolderListing.of(folder);
    for (Path file : listing.files()) {
      FileKind kind = FileKind.of(file);
      if (kind != FileKind.OTHER) {
        tally.bytes += Files.size(file);
        tally.messages++;
        tally.countable &= kind == FileKind.MESSAGE;
      }
    }
    if (depth < MailLimits.MAX_SOURCE_DEPTH) {
      for (Path child : listing.folders()) {
        measure(child, depth + 1, tally);
      }
    }
  }

  private void walk(Path folder, String path, int depth, SourceVisitor visitor) throws IOException {
    FolderListing listing;
    try {
      listing = FolderListing.of(folder);
    } catch (IOException e) {
      visitor.problem(location(folder), unreadable(e));
      return;
    }
    for (Path file : listing.files()) {
      visit(file, path, visitor);
    }
    for (Path child : listing.folders()) {
      if (depth == MailLimits.MAX_SOURCE_DEPTH) {
        visitor.problem(
            location(child),
            new MailException(
                MailError.SOURCE_TOO_LARGE,
                "folders nest at most %d deep; move this one up"
                    .formatted(MailLimits.MAX_SOURCE_DEPTH)));
      } else {
        walk(child, join(path, child.getFileName().toString()), depth + 1, visitor);
      }
    }
  }

  private void visit(Path file, String path, SourceVisitor visitor) throws IOException {
    String location = location(file);
    switch (FileKind.of(file)) {
      case MESSAGE -> {
        long size;
        try {
          size = Files.size(file);
        } catch (IOException e) {
          visitor.problem(location, unreadable(e));
          return;
        }
        visitor.message(new MessageFile(path, location, size, file));
      }
      case MBOX -> {
        String folder = join(path, withoutExtension(file.getFileName().toString()));
        try {
          new MboxSource(file, MboxQuoting.MBOXRD, folder, location).forEach(visitor);
        } catch (IOException e) {
          visitor.problem(location, unreadable(e));
        }
      }
      case OTHER -> visitor.skipped(location);
    }
  }

  private String location(Path file) {
    return root.relativize(file).toString();
  }

  private static String withoutExtension(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  private static MailException unreadable(IOException cause) {
    return new MailException(
        MailError.SOURCE_UNREADABLE,
        "it cannot be read (%s); check its permissions".formatted(cause.getClass().getSimpleName()),
        cause);
  }

  private static final class Tally {
    private long messages;
    private long bytes;
    private boolean countable = true;
  }
}
