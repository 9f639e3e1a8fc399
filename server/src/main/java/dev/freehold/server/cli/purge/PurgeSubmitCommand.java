package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.server.cli.options.CallerOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold purge submit}. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Sends signed statements to the server.",
      "With the second operator's approval the purge begins, and cannot be stopped. A "
          + "statement of an operator who has already approved is skipped."
    })
final class PurgeSubmitCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "STATEMENT",
      description = "Statements that operators have signed.")
  private List<Path> files;

  @Mixin private CallerOptions caller;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    caller.call(
        client -> {
          Set<UUID> purges = new LinkedHashSet<>();
          for (Path file : files) {
            StatementFile statement = StatementFile.read(file);
            // Told at once: the next may be refused, and this one counts all the same.
            say(submitted(client, statement, file));
            purges.add(statement.purge());
          }
          for (UUID purge : purges) {
            JsonNode now = client.get("/api/v1/operator/purges/" + purge);
            say(PurgeText.next(now.path("next")));
          }
        });
    return ExitCode.OK;
  }

  private void say(String lines) {
    spec.commandLine().getOut().println(lines);
    spec.commandLine().getOut().flush();
  }

  /** Takes a file to the server; one whose approval is there already is no reason to stop. */
  private static String submitted(ApiClient client, StatementFile statement, Path file)
      throws IOException {
    return switch (statement.kind()) {
      case APPROVAL -> approved(client, statement.purge(), file);
      case BACKUPS -> attested(client, statement.purge(), file);
    };
  }

  private static String approved(ApiClient client, UUID purge, Path file) throws IOException {
    try {
      JsonNode answer = upload(client, purge, "approvals", file);
      return "purge %s: %d of %d approvals, %s"
          .formatted(
              answer.path("purgeId").asText(),
              answer.path("approvals").asInt(),
              PurgeCase.APPROVALS_NEEDED,
              answer.path("state").asText());
    } catch (ApiRefusedException refused) {
      if (!refused.code().equals("purge-approval-refused")) {
        throw refused;
      }
      return "purge %s: %s adds nothing: %s".formatted(purge, file, refused.getMessage());
    }
  }

  private static String attested(ApiClient client, UUID purge, Path file) throws IOException {
    JsonNode answer = upload(client, purge, "backups-destroyed", file);
    return "purge %s: attestation %d, backups destroyed by %s, %s"
        .formatted(
            answer.path("purgeId").asText(),
            answer.path("number").asInt(),
            answer.path("destroyedOn").asText(),
            PurgeText.text(answer, "operator"));
  }

  private static JsonNode upload(ApiClient client, UUID purge, String what, Path file)
      throws IOException {
    return client.upload(
        "/api/v1/operator/purges/%s/%s".formatted(purge, what),
        BodyPublishers.ofByteArray(Files.readAllBytes(file)),
        "Content-Type",
        "text/plain; charset=utf-8");
  }
}
