package dev.freehold.server.cli.purge;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold purge approver set}. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    description = {
      "Registers the approver: a person with the role APPROVER.",
      "Without a certificate the person makes a key at the server: 'freehold purge approver key'.",
      "The first registration counts at once, a later one after 14 days."
    })
final class ApproverSetCommand extends PurgeCall {

  @Parameters(paramLabel = "USER", description = "Such as paul@contoso.example.")
  private String user;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "The approver's certificate, as PEM.")
  private Path certificate;

  @Option(
      names = "--issuers",
      paramLabel = "FILE",
      description = "The certificates that issued it, up to the one that is trusted, as PEM.")
  private Path issuers;

  @Override
  protected String run(ApiClient client) throws IOException {
    Map<String, String> wanted = new HashMap<>();
    wanted.put("user", user);
    if (certificate != null) {
      wanted.put("certificate", Files.readString(certificate));
    }
    if (issuers != null) {
      wanted.put("issuers", Files.readString(issuers));
    }
    return ApproverShowCommand.text(client.put("/api/v1/approver", wanted));
  }
}
