package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A mailbox of somebody else")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxPermissionsTest {

  private static final String BOB = "bob@contoso.example";
  private static final String MAILBOX = "/api/v1/mailboxes/" + BOB;
  private static final String MESSAGES = MAILBOX + "/messages";
  private static final String TEXT = "Subject: to Bob\r\n\r\nonly for Bob\r\n";
  private static final Map<String, List<String>> FULL =
      Map.of("accessRights", List.of("FullAccess"));

  private Path data;
  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private ApiClient admin;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = folder.resolve("data/freehold.db");
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    admin = contoso.client();
    admin.post("/api/v1/mailboxes", Map.of("address", BOB));
    admin.upload(MESSAGES, BodyPublishers.ofString(TEXT), "Content-Type", "message/rfc822");
  }

  @AfterAll
  void stop() {
    fabrikam.close();
    contoso.close();
    server.close();
  }

  private JsonNode application(String... roles) throws IOException {
    return admin.post(
        "/api/v1/applications", Map.of("displayName", "reader", "roles", List.of(roles)));
  }

  private ApiClient client(JsonNode application) {
    return new ApiClient(
        TestTenant.connection(server, contoso.administrator().tenant(), application),
        Clock.systemUTC());
  }

  private static String permission(JsonNode application) {
    return MAILBOX + "/permissions/" + application.path("objectId").asText();
  }

  private int take(JsonNode application) throws IOException {
    try (Member member = Member.of(server, contoso.administrator())) {
      return member.send("DELETE", permission(application), null).status();
    }
  }

  private static String read(ApiClient client) throws IOException {
    try (InputStream content = client.download(MESSAGES + "/1/content")) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertRefused(ThrowingRead read, int status, String code) {
    assertThatThrownBy(read::read)
        .isInstanceOfSatisfying(
            ApiRefusedException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused.code()).isEqualTo(code);
            });
  }

  private long records(String operation) throws IOException {
    JsonNode page = admin.get("/api/v1/audit-records?operations=" + operation);
    return StreamSupport.stream(page.path("records").spliterator(), false).count();
  }

  @Test
  @DisplayName("is read by no role, before full access is given and after it is taken")
  void roles() throws IOException {
    JsonNode exchange = application("EXCHANGE_ADMIN");
    try (ApiClient reader = client(exchange)) {
      assertRefused(() -> reader.get(MESSAGES), 403, "mailbox-access-denied");
      assertRefused(() -> read(reader), 403, "mailbox-access-denied");
      assertRefused(() -> read(admin), 403, "mailbox-access-denied");
      assertThat(reader.get(MAILBOX + "/folders").path("folders")).hasSize(1);
      long reads = records("MailItemsAccessed");

      admin.put(permission(exchange), FULL);
      assertThat(read(reader)).isEqualTo(TEXT);
      assertThat(reader.get(MESSAGES).path("messages")).hasSize(1);
      assertThat(records("MailItemsAccessed")).isEqualTo(reads + 2);
      assertThat(admin.get(MAILBOX + "/permissions").path("permissions").toString())
          .contains(exchange.path("objectId").asText(), "FullAccess");

      assertThat(take(exchange)).isEqualTo(204);
      assertThat(take(exchange)).isEqualTo(404);
      assertRefused(() -> read(reader), 403, "mailbox-access-denied");
      assertThat(records("Add-MailboxPermission")).isPositive();
      assertThat(records("Remove-MailboxPermission")).isPositive();
    }
  }

  @Test
  @DisplayName("does not exist for a plain user, who reads it with full access")
  void plainUsers() throws IOException {
    JsonNode plain = application();
    try (ApiClient reader = client(plain)) {
      for (String path : List.of("/messages", "/messages/1/content", "/folders")) {
        assertRefused(() -> reader.get(MAILBOX + path), 404, "mailbox-not-found");
        assertRefused(
            () -> reader.get("/api/v1/mailboxes/nobody@contoso.example" + path),
            404,
            "mailbox-not-found");
      }
      admin.put(permission(plain), FULL);
      admin.put(permission(plain), FULL);
      assertThat(read(reader)).isEqualTo(TEXT);
      assertRefused(() -> reader.get(MAILBOX + "/permissions"), 403, "role-missing");
    }
  }

  @Test
  @DisplayName("is given to nobody of another tenant, and to nobody who is not there")
  void others() throws IOException {
    JsonNode foreign =
        fabrikam
            .client()
            .post("/api/v1/applications", Map.of("displayName", "reader", "roles", List.of()));
    assertRefused(() -> admin.put(permission(foreign), FULL), 404, "principal-not-found");
    assertRefused(() -> fabrikam.client().put(permission(foreign), FULL), 404, "mailbox-not-found");
    assertRefused(
        () -> admin.put(permission(foreign), Map.of("accessRights", List.of("SendAs"))),
        400,
        "request-invalid");
  }

  @Test
  @DisplayName("fault55: is read by nobody for a permission that was written into the database")
  void fault55_forged() throws IOException, SQLException {
    JsonNode forger = application("EXCHANGE_ADMIN");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + data);
        PreparedStatement insert =
            database.prepareStatement(
                """
                INSERT INTO mail_mailbox_permissions
                  (mailbox_id, principal_id, tenant_id, granted_at)
                SELECT id, unhex(?), tenant_id, 0 FROM mail_mailboxes WHERE address = ?
                """);
        ApiClient reader = client(forger)) {
      database.createStatement().execute("PRAGMA busy_timeout = 10000");
      insert.setString(1, forger.path("objectId").asText().replace("-", ""));
      insert.setString(2, BOB);
      assertThat(insert.executeUpdate()).isOne();
      assertRefused(() -> read(reader), 500, "row-not-authentic");
      assertThat(take(forger)).isEqualTo(204);
      assertRefused(() -> read(reader), 403, "mailbox-access-denied");
    }
  }

  /** Something that reads a mailbox. */
  private interface ThrowingRead {
    Object read() throws IOException;
  }
}
