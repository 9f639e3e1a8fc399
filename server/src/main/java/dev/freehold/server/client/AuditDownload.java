package dev.freehold.server.client;

import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** Downloads audit records from a server in parts. For one thread. */
public final class AuditDownload {

  private final ApiClient client;
  private final String query;

  /**
   * Asks for records.
   *
   * @param log of which of the tenant's logs
   * @param from the first moment, as the API takes it; empty for the beginning
   * @param to the moment after the last; empty for the end
   */
  public AuditDownload(ApiClient client, LogKind log, AuditFormat format, String from, String to) {
    this.client = client;
    this.query =
        "/api/v1/%s/export?format=%s%s%s"
            .formatted(records(log), format.word(), parameter("from", from), parameter("to", to));
  }

  private static String records(LogKind log) {
    return switch (log) {
      case SERVICE -> "audit-records";
      case VAULTS -> "vault-audit-records";
    };
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : "&%s=%s".formatted(name, RequestUri.encode(value));
  }

  /**
   * Writes everything after a record.
   *
   * @return the sequence after which the next download begins
   */
  public long run(long after, OutputStream out) throws IOException {
    long last = after;
    boolean more = true;
    while (more) {
      HttpResponse<byte[]> part = client.bytes(query + "&after=" + last);
      out.write(part.body());
      last = Long.parseLong(header(part.headers(), "Freehold-Last-Sequence"));
      more = Boolean.parseBoolean(header(part.headers(), "Freehold-More"));
    }
    return last;
  }

  private static String header(HttpHeaders headers, String name) {
    return headers
        .firstValue(name)
        .orElseThrow(
            () ->
                new ServerException(
                    ServerError.SERVER_ANSWER_INVALID, "the server's answer has no " + name));
  }
}
