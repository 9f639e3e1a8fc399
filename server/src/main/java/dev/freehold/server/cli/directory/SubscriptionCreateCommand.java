package dev.freehold.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.PrintableText;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold subscription create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Makes a subscription. Its owners make vaults in it, and give rights on them.")
final class SubscriptionCreateCommand extends ServerCall {

  @Parameters(paramLabel = "NAME", description = "What people call it, such as \"Keys A\".")
  private String name;

  @Option(
      names = "--owner",
      required = true,
      paramLabel = "USER",
      description = "Such as vera@contoso.example; may be repeated.")
  private List<String> owners;

  @Override
  protected String run(ApiClient client) throws IOException {
    List<String> objectIds = new ArrayList<>();
    for (String owner : owners) {
      objectIds.add(
          client.get("/api/v1/users/" + RequestUri.encode(owner)).path("objectId").asText());
    }
    JsonNode made =
        client.post("/api/v1/subscriptions", Map.of("displayName", name, "owners", objectIds));
    return "subscription %s %s"
        .formatted(made.path("id").asText(), PrintableText.of(made.path("displayName").asText()));
  }
}
