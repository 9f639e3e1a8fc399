package dev.freehold.server.cli.options;

import dev.freehold.persistence.DatabaseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a command gets at a PostgreSQL database that it only reads.
 *
 * @param user the role
 * @param passwordFile a file with the role's password; empty if the server asks for none
 */
public record DatabaseAccess(String user, Optional<Path> passwordFile) {

  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final int CONNECTIONS = 2;
  private static final int MAX_PASSWORD_BYTES = 1024;

  /** What options say; they are null if they were not given. */
  public static DatabaseAccess of(String user, Path passwordFile) {
    return new DatabaseAccess(user, Optional.ofNullable(passwordFile));
  }

  /** Tells an address from the name of a file. */
  public static boolean isPostgresql(String named) {
    return named.startsWith(POSTGRESQL);
  }

  /**
   * The database at an address.
   *
   * @throws IOException if the file with the password cannot be read
   */
  public DatabaseSettings.Postgresql to(String url) throws IOException {
    String password = passwordFile.isPresent() ? read(passwordFile.get()) : "";
    return new DatabaseSettings.Postgresql(url, user, password, CONNECTIONS);
  }

  private static String read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_PASSWORD_BYTES), StandardCharsets.UTF_8).strip();
    }
  }
}
