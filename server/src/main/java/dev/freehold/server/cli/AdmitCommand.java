package dev.freehold.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.VaultConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold vault admit}. */
@Command(
    name = "admit",
    mixinStandardHelpOptions = true,
    description = {
      "Registers a service as an application, and writes the file with which it connects.",
      "The application can do nothing until access policies of vaults name its object id."
    })
final class AdmitCommand implements Callable<Integer> {

  private static final String LOGIN = "login.";

  @Option(
      names = "--connection",
      required = true,
      paramLabel = "FILE",
      description = "The administrator's connection file, administrator.json in the data folder.")
  private Path administrator;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The application's name, for people.")
  private String name;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "The connection file to make, with mode 0600; freehold.keys.vault-connections"
              + " of the service names it.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, out + " exists; name a file that does not");
    }
    Connection connection = Connection.read(administrator);
    try (ApiClient client = new ApiClient(connection, Clock.systemUTC())) {
      JsonNode made =
          client.post("/api/v1/applications", Map.of("displayName", name, "roles", List.of()));
      new VaultConnection(
              vaultsOf(connection.server()),
              connection.server(),
              connection.authorityPem(),
              UUID.fromString(connection.tenant()),
              made.path("clientId").asText(),
              made.path("clientSecret").asText())
          .write(out);
      spec.commandLine()
          .getOut()
          .println(
              "%s was made. Grant keys get, wrapKey and unwrapKey to the object id\n  %s"
                  .formatted(out, made.path("objectId").asText()));
      spec.commandLine().getOut().flush();
    }
    return ExitCode.OK;
  }

  /** The domain below which the login host and the vaults stand. */
  private static String vaultsOf(URI login) {
    if (!login.getHost().startsWith(LOGIN)) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID,
          "the connection is not that of a 'freehold vault': its server is not login.SUFFIX");
    }
    return login.getAuthority().substring(LOGIN.length());
  }
}
