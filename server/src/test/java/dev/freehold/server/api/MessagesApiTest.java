package dev.freehold.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageImportKey;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink;
import dev.freehold.mail.transfer.MailSink.RefusedException;
import dev.freehold.server.client.AccessTokens;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesApiTest {

  private static final int LIMIT_BYTES = 200_000;

  private FreeholdServer server;
  private TestTenant tenant;
  private RemoteMailbox mailbox;
  private HttpClient http;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server =
        TestServer.start(
            folder.resolve("data"),
            Clock.systemUTC(),
            Map.of("limits.message-bytes", Integer.toString(LIMIT_BYTES)));
    tenant = TestTenant.create(server, "contoso");
    mailbox = new RemoteMailbox(tenant.client(), tenant.mailbox());
    http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
  }

  @AfterAll
  void stop() {
    http.close();
    tenant.close();
    server.close();
  }

  @Test
  @DisplayName("Flags, keywords, date, name and bytes of a message come out as they went in")
  void roundTrip() throws Exception {
    byte[] message = "Subject: äöü\r\n\r\nbody\n\0 with everything".getBytes(UTF_8);
    MessageFlags flags =
        new MessageFlags(Set.of(MessageFlag.SEEN, MessageFlag.FLAGGED), Set.of("$Forwarded"));
    Instant date = Instant.parse("2001-02-03T04:05:06Z");
    MessageProperties properties = MessageProperties.ofFile("Grüße.eml");

    AppendReceipt receipt =
        append("Arbeit/Köln", message, flags, date, properties, Optional.empty());

    MailItem item = mailbox.list("Arbeit/Köln", 0, 10).getFirst();
    assertThat(item.uid()).isEqualTo(receipt.uid());
    assertThat(item.flags()).isEqualTo(flags);
    assertThat(item.internalDate()).isEqualTo(date);
    assertThat(item.properties()).isEqualTo(properties);
    assertThat(item.sizeBytes()).isEqualTo(message.length);
    assertThat(item.sha256()).isEqualTo(sha256(message)).isEqualTo(receipt.sha256());
    assertThat(mailbox.open(item).readAllBytes()).isEqualTo(message);
    assertThat(mailbox.folders()).extracting("path").contains("INBOX", "Arbeit", "Arbeit/Köln");
  }

  @Test
  @DisplayName("A folder without messages is made, once, and a name that is not allowed is refused")
  void emptyFolder() throws Exception {
    mailbox.makeFolder("Leer/Ä + B");
    mailbox.makeFolder("Leer/Ä + B");
    assertThat(mailbox.folders()).extracting("path").contains("Leer", "Leer/Ä + B");
    assertThatThrownBy(() -> mailbox.makeFolder("a*b"))
        .isInstanceOfSatisfying(
            MailSink.RefusedException.class,
            e -> {
              assertThat(e.code()).isEqualTo("folder-name-invalid");
              assertThat(e.reach()).isEqualTo(MailSink.Reach.MESSAGE);
            });
    RemoteMailbox nobody = new RemoteMailbox(tenant.client(), "nobody@contoso.example");
    assertThatThrownBy(() -> nobody.makeFolder("a"))
        .isInstanceOfSatisfying(
            MailSink.RefusedException.class,
            e -> assertThat(e.reach()).isEqualTo(MailSink.Reach.ALL));
  }

  @Test
  @DisplayName("Folders are counted one by one, for administrators too, and not for strangers")
  void folderStatistics() throws Exception {
    append("Tally/Below", new byte[300], Optional.empty());
    append("Tally/Below", new byte[200], Optional.empty());
    String path = "/api/v1/mailboxes/" + tenant.mailbox() + "/folder-statistics";
    try (Member auditor = Member.of(server, tenant, "AUDITOR");
        TestTenant other = TestTenant.create(server, "fabrikam");
        Member stranger = Member.of(server, other, "GLOBAL_ADMIN")) {
      JsonNode answer = auditor.get(path).body();
      assertThat(answer.path("mailboxGuid").asText()).isNotEmpty();
      Map<String, JsonNode> folders = new HashMap<>();
      answer.path("folders").forEach(each -> folders.put(each.path("path").asText(), each));
      assertThat(folders.get("Tally").path("itemCount").asLong()).isZero();
      assertThat(folders.get("Tally/Below").path("itemCount").asLong()).isEqualTo(2);
      assertThat(folders.get("Tally/Below").path("totalItemSize").asLong()).isEqualTo(500);
      assertThat(stranger.get(path).code()).isEqualTo("mailbox-not-found");
    }
  }

  @Test
  @DisplayName("A message with an import key is stored once")
  void importKey() throws Exception {
    byte[] message = new byte[100_000];
    Optional<MessageImportKey> key = Optional.of(MessageImportKey.of("a place", new byte[32]));

    AppendReceipt first = append("Once", message, key);
    AppendReceipt second = append("Once", message, key);

    assertThat(first.alreadyThere()).isFalse();
    assertThat(second.alreadyThere()).isTrue();
    assertThat(second.uid()).isEqualTo(first.uid());
    assertThat(mailbox.list("Once", 0, 10)).hasSize(1);
  }

  @Test
  @DisplayName("A listing comes in pages")
  void pages() throws Exception {
    for (int i = 0; i < 5; i++) {
      append("Pages", new byte[] {(byte) i}, Optional.empty());
    }

    List<MailItem> first = mailbox.list("Pages", 0, 3);
    List<MailItem> second = mailbox.list("Pages", first.getLast().uid(), 3);

    assertThat(first).hasSize(3);
    assertThat(second).hasSize(2);
    assertThat(mailbox.list("Pages", second.getLast().uid(), 3)).isEmpty();
  }

  @Test
  @DisplayName("A range of the content is given as a range")
  void range() throws Exception {
    byte[] message = new byte[150_000];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) (i * 31);
    }
    AppendReceipt receipt = append("Ranges", message, Optional.empty());

    HttpResponse<byte[]> part = content("Ranges", receipt.uid(), "bytes=70000-139999");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 70000-139999/150000");
    assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(message, 70_000, 140_000));
    assertThat(content("Ranges", receipt.uid(), "bytes=150000-").statusCode()).isEqualTo(416);
  }

  @Test
  @DisplayName("A message over the server's limit is refused, with its length announced or not")
  void tooLarge() {
    byte[] large = new byte[LIMIT_BYTES + 1];

    assertThatThrownBy(() -> append("Large", large, Optional.empty()))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("body-too-large"));
    AppendRequest unannounced =
        new AppendRequest(
            "Large",
            MessageFlags.NONE,
            Instant.EPOCH,
            MessageProperties.NONE,
            OptionalLong.empty(),
            Optional.empty());
    assertThatThrownBy(() -> mailbox.append(unannounced, new ByteArrayInputStream(large)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("body-too-large"));
  }

  @Test
  @DisplayName("Statistics have the names of Get-MailboxStatistics")
  void statistics() throws Exception {
    append("Counted", new byte[] {1}, Optional.empty());

    JsonNode statistics =
        tenant.client().get("/api/v1/mailboxes/" + tenant.mailbox() + "/statistics");

    assertThat(statistics.path("isEncrypted").asBoolean()).isTrue();
    assertThat(statistics.path("dataEncryptionPolicyID").asText())
        .isEqualTo(tenant.policyId().toString());
    assertThat(statistics.path("itemCount").asLong()).isPositive();
  }

  @Test
  @DisplayName("Malformed headers and queries are refused with what was expected")
  void malformed() throws Exception {
    assertThat(send("/messages?max=0", Map.of()).statusCode()).isEqualTo(400);
    assertThat(send("/messages?max=x", Map.of()).statusCode()).isEqualTo(400);
    assertThat(post("/messages", Map.of("Freehold-Flags", "\\nonsense")).statusCode())
        .isEqualTo(400);
    assertThat(post("/messages", Map.of("Freehold-Internal-Date", "yesterday")).statusCode())
        .isEqualTo(400);
    for (String never : List.of("+1000000000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z")) {
      assertThat(post("/messages", Map.of("Freehold-Internal-Date", never)).statusCode())
          .isEqualTo(400);
    }
    assertThat(post("/messages", Map.of("Freehold-Properties", "!!")).statusCode()).isEqualTo(400);
    assertThat(post("/messages?folder=a//b", Map.of()).statusCode()).isEqualTo(400);
  }

  private AppendReceipt append(String folder, byte[] message, Optional<MessageImportKey> key)
      throws IOException {
    return append(folder, message, MessageFlags.NONE, Instant.EPOCH, MessageProperties.NONE, key);
  }

  private AppendReceipt append(
      String folder,
      byte[] message,
      MessageFlags flags,
      Instant date,
      MessageProperties properties,
      Optional<MessageImportKey> key)
      throws IOException {
    AppendRequest request =
        new AppendRequest(folder, flags, date, properties, OptionalLong.of(message.length), key);
    return mailbox.append(request, new ByteArrayInputStream(message));
  }

  private HttpResponse<byte[]> content(String folder, long uid, String range) throws Exception {
    return send("/messages/" + uid + "/content?folder=" + folder, Map.of("Range", range));
  }

  private HttpResponse<byte[]> send(String path, Map<String, String> headers) throws Exception {
    return send(HttpRequest.newBuilder().GET(), path, headers);
  }

  private HttpResponse<byte[]> post(String path, Map<String, String> headers) throws Exception {
    return send(
        HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString("x")), path, headers);
  }

  private HttpResponse<byte[]> send(
      HttpRequest.Builder request, String path, Map<String, String> headers) throws Exception {
    AccessTokens.Token token = tenant.client().tokensFor(ApiAudience.SCOPE).current();
    headers.forEach(request::header);
    URI uri = URI.create(server.apiUri() + "/api/v1/mailboxes/" + tenant.mailbox() + path);
    return http.send(
        request.uri(uri).header("Authorization", "Bearer " + token.value()).build(),
        BodyHandlers.ofByteArray());
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
