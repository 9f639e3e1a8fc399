package dev.freehold.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.NewSecretFile;
import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freehold access-key create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an access key of the caller's own, and a file of credentials as AWS CLI and rclone"
          + " read it.",
      "Name the file in AWS_SHARED_CREDENTIALS_FILE."
    })
final class AccessKeyCreateCommand extends ServerCall {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to make, with mode 0600.")
  private Path out;

  @Override
  protected String run(ApiClient client) throws IOException {
    NewSecretFile.requireAbsent(out);
    JsonNode made = client.post("/api/v1/access-keys", Map.of());
    String id = made.path("id").asText();
    NewSecretFile.write(
        out,
        "[default]\naws_access_key_id = %s\naws_secret_access_key = %s"
            .formatted(id, made.path("secret").asText()));
    return "access key %s: %s".formatted(id, out);
  }
}
