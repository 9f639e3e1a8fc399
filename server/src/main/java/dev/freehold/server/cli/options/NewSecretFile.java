package dev.freehold.server.cli.options;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that commands make for what is shown only once; their owner alone can read them. */
public final class NewSecretFile {

  private NewSecretFile() {}

  /**
   * Makes sure, before something is made whose secret goes there, that a file is not there yet.
   *
   * @throws ServerException {@code CONNECTION_INVALID} if it is
   */
  public static void requireAbsent(Path file) {
    if (Files.exists(file)) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, file + " exists; name a file that does not");
    }
  }

  /** Makes the file, with mode 0600. */
  public static void write(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text + "\n");
  }
}
