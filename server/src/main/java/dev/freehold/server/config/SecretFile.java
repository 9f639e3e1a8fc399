package dev.freehold.server.config;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose first line is a secret. */
public final class SecretFile {

  private static final long MAX_BYTES = 4096;

  private SecretFile() {}

  /**
   * The secret without its line end.
   *
   * @throws ServerException with {@code CONFIGURATION_INVALID} if the file cannot be read, is empty
   *     or larger than 4 KiB
   */
  public static String read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw invalid("the secret file " + file + " is larger than 4 KiB", null);
      }
      String secret = Files.readString(file).lines().findFirst().orElse("").strip();
      if (secret.isEmpty()) {
        throw invalid("the secret file " + file + " is empty", null);
      }
      return secret;
    } catch (IOException unreadable) {
      throw invalid("the secret file " + file + " cannot be read", unreadable);
    }
  }

  private static ServerException invalid(String message, Throwable cause) {
    return new ServerException(ServerError.CONFIGURATION_INVALID, message, cause);
  }
}
