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

/** {@code freehold user create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a person of the tenant, with a first password.",
      "It is good for one thing only: to choose another, at the first sign-in of 'freehold shell'"
          + " or with 'freehold user password'."
    })
final class UserCreateCommand extends ServerCall {

  @Parameters(paramLabel = "USER", description = "Such as vera@contoso.example.")
  private String user;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "What people call the person.")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "A role, such as VAULT_ADMIN; may be repeated.")
  private List<String> roles = List.of();

  @Option(
      names = "--first-password",
      required = true,
      paramLabel = "FILE",
      description = "The file to make for the first password, with mode 0600.")
  private Path firstPassword;

  @Override
  protected String run(ApiClient client) throws IOException {
    NewSecretFile.requireAbsent(firstPassword);
    JsonNode made =
        client.post(
            "/api/v1/users",
            Map.of("userPrincipalName", user, "displayName", name, "roles", roles));
    NewSecretFile.write(firstPassword, made.path("password").asText());
    return "user %s %s, first password: %s"
        .formatted(
            made.path("objectId").asText(),
            PrintableText.of(made.path("userPrincipalName").asText()),
            firstPassword);
  }
}
