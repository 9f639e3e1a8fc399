package dev.freehold.server.cli.options;

import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiCredentials;
import dev.freehold.server.client.Person;
import dev.freehold.server.config.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say who calls a server: an application, or a person who signs in. */
public final class CallerOptions {

  @Mixin private ServerOptions server;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = {
        "The person who signs in, in the place of an application; the password is asked for.",
        "Of a connection file only the server and its authority are used then."
      })
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
   * @throws dev.freehold.server.ServerException {@code CONNECTION_INVALID} if the options do not
   *     say who calls which server
   */
  public void call(Call call) throws IOException {
    if (user == null) {
      run(server.connection(), call);
      return;
    }
    try (Person person = new Person(server.address(), server.authority(), user, password())) {
      run(person, call);
    }
  }

  private static void run(ApiCredentials credentials, Call call) throws IOException {
    try (ApiClient client = new ApiClient(credentials, Clock.systemUTC())) {
      call.at(client);
    }
  }

  private char[] password() {
    return passwordFile == null
        ? TypedSecret.ask("Password of " + user)
        : SecretFile.read(passwordFile).toCharArray();
  }
}
