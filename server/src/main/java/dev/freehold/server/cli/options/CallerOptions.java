package dev.freehold.server.cli.options;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiCredentials;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.Person;
import dev.freehold.server.config.SecretFile;
import dev.freehold.server.text.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say who calls a server: an application by its file, or a person who signs in. */
public final class CallerOptions {

  @Option(
      names = "--connection",
      paramLabel = "FILE",
      description = {
        "The connection file of an application.",
        "With --user, the server and its authority are taken from it."
      })
  private Path file;

  @Option(names = "--server", paramLabel = "URL", description = "The server's base URL.")
  private URI server;

  @Option(names = "--ca", paramLabel = "FILE", description = "The authority to trust, as PEM.")
  private Path authority;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "The person who signs in; the password is asked for.")
  private String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the person's password.")
  private Path passwordFile;

  /** What a command does at a server. */
  @FunctionalInterface
  public interface Call {
    /** Does it. */
    void at(ApiClient client) throws IOException;
  }

  /**
   * Signs in, calls, and forgets the password.
   *
   * @throws ServerException {@code CONNECTION_INVALID} if the options do not say who calls
   */
  public void call(Call call) throws IOException {
    if (user == null) {
      run(connection(), call);
      return;
    }
    try (Person person = person()) {
      run(person, call);
    }
  }

  private static void run(ApiCredentials credentials, Call call) throws IOException {
    try (ApiClient client = new ApiClient(credentials, Clock.systemUTC())) {
      call.at(client);
    }
  }

  private Connection connection() {
    if (file == null) {
      throw invalid("--connection FILE or --user NAME says who you are; name one of them", null);
    }
    return Connection.read(file);
  }

  private Person person() {
    Optional<Connection> base = Optional.ofNullable(file).map(Connection::read);
    return new Person(
        ServerOptions.either("--server", server, base.map(Connection::server)),
        ServerOptions.either("--ca", pem(), base.map(Connection::authorityPem)),
        user,
        password());
  }

  private String pem() {
    try {
      return authority == null ? null : Files.readString(authority);
    } catch (IOException unreadable) {
      throw invalid(authority + " cannot be read", unreadable);
    }
  }

  private char[] password() {
    return passwordFile == null
        ? ask("Password of " + user)
        : SecretFile.read(passwordFile).toCharArray();
  }

  /**
   * Asks at the terminal without showing what is typed.
   *
   * @throws ServerException {@code CONNECTION_INVALID} if there is no terminal
   */
  public static char[] ask(String what) {
    if (!Terminal.isPresent()) {
      throw invalid(
          what + " is asked for at a terminal; without one, name a file that has it", null);
    }
    char[] typed = System.console().readPassword("%s: ", what);
    if (typed == null || typed.length == 0) {
      throw invalid(what + " was not typed", null);
    }
    return typed;
  }

  private static ServerException invalid(String message, Throwable cause) {
    return new ServerException(ServerError.CONNECTION_INVALID, message, cause);
  }
}
