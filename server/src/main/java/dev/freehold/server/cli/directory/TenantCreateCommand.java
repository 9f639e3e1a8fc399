package dev.freehold.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.NewSecretFile;
import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold tenant create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a tenant, and the connection file of its first administrator, a program.",
      "Hand the file over; its owner renews the secret at once: 'freehold application renew'."
    })
final class TenantCreateCommand extends ServerCall {

  @Parameters(paramLabel = "NAME", description = "The tenant's name, such as contoso.")
  private String name;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The connection file to make, with mode 0600.")
  private Path out;

  @Override
  protected String run(ApiClient client) throws IOException {
    NewSecretFile.requireAbsent(out);
    JsonNode made = client.post("/api/v1/tenants", Map.of("name", name));
    JsonNode administrator = made.path("administrator");
    client
        .connectionOf(
            made.path("id").asText(),
            administrator.path("clientId").asText(),
            administrator.path("clientSecret").asText())
        .write(out);
    return "tenant %s %s, its %s: %s"
        .formatted(
            made.path("id").asText(),
            PrintableText.of(made.path("name").asText()),
            PrintableText.of(administrator.path("displayName").asText()),
            out);
  }
}
