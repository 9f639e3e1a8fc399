package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code freehold purge approver show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows who signs the tenant's purges, and who will.")
final class ApproverShowCommand extends PurgeCall {

  @Override
  protected String run(ApiClient client) throws IOException {
    return text(client.get("/api/v1/approver"));
  }

  static String text(JsonNode standing) {
    String pending = one(standing.path("pending"));
    return "approver: %s%s"
        .formatted(
            one(standing.path("current")), pending.equals("nobody") ? "" : "\nlater: " + pending);
  }

  private static String one(JsonNode approver) {
    if (!approver.isObject()) {
      return "nobody";
    }
    String certificate =
        approver.has("certificateSha256")
            ? "certificate %s, until %s"
                .formatted(
                    PurgeText.text(approver, "certificateSha256"),
                    PurgeText.text(approver, "notAfter"))
            : "who has not made a key yet";
    return "%s, from %s on, %s%s"
        .formatted(
            PurgeText.text(approver, "objectId"),
            PurgeText.text(approver, "effectiveAt"),
            certificate,
            approver.has("revokedAt") ? ", revoked" : "");
  }
}
