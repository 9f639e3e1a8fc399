package dev.freehold.powershell.terminal;

import dev.freehold.powershell.secret.Sensitive;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * Lines of former sessions, in a file that only its owner reads. Lines with secrets can be called
 * back as long as the session lasts, and are not written.
 */
final class FileHistory extends DefaultHistory {

  @Override
  public boolean isPersistable(Entry entry) {
    return super.isPersistable(entry) && !Sensitive.isSensitive(entry.line());
  }

  /**
   * Makes the file if it is not there, so that it is nobody else's from the start.
   *
   * @return whether there is such a file; if not, the session goes on without one
   */
  static boolean prepare(Path file) {
    try {
      Files.createDirectories(file.getParent(), attributes("rwx------"));
      if (!Files.exists(file)) {
        Files.createFile(file, attributes("rw-------"));
      }
      return Files.isWritable(file);
    } catch (IOException e) {
      // A home that cannot be written to costs the history, not the shell.
      return false;
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
