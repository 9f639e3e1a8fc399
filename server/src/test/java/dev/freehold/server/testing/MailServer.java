package dev.freehold.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * A server that takes mail over LMTP and gives it over IMAP without TLS, with a tenant whose mail
 * domain is contoso.example.
 *
 * @param admin a member who may do everything in the tenant
 * @param lmtp the socket that takes mail
 * @param imapPort where mail programs come
 */
public record MailServer(
    FreeholdServer server, TestTenant tenant, Member admin, Path lmtp, int imapPort)
    implements AutoCloseable {

  /**
   * Starts one.
   *
   * @param settings besides those of mail, without {@code freehold.}
   */
  public static MailServer start(Path folder, Map<String, String> settings) throws IOException {
    Path lmtp = folder.resolve("lmtp");
    int imapPort = Ports.free();
    Map<String, String> all = new HashMap<>(settings);
    all.put("imap.plain-port", Integer.toString(imapPort));
    all.put("lmtp.socket", lmtp.toString());
    FreeholdServer server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), all);
    TestTenant tenant = TestTenant.create(server, "contoso");
    try (ApiClient operator =
        new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC())) {
      operator.post(
          "/api/v1/operator/tenants/%s/accepted-domains".formatted(tenant.administrator().tenant()),
          Map.of("domain", "contoso.example"));
    }
    return new MailServer(
        server, tenant, Member.of(server, tenant.administrator()), lmtp, imapPort);
  }

  /** What the administrator gets; the answer has to be good. */
  public JsonNode ok(String method, String path, Object body) throws IOException {
    Member.Answer answer = admin.send(method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isBetween(200, 204);
    return answer.body();
  }

  @Override
  public void close() {
    admin.close();
    tenant.close();
    server.close();
  }
}
