package dev.freehold.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.NewSecretFile;
import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold application create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Makes a program of the tenant, and its connection file.")
final class ApplicationCreateCommand extends ServerCall {

  @Parameters(paramLabel = "NAME", description = "What people call it, such as \"mail import\".")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "A role, such as EXCHANGE_ADMIN; may be repeated.")
  private List<String> roles = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The connection file to make, with mode 0600.")
  private Path out;

  @Override
  protected String run(ApiClient client) throws IOException {
    NewSecretFile.requireAbsent(out);
    String tenant = client.get("/api/v1/me").path("tenantId").asText();
    JsonNode made =
        client.post("/api/v1/applications", Map.of("displayName", name, "roles", roles));
    client
        .connectionOf(tenant, made.path("clientId").asText(), made.path("clientSecret").asText())
        .write(out);
    return "application %s %s: %s"
        .formatted(
            made.path("objectId").asText(),
            PrintableText.of(made.path("displayName").asText()),
            out);
  }
}
