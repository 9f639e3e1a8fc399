package dev.freehold.server.cli.options;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.config.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Options that name a server and the account to use: a connection file, its parts one by one, or
 * both.
 */
public final class ServerOptions {

  @Option(
      names = "--connection",
      paramLabel = "FILE",
      description = "A connection file, as written by quickstart and at the first start of serve.")
  private Path file;

  @Option(names = "--server", paramLabel = "URL", description = "The server's base URL.")
  private URI server;

  @Option(names = "--ca", paramLabel = "FILE", description = "The authority to trust, as PEM.")
  private Path authority;

  @Option(names = "--tenant", paramLabel = "GUID|NAME", description = "The tenant.")
  private String tenant;

  @Option(names = "--client-id", paramLabel = "GUID", description = "The application.")
  private String clientId;

  @Option(
      names = "--client-secret-file",
      paramLabel = "FILE",
      description = "A file whose first line is the application's secret.")
  private Path clientSecretFile;

  /** The connection, with the mailbox that the file names, if any. */
  public Connection connection() {
    Optional<Connection> base = base();
    return new Connection(
        either("--server", server, base.map(Connection::server)),
        either("--ca", pem(), base.map(Connection::authorityPem)),
        either("--tenant", tenant, base.map(Connection::tenant)),
        either("--client-id", clientId, base.map(Connection::clientId)),
        either("--client-secret-file", secret(), base.map(Connection::clientSecret)),
        base.map(Connection::mailbox).orElse(null));
  }

  /** The server's base URL. */
  public URI address() {
    return either("--server", server, base().map(Connection::server));
  }

  /** The authority to trust, as PEM. */
  public String authority() {
    return either("--ca", pem(), base().map(Connection::authorityPem));
  }

  private Optional<Connection> base() {
    return Optional.ofNullable(file).map(Connection::read);
  }

  private String secret() {
    return clientSecretFile == null ? null : SecretFile.read(clientSecretFile);
  }

  private String pem() {
    try {
      return authority == null ? null : Files.readString(authority);
    } catch (IOException unreadable) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, authority + " cannot be read", unreadable);
    }
  }

  static <T> T either(String option, T given, Optional<T> fromFile) {
    if (given != null) {
      return given;
    }
    return fromFile.orElseThrow(
        () ->
            new ServerException(
                ServerError.CONNECTION_INVALID,
                option + " is needed, or a --connection file that has it"));
  }
}
