package dev.freehold.mail.transfer;

import dev.freehold.mail.mailboxes.FolderPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Writes a file per message, under the name it came with if that was a message file's. */
final class EmlWriter implements ExportWriter {

  private final FolderPaths folders;

  EmlWriter(Path root) {
    this.folders = new FolderPaths(root);
  }

  @Override
  public ExportEntry write(MailItem item, InputStream content) throws IOException {
    Path folder = folders.of(item.folder());
    String name = name(item);
    int dot = name.lastIndexOf('.');
    Path file = SafeNames.free(folder, name.substring(0, dot), name.substring(dot));
    return VerifiedCopy.toFile(item, content, file);
  }

  private static String name(MailItem item) {
    String original = item.properties().fileName().map(SafeNames::safe).orElse("");
    String folded = original.toLowerCase(Locale.ROOT);
    boolean isMessageFile = folded.endsWith(".eml") || folded.endsWith(".msg");
    return isMessageFile ? original : "%08d.eml".formatted(item.uid());
  }

  @Override
  public void emptyFolder(String path) throws IOException {
    folders.of(path);
  }

  @Override
  public void endFolder() {}

  @Override
  public void close() {}

  /** The folders of the export, each made when it is first needed. */
  static final class FolderPaths {
    private final Path root;
    private final Map<String, Path> made = new HashMap<>();

    FolderPaths(Path root) {
      this.root = root;
    }

    Path of(String path) throws IOException {
      return path.equals(FolderPath.INBOX) ? root : make(path);
    }

    Path make(String path) throws IOException {
      Path known = made.get(path);
      if (known != null) {
        return known;
      }
      int slash = path.lastIndexOf('/');
      Path parent = slash < 0 ? root : make(path.substring(0, slash));
      Path folder = SafeNames.free(parent, SafeNames.safe(path.substring(slash + 1)), "");
      made.put(path, Files.createDirectory(folder));
      return folder;
    }
  }
}
