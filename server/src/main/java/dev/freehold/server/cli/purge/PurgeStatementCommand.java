package dev.freehold.server.cli.purge;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold purge statement}. */
@Command(
    name = "statement",
    mixinStandardHelpOptions = true,
    description = {
      "Gets what operators sign to approve a purge, and the signed document that "
          + "authorised it.",
      "Read the document: the statement contains its SHA-256."
    })
final class PurgeStatementCommand extends PurgeCall {

  @Parameters(paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file for the statement; the document goes beside it, as FILE.pdf.")
  private Path out;

  @Override
  protected String run(ApiClient client) throws IOException {
    String path = "/api/v1/operator/purges/" + purge;
    Path document = out.resolveSibling(out.getFileName() + ".pdf");
    save(client, path + "/statement", out);
    save(client, path + "/document/signed", document);
    return "%s\n%s\n%s"
        .formatted(
            out,
            document,
            PurgeText.next(
                "an operator",
                "each of two approves, on a machine of their own that needs no network",
                "approve %s --document %s --key OPERATOR.key --out approved.txt"
                    .formatted(out, document)));
  }
}
