package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.content.testing.S3ProxyProcess;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink.RefusedException;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.http.Json;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

@DisplayName("A server with its blobs in an S3 store")
class RemoteBlobsTest {

  private static final int MESSAGE_BYTES = 9_000_000;
  private static final String BUCKET = "mail";

  @TempDir Path folder;
  private S3ProxyProcess store;

  @BeforeEach
  void startStore() throws IOException {
    Files.createDirectories(folder.resolve("store").resolve(BUCKET));
    store = new S3ProxyProcess(folder.resolve("store"));
  }

  @AfterEach
  void stopStore() {
    store.close();
  }

  @Test
  @DisplayName("keeps mail there and nothing in its folder; refuses while it is down, then goes on")
  void mail() throws Exception {
    try (FreeholdServer server = start();
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      RemoteMailbox mailbox = new RemoteMailbox(tenant.client(), tenant.mailbox());
      AppendReceipt receipt = append(mailbox, 1);
      MailItem item = mailbox.list("INBOX", 0, 1).getFirst();
      assertThat(item.sha256()).isEqualTo(receipt.sha256());
      assertThat(mailbox.open(item).readAllBytes()).isEqualTo(message(1));
      assertThat(folder.resolve("data/blobs")).doesNotExist();
      assertThat(folder.resolve("store/mail/freehold/objects")).isNotEmptyDirectory();
      assertThat(folder.resolve("store/mail/freehold/bundles")).isNotEmptyDirectory();
      assertReady(server, 200, "ok");

      store.kill();
      assertReady(server, 503, "failed");
      assertStoreFailed(() -> append(mailbox, 2));
      assertStoreFailed(() -> mailbox.open(item).readAllBytes());

      store.start();
      assertReady(server, 200, "ok");
      append(mailbox, 3);
      assertThat(mailbox.open(item).readAllBytes()).isEqualTo(message(1));
      assertThat(mailbox.list("INBOX", 0, 10)).hasSize(2);
    }
  }

  @Test
  @DisplayName("keeps documents there: whole ones, in parts, and ranges of them")
  void documents() throws Exception {
    try (FreeholdServer server = start();
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      tenant.client().post("/api/v1/sites", Map.of("name", "team", "kind", "teamSite"));
      JsonNode key = tenant.client().post("/api/v1/access-keys", Map.of());
      try (S3Client s3 =
          new TestS3(key.path("id").asText(), key.path("secret").asText()).client(server)) {
        s3.putObject(put -> put.bucket("team").key("whole"), RequestBody.fromBytes(message(1)));
        putInParts(s3, "parts", message(2), message(3));
        assertThat(read(s3, "whole", "bytes=0-")).isEqualTo(message(1));
        byte[] both = Arrays.copyOf(message(2), 2 * MESSAGE_BYTES);
        System.arraycopy(message(3), 0, both, MESSAGE_BYTES, MESSAGE_BYTES);
        assertThat(read(s3, "parts", "bytes=0-")).isEqualTo(both);
        assertThat(read(s3, "parts", "bytes=8999000-9000999"))
            .isEqualTo(Arrays.copyOfRange(both, 8_999_000, 9_001_000));
      }
      assertThat(folder.resolve("data/blobs")).doesNotExist();
    }
  }

  private static void putInParts(S3Client s3, String name, byte[]... parts) {
    String upload = s3.createMultipartUpload(make -> make.bucket("team").key(name)).uploadId();
    List<CompletedPart> done = new ArrayList<>();
    for (byte[] part : parts) {
      int number = done.size() + 1;
      String etag =
          s3.uploadPart(
                  put -> put.bucket("team").key(name).uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      done.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket("team")
                .key(name)
                .uploadId(upload)
                .multipartUpload(all -> all.parts(done)));
  }

  private static byte[] read(S3Client s3, String name, String range) {
    return s3.getObjectAsBytes(get -> get.bucket("team").key(name).range(range)).asByteArray();
  }

  @Test
  @DisplayName("starts while the store is down, says so, and needs no other start once it is back")
  void storeDownAtStart() throws Exception {
    store.kill();
    try (FreeholdServer server = start()) {
      assertReady(server, 503, "failed");
      store.start();
      assertReady(server, 200, "ok");
      assertThat(server.report().get("blobs")).endsWith("/" + BUCKET);
    }
  }

  private FreeholdServer start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("blobs.kind", "s3");
    settings.put("blobs.s3.endpoint", store.endpoint().toString());
    settings.put("blobs.s3.bucket", BUCKET);
    settings.put("blobs.s3.prefix", "freehold");
    settings.put("blobs.s3.access-key", store.credentials().accessKey());
    settings.put("blobs.s3.secret-key", store.credentials().secretKey());
    return TestServer.start(folder.resolve("data"), Clock.systemUTC(), settings);
  }

  private static void assertReady(FreeholdServer server, int status, String blobs)
      throws Exception {
    HttpResponse<String> health = Monitoring.get(server.metricsUri(), "/health");
    JsonNode parts = Json.MAPPER.readTree(health.body()).path("parts");
    assertThat(parts.path("blobs").asText()).isEqualTo(blobs);
    assertThat(health.statusCode()).isEqualTo(status);
  }

  private static void assertStoreFailed(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("blob-store-failed"));
  }

  private static AppendReceipt append(RemoteMailbox mailbox, int number) throws IOException {
    AppendRequest request =
        new AppendRequest(
            "INBOX",
            MessageFlags.NONE,
            Instant.EPOCH,
            MessageProperties.NONE,
            OptionalLong.of(MESSAGE_BYTES),
            Optional.empty());
    return mailbox.append(request, new ByteArrayInputStream(message(number)));
  }

  private static byte[] message(int number) {
    byte[] message = new byte[MESSAGE_BYTES];
    new Random(number).nextBytes(message);
    return message;
  }
}
