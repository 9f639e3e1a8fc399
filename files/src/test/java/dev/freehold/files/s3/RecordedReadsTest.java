package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.sites.SitesFixture;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.RecordedEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("A read of a document over S3")
class RecordedReadsTest {

  private static final String KEY = "plan";
  private static final String WHOLE = "FileDownloaded";
  private static final String RANGE = "FileAccessed";

  @TempDir private Path folder;
  private S3TestServer server;

  @BeforeEach
  void start() {
    server = new S3TestServer(folder);
    put();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void put() {
    server
        .owner()
        .putObject(
            request -> request.bucket(BUCKET).key(KEY), RequestBody.fromBytes(new byte[1000]));
  }

  private static void read(S3Client client) {
    client.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY));
  }

  private static void readRange(S3Client client, int from) {
    client.getObjectAsBytes(
        get -> get.bucket(BUCKET).key(KEY).range("bytes=%d-%d".formatted(from, from + 9)));
  }

  private List<RecordedEntry> entries(String operation) {
    return server.fixture.base.entries(operation);
  }

  @Test
  @DisplayName("is in the ledger: who, with which key, which content of which site")
  void recorded() {
    read(server.owner());
    HeadObjectResponse head = server.owner().headObject(of -> of.bucket(BUCKET).key(KEY));
    String documentId =
        head.sdkHttpResponse().firstMatchingHeader("x-freehold-document-id").orElseThrow();
    assertThat(entries(WHOLE))
        .singleElement()
        .satisfies(
            recorded -> {
              assertThat(recorded.entry().actor()).isEqualTo(server.fixture.base.adele.toString());
              assertThat(recorded.entry().objectId())
                  .isEqualTo(server.fixture.site.id().toString());
              assertThat(recorded.entry().details())
                  .containsEntry("documentId", documentId)
                  .containsEntry("accessKeyId", server.fixture.keyId(S3Fixture.OWNER));
              assertThat(recorded.entry().personal()).containsEntry(ActOrigin.ADDRESS, "127.0.0.1");
            });
    assertThat(entries(RANGE)).isEmpty();
  }

  @Test
  @DisplayName("is written down once, and again for other people and for other content")
  void again() {
    var base = server.fixture.base;
    read(server.owner());
    read(server.owner());
    assertThat(entries(WHOLE)).hasSize(1);

    server.fixture.roles.grant(server.fixture.site, base.bob, SiteRole.READ, SitesFixture.ADMIN);
    server.fixture.addKey("bob", base.contoso, base.bob);
    read(server.client("bob"));
    assertThat(entries(WHOLE)).hasSize(2);

    put();
    read(server.owner());
    assertThat(entries(WHOLE)).hasSize(3);
  }

  @Test
  @DisplayName("of ranges side by side is one entry, by the name of a look into a file")
  void ranges() throws Exception {
    S3Client client = server.owner();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> reads =
          IntStream.range(0, 16)
              .<Callable<Void>>mapToObj(
                  i ->
                      () -> {
                        readRange(client, i * 10);
                        return null;
                      })
              .toList();
      for (Future<Void> read : threads.invokeAll(reads)) {
        read.get();
      }
    }
    assertThat(entries(RANGE)).hasSize(1);
    assertThat(entries(WHOLE)).isEmpty();
  }

  @Test
  @DisplayName("that makes a copy has a name of its own")
  void copy() {
    server
        .owner()
        .copyObject(
            copy ->
                copy.sourceBucket(BUCKET)
                    .sourceKey(KEY)
                    .destinationBucket(BUCKET)
                    .destinationKey("copy"));
    assertThat(entries("FileCopied")).hasSize(1);
    assertThat(entries(WHOLE)).isEmpty();
  }

  @Test
  @DisplayName("is not what looks at names and sizes only, nor what is not given")
  void nothing() {
    server.owner().headObject(head -> head.bucket(BUCKET).key(KEY));
    server.owner().listObjectsV2(list -> list.bucket(BUCKET));
    assertThatThrownBy(
            () ->
                server
                    .owner()
                    .getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY).ifMatch("\"other\"")))
        .isInstanceOf(S3Exception.class);
    assertThat(entries(WHOLE)).isEmpty();
    assertThat(entries(RANGE)).isEmpty();
  }

  @Test
  @DisplayName("is refused for a while if the ledger does not take the entry")
  void refused() {
    server.fixture.base.database.write(
        tx ->
            tx.execute(
                "CREATE TRIGGER full_ledger BEFORE INSERT ON ledger_entry"
                    + " BEGIN SELECT RAISE(ABORT, 'full'); END"));
    assertThatThrownBy(() -> read(server.owner()))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(503);
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
              assertThat(refusal.awsErrorDetails().errorMessage())
                  .startsWith("ledger-unavailable: ");
            });

    server.fixture.base.database.write(tx -> tx.execute("DROP TRIGGER full_ledger"));
    read(server.owner());
    assertThat(entries(WHOLE)).hasSize(1);
  }
}
