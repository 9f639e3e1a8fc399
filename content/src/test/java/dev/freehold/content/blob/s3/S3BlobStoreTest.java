package dev.freehold.content.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobEntry;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobStoreContract;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.testing.S3ProxyProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract on an S3 store, and what only such a store can get wrong. */
@Order(1)
class S3BlobStoreTest extends BlobStoreContract {

  private static final int LARGE_BYTES = (20 << 20) + 1;

  @TempDir static Path folder;
  private static Optional<S3ProxyProcess> proxy;
  private static TestS3 s3;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    Optional<TestS3> other = TestS3.fromEnvironment();
    proxy = other.isPresent() ? Optional.empty() : Optional.of(new S3ProxyProcess(folder));
    s3 = other.orElseGet(() -> TestS3.of(proxy.orElseThrow()));
  }

  @AfterAll
  static void stop() {
    proxy.ifPresent(S3ProxyProcess::close);
  }

  @AfterEach
  void closeOpened() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  @Override
  protected BlobStore openEmpty() {
    return open(s3.newBucket("some/where"));
  }

  private S3BlobStore open(S3Settings settings) {
    S3BlobStore blobs = S3BlobStore.open(settings, Clock.systemUTC());
    opened.add(blobs);
    return blobs;
  }

  private S3Client client(S3Settings settings) {
    S3Client client = S3Clients.of(settings);
    opened.add(client);
    return client;
  }

  @Nested
  @DisplayName("In the bucket")
  class InTheBucket {

    private final S3Settings settings = s3.newBucket("prefix/");
    private final S3BlobStore blobs = open(settings);
    private final S3Client client = client(settings);

    @Test
    @DisplayName("every key begins with the prefix; other objects are skipped")
    void strangers() {
      BlobName first = Blobs.put(blobs, new byte[1]);
      for (String stranger : List.of("objects/zz", "prefix/objects/00/note.txt", "prefix/other")) {
        put(stranger, new byte[1]);
      }
      BlobName second = Blobs.put(blobs, new byte[2]);
      for (int pageSize : new int[] {1, 2, 100}) {
        assertThat(Blobs.list(blobs, BlobArea.OBJECTS, pageSize))
            .extracting(BlobEntry::name)
            .containsExactlyInAnyOrder(first, second);
      }
      assertThat(keys()).contains("prefix/" + first.path()).hasSize(5);
    }

    @Test
    @DisplayName("a large blob that is replaced while it is open fails, and never changes")
    void replacedWhileOpen() throws IOException {
      BlobName name = Blobs.put(blobs, Blobs.bytes(1, LARGE_BYTES));
      try (BlobSource source = blobs.open(name)) {
        assertThat(Blobs.read(source, 0, 100)).isEqualTo(Blobs.bytes(1, 100));
        Blobs.put(blobs, name, Blobs.bytes(2, LARGE_BYTES));
        assertCode(ContentError.STORE_FAILED, () -> Blobs.read(source, 5 << 20, 100));
        blobs.delete(name);
        assertCode(ContentError.STORE_FAILED, () -> Blobs.read(source, 6 << 20, 100));
      }
    }

    @Test
    @DisplayName("a large blob that was just written does not look as old as its upload")
    void datedByItsEnd() {
      Blobs.put(blobs, new byte[LARGE_BYTES]);
      assertThat(Blobs.list(blobs, BlobArea.OBJECTS).getFirst().modifiedAt())
          .isAfter(Instant.now());
    }

    @Test
    @DisplayName("abandoned uploads are aborted, but not those that others still write to")
    void abandonedUploads() throws IOException {
      BlobWriter crashed = blobs.create(BlobName.object(UUID.randomUUID()), LARGE_BYTES);
      crashed.stream().write(new byte[LARGE_BYTES]);
      client.createMultipartUpload(
          r ->
              r.bucket(settings.bucket())
                  .key("prefix/" + BlobName.object(UUID.randomUUID()).path()));
      String foreign = "prefix/not-a-blob";
      client.createMultipartUpload(r -> r.bucket(settings.bucket()).key(foreign));

      S3BlobStore next = open(settings);
      assertThat(next.discardAbandoned(Instant.now().minusSeconds(3_600), 10)).isZero();
      assertThat(blobs.discardAbandoned(Instant.now().plusSeconds(60), 10))
          .as("all but the one that is open here")
          .isEqualTo(1);
      assertThat(next.discardAbandoned(Instant.now().plusSeconds(60), 10)).isEqualTo(1);
      assertThat(uploads()).containsExactly(foreign);
      assertCode(ContentError.STORE_FAILED, crashed::commit);
      crashed.close();
    }

    @Test
    @DisplayName("if the bucket does not exist, no blob counts as missing")
    void noBucket() {
      S3BlobStore elsewhere =
          open(
              new S3Settings(
                  settings.endpoint(), "us-east-1", "no-such-bucket", "", settings.credentials()));
      BlobName name = BlobName.object(UUID.randomUUID());
      assertCode(ContentError.STORE_FAILED, () -> elsewhere.open(name));
      assertCode(ContentError.STORE_FAILED, () -> Blobs.put(elsewhere, new byte[1]));
      assertCode(ContentError.STORE_FAILED, elsewhere::probe);
    }

    @Test
    @DisplayName(
        "if the bucket belongs to another account, everything is refused and no secret is revealed")
    void denied() {
      String secret = "not-the-right-secret";
      S3Credentials wrong = new S3Credentials(settings.credentials().accessKey(), secret);
      S3Settings denied =
          new S3Settings(settings.endpoint(), "us-east-1", settings.bucket(), "", wrong);
      assertThat(denied.toString()).doesNotContain(secret);
      assertThatThrownBy(() -> Blobs.put(open(denied), new byte[1]))
          .isInstanceOfSatisfying(
              ContentException.class,
              e -> assertThat(e.error()).isEqualTo(ContentError.STORE_DENIED))
          .hasStackTraceContaining("check the access key")
          .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(secret));
    }

    @Test
    @DisplayName("deleted blobs do not stay as versions")
    void unversioned() {
      assertThat(blobs.keepsVersions()).isFalse();
    }

    private void put(String key, byte[] bytes) {
      client.putObject(r -> r.bucket(settings.bucket()).key(key), RequestBody.fromBytes(bytes));
    }

    private List<String> keys() {
      return client.listObjectsV2(r -> r.bucket(settings.bucket())).contents().stream()
          .map(object -> object.key())
          .toList();
    }

    private List<String> uploads() {
      return client.listMultipartUploads(r -> r.bucket(settings.bucket())).uploads().stream()
          .map(upload -> upload.key())
          .toList();
    }
  }

  @Nested
  @DisplayName("Requests")
  class Requests {

    private final S3Settings settings = s3.newBucket("");
    private final WatchedS3 watched = new WatchedS3(client(settings));
    private final S3BlobStore blobs =
        new S3BlobStore(watched, settings.bucket(), "", Clock.systemUTC());

    @Test
    @DisplayName("are one for writing and one for reading a small blob, in pieces too")
    void smallBlob() throws IOException {
      byte[] bytes = Blobs.bytes(1, 100_000);
      BlobName name = Blobs.put(blobs, bytes);
      assertThat(watched.calls()).isEqualTo(1);
      try (BlobSource source = blobs.open(name)) {
        for (int at = 0; at < bytes.length; at += 10_000) {
          Blobs.read(source, at, 10_000);
        }
      }
      assertThat(watched.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("are few for a large blob that is read in order, its end first as objects are")
    void sequentialRead() throws IOException {
      byte[] bytes = Blobs.bytes(1, 64 << 20);
      BlobName name = Blobs.put(blobs, bytes);
      assertThat(watched.calls()).as("begin, 8 parts, end").isEqualTo(10);
      try (BlobSource source = blobs.open(name)) {
        Blobs.read(source, bytes.length - 65_536, 65_536);
        for (int at = 0; at < bytes.length; at += 65_536) {
          Blobs.read(source, at, 65_536);
        }
      }
      assertThat(watched.calls()).isLessThanOrEqualTo(10 + 9);
    }

    @ParameterizedTest
    @EnumSource(WatchedS3.Fault.class)
    @DisplayName(
        "fault36: whichever fails, acknowledged blobs are whole, and no blob is ever half-written")
    void fault36EveryCallFails(WatchedS3.Fault fault) throws IOException {
      for (int length : new int[] {100_000, LARGE_BYTES}) {
        byte[] bytes = Blobs.bytes(length, length);
        int failing = 0;
        boolean failed;
        do {
          failing++;
          BlobName name = BlobName.object(UUID.randomUUID());
          watched.failCall(failing, fault);
          boolean acknowledged = tryToPut(blobs, name, bytes);
          failed = watched.failed();
          watched.failCall(Integer.MIN_VALUE, fault);

          assertThat(acknowledged || failed).isTrue();
          S3BlobStore reopened = open(settings);
          boolean visible =
              Blobs.list(reopened, BlobArea.OBJECTS).stream().anyMatch(b -> b.name().equals(name));
          assertThat(visible || !acknowledged).isTrue();
          if (visible) {
            assertThat(Arrays.equals(Blobs.get(reopened, name), bytes)).isTrue();
          }
          reopened.discardAbandoned(Instant.now().plusSeconds(60), 10);
          assertThat(
                  client(settings).listMultipartUploads(r -> r.bucket(settings.bucket())).uploads())
              .isEmpty();
        } while (failed);
        assertThat(failing).isGreaterThan(length == LARGE_BYTES ? 5 : 1);
      }
    }

    @Test
    @DisplayName("of an upload that took longer than a listing allows for do not end in a blob")
    void uploadTooSlow() throws IOException {
      AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
      S3BlobStore slow = new S3BlobStore(watched, settings.bucket(), "", now::get);
      BlobName name = BlobName.object(UUID.randomUUID());
      try (BlobWriter writer = slow.create(name, LARGE_BYTES)) {
        writer.stream().write(new byte[LARGE_BYTES]);
        now.set(now.get().plusSeconds(ContentLimits.S3_UPLOAD_MAX_SECONDS + 1));
        assertCode(ContentError.STORE_FAILED, writer::commit);
      }
      assertCode(ContentError.BLOB_MISSING, () -> slow.open(name));
    }

    @Test
    @DisplayName("whose answer was lost and that are repeated by the SDK do not fail a commit")
    void repeatedEnd() throws IOException {
      BlobName name = BlobName.object(UUID.randomUUID());
      S3Upload upload = blobs.beginUpload(name.path());
      PartBuffer part = new PartBuffer(10);
      part.append(new byte[10], 0, 10);
      upload.upload(part);
      upload.complete();
      upload.complete();
      assertThat(Blobs.get(blobs, name)).hasSize(10);
      blobs.delete(name);
      assertThatThrownBy(upload::complete).isInstanceOf(RuntimeException.class);
    }
  }

  private static boolean tryToPut(BlobStore blobs, BlobName name, byte[] bytes) {
    try {
      Blobs.put(blobs, name, bytes);
      return true;
    } catch (ContentException refused) {
      return false;
    }
  }

  private static void assertCode(ContentError error, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
