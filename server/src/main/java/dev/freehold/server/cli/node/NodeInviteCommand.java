package dev.freehold.server.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.nodes.NodeBundle;
import dev.freehold.server.nodes.NodeKeys;
import dev.freehold.server.stores.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold node invite}. */
@Command(
    name = "invite",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the bundle for a node that wants to join: master keys, certificate authority and the"
          + " operator's credential, sealed so that only that node opens it. Prints it.",
      "Files elsewhere that the configuration names are not in it, such as previous master keys:"
          + " copy them to the new machine.",
      "Call it on the machine of a node, as the user that the server runs as and with the server's"
          + " configuration. The server must run. For vaults that run alone, give no name."
    })
final class NodeInviteCommand implements Callable<Integer> {

  @Mixin private ConfigurationOptions options;

  @Parameters(
      arity = "1..2",
      paramLabel = "[NAME] REQUEST",
      description = "The new node's name, and the request that 'freehold node join' printed there.")
  private String[] words;

  @Option(
      names = "--connection",
      paramLabel = "FILE",
      description = "The operator's connection file (default: operator.json of the data folder).")
  private Path connection;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ServerSettings settings =
        ServerSettings.from(options.load().requireFor(dev.freehold.server.config.Command.SERVE));
    Path folder = settings.dataFolder();
    String request = words[words.length - 1];
    NodeKeys.requireRequest(request);
    boolean isVaults = Files.exists(DataFolder.administratorOf(folder));
    if (isVaults != (words.length == 1)) {
      throw new ServerException(
          ServerError.INPUT_INVALID,
          isVaults
              ? "%s is the data folder of vaults that run alone; give the request without a name"
                  .formatted(folder)
              : "give the new node's name and then its request");
    }
    NodeSharing.require(settings, isVaults);
    // Read first: a node whose bundle cannot be made would be waited for by each purge.
    NodeBundle bundle = isVaults ? NodeBundle.ofVaults(folder) : NodeBundle.ofService(folder);
    try {
      NodeBundle whole = isVaults ? bundle : bundle.with(joined(words[0], folder));
      spec.commandLine().getOut().print(whole.sealedTo(request));
      spec.commandLine().getOut().flush();
    } finally {
      bundle.clear();
    }
    return ExitCode.OK;
  }

  private UUID joined(String name, Path folder) throws IOException {
    Path file = connection == null ? DataFolder.operatorOf(folder) : connection;
    try (ApiClient client = new ApiClient(Connection.read(file), Clock.systemUTC())) {
      JsonNode node = client.post("/api/v1/operator/nodes", Map.of("name", name));
      return UUID.fromString(node.path("id").asText());
    }
  }
}
