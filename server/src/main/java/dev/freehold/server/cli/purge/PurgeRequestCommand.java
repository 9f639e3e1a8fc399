package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.shell.service.PurgePreview;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold purge request}. */
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    description = {
      "Asks that everything under a policy be destroyed.",
      "For mail, both vaults have to refuse the service before. From then on nothing leaves the "
          + "policy. Nothing is destroyed before the approver signs and two operators approve.",
      "Mailboxes and sites that have not come under the policy yet stay readable; with --preview "
          + "the same command says how many."
    })
final class PurgeRequestCommand extends PurgeCall {

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is in the document and in the ledger.")
  private String reason;

  @Option(
      names = "--contact",
      required = true,
      paramLabel = "TEXT",
      description = "Whom the operators can ask.")
  private String contact;

  @Option(
      names = "--without-vaults",
      description = "Takes a vault that does not answer for one that is gone.")
  private boolean withoutVaults;

  @Option(
      names = "--preview",
      description = "Asks for nothing: says what would be destroyed, and what would stay readable.")
  private boolean preview;

  private static final class Subject {
    @Parameters(paramLabel = "POLICY", description = "The mailbox policy, by name or id.")
    private String policy;

    @Option(names = "--geo", paramLabel = "CODE", description = "The geo whose policy it is.")
    private String geo;

    private String path() {
      return geo == null
          ? "/api/v1/policies/" + RequestUri.encode(policy)
          : "/api/v1/geos/" + RequestUri.encode(geo) + "/policy";
    }

    private List<String> lines(JsonNode preview) {
      return geo == null ? PurgePreview.ofMailboxes(preview) : PurgePreview.ofSites(preview);
    }
  }

  @Override
  protected String run(ApiClient client) throws IOException {
    if (preview) {
      return String.join("\n", subject.lines(client.get(subject.path() + PurgePreview.QUERY)));
    }
    JsonNode policy =
        client.post(
            subject.path() + "/purge-request",
            Map.of("reason", reason, "contact", contact, "withoutVaults", withoutVaults));
    for (JsonNode purge : client.get("/api/v1/purges").path("purges")) {
      if (purge.path("policyId").equals(policy.path("id"))) {
        return PurgeText.checklist(purge);
      }
    }
    return "asked; 'freehold purge list' shows it";
  }
}
