package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.documents.Conditions;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.documents.NewContent;
import dev.freehold.files.sites.Site;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets that are deleted on one node while another one, or a request, still knows them. */
class DeletedBucketsTest {

  private static final String GONE = "gone";

  @TempDir private Path folder;
  private S3TestServer server;
  private S3Client s3;

  @BeforeEach
  void start() {
    server = new S3TestServer(folder);
    s3 = server.owner();
    s3.createBucket(create -> create.bucket(GONE));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @DisplayName(
      "On a node that still knows the bucket, and perhaps its key, every answer is the same")
  @ValueSource(booleans = {true, false})
  void onAnotherNode(boolean keyIsKnown) throws IOException {
    server.fixture.destroysKeys = !keyIsKnown;
    try (S3Listener node =
        S3Listener.start(S3ListenerSettings.plain(), server.fixture.otherNode())) {
      S3Client other = server.client(OWNER, node.port());
      for (var operation : operations(other).entrySet()) {
        s3.createBucket(create -> create.bucket("before-" + operation.getKey()));
      }
      for (var operation : operations(other).entrySet()) {
        String bucket = "before-" + operation.getKey();
        other.putObject(p -> p.bucket(bucket).key("k"), RequestBody.fromString("x"));
        other.deleteObject(p -> p.bucket(bucket).key("k"));
        s3.deleteBucket(delete -> delete.bucket(bucket));
        assertThatThrownBy(() -> operation.getValue().on(bucket))
            .as(operation.getKey())
            .isInstanceOfSatisfying(
                S3Exception.class,
                refused -> assertThat(refused.statusCode()).as(operation.getKey()).isEqualTo(404))
            .satisfies(refused -> assertNoBucket(operation.getKey(), (S3Exception) refused));
      }
    }
  }

  /** Answers to HEAD have no code, so the client makes one of the status. */
  private static void assertNoBucket(String operation, S3Exception refused) {
    if (!operation.startsWith("head")) {
      assertThat(refused.awsErrorDetails().errorCode()).as(operation).isEqualTo("NoSuchBucket");
    }
  }

  private interface Operation {
    void on(String bucket);
  }

  private static Map<String, Operation> operations(S3Client s3) {
    return Map.ofEntries(
        Map.entry("get", b -> s3.getObjectAsBytes(get -> get.bucket(b).key("k"))),
        Map.entry("head", b -> s3.headObject(head -> head.bucket(b).key("k"))),
        Map.entry("put", b -> s3.putObject(p -> p.bucket(b).key("k"), RequestBody.fromString("x"))),
        Map.entry("delete", b -> s3.deleteObject(delete -> delete.bucket(b).key("k"))),
        Map.entry(
            "delete-many",
            b ->
                s3.deleteObjects(
                    delete ->
                        delete
                            .bucket(b)
                            .delete(n -> n.objects(ObjectIdentifier.builder().key("k").build())))),
        Map.entry("list", b -> s3.listObjects(list -> list.bucket(b))),
        Map.entry("list-v2", b -> s3.listObjectsV2(list -> list.bucket(b).delimiter("/"))),
        Map.entry("start", b -> s3.createMultipartUpload(start -> start.bucket(b).key("k"))),
        Map.entry(
            "parts",
            b ->
                s3.listParts(
                    list -> list.bucket(b).key("k").uploadId(UUID.randomUUID().toString()))),
        Map.entry(
            "abort",
            b ->
                s3.abortMultipartUpload(
                    abort -> abort.bucket(b).key("k").uploadId(UUID.randomUUID().toString()))),
        Map.entry("uploads", b -> s3.listMultipartUploads(list -> list.bucket(b))),
        Map.entry("head-bucket", b -> s3.headBucket(head -> head.bucket(b))),
        Map.entry("acl", b -> s3.getBucketAcl(acl -> acl.bucket(b))),
        Map.entry("set-acl", b -> s3.putBucketAcl(a -> a.bucket(b).acl(BucketCannedACL.PRIVATE))),
        Map.entry("encryption", b -> s3.getBucketEncryption(encryption -> encryption.bucket(b))),
        Map.entry("location", b -> s3.getBucketLocation(location -> location.bucket(b))),
        Map.entry("delete-bucket", b -> s3.deleteBucket(delete -> delete.bucket(b))));
  }

  @Test
  @DisplayName(
      "A body that is on its way when its bucket is deleted finds none, and leaves nothing")
  void bodyOnItsWay() throws IOException {
    byte[] half = new byte[300_000];
    RawRequest put =
        new RawRequest("PUT", "/gone/late")
            .header("content-length", Integer.toString(2 * half.length))
            .signed(
                server.fixture.keyId(OWNER),
                server.fixture.secret(OWNER),
                "UNSIGNED-PAYLOAD",
                Instant.now());
    try (Socket socket = put.open(server.port())) {
      socket.getOutputStream().write(half);
      socket.getOutputStream().flush();
      Instant deadline = Instant.now().plusSeconds(10);
      while (blobs() == 0 && Instant.now().isBefore(deadline)) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(blobs()).as("what is on its way").isEqualTo(1);
      Site site = server.fixture.services.sites().require(server.fixture.base.contoso, GONE);
      server.fixture.services.sites().delete(site, server.fixture.requester());
      socket.getOutputStream().write(half);
      assertThat(RawRequest.rest(socket)).contains("<Code>NoSuchBucket</Code>");
    }
    assertThat(blobs()).isZero();
  }

  @Test
  @DisplayName("So does a body whose last byte arrives just before the bucket is deleted")
  void atTheLastMoment() throws IOException {
    S3Fixture fixture = server.fixture;
    Site site = fixture.services.sites().require(fixture.base.contoso, GONE);
    InputStream deleting =
        new ByteArrayInputStream("content".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            int count = super.read(target, offset, length);
            if (count < 0
                && fixture.services.sites().find(fixture.base.contoso, GONE).isPresent()) {
              fixture.services.sites().delete(site, fixture.requester());
            }
            return count;
          }
        };
    ThrowingCallable put =
        () ->
            fixture
                .services
                .documents()
                .put(
                    site,
                    "late",
                    DocumentProperties.NONE,
                    new NewContent(deleting, OptionalLong.of(7), Optional.empty()),
                    Conditions.NONE,
                    fixture.requester());
    assertThatThrownBy(put)
        .isInstanceOfSatisfying(
            FilesException.class, e -> assertThat(e.error()).isEqualTo(FilesError.SITE_NOT_FOUND));
    assertThat(blobs()).isZero();
  }

  /** Those that are on their way included. */
  private long blobs() throws IOException {
    try (Stream<Path> all = Files.walk(server.fixture.blobs)) {
      return all.filter(Files::isRegularFile).count();
    } catch (UncheckedIOException moved) {
      return blobs();
    }
  }
}
