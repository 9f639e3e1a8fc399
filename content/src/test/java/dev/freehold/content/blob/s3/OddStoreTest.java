package dev.freehold.content.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.Blobs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A store that")
class OddStoreTest {

  private static final BlobName NAME = BlobName.object(UUID.randomUUID());

  @ParameterizedTest
  @CsvSource({
    "507, InsufficientStorage, STORE_FULL",
    "507, XMinioStorageFull, STORE_FULL",
    "403, QuotaExceeded, STORE_FULL",
    "403, AccessDenied, STORE_DENIED",
    "403, RequestTimeTooSkewed, STORE_DENIED",
    "404, NoSuchBucket, STORE_FAILED",
    "500, InternalError, STORE_FAILED",
    "503, SlowDown, STORE_FAILED",
  })
  @DisplayName("refuses is told apart by its reason")
  void refuses(int status, String code, ContentError error) throws IOException {
    try (OddStore store = OddStore.refusing(status, code);
        S3BlobStore blobs = store.open()) {
      assertCode(error, () -> Blobs.put(blobs, new byte[1]));
      assertCode(error, () -> blobs.open(NAME));
      assertCode(error, () -> blobs.delete(NAME));
    }
  }

  @Test
  @DisplayName("answers that it has no such blob: only then does the blob count as missing")
  void missing() throws IOException {
    try (OddStore store = OddStore.refusing(404, "NoSuchKey");
        S3BlobStore blobs = store.open()) {
      assertCode(ContentError.BLOB_MISSING, () -> blobs.open(NAME));
      blobs.delete(NAME);
    }
    try (OddStore store = OddStore.answering(404, new byte[0]);
        S3BlobStore blobs = store.open()) {
      assertCode(ContentError.STORE_FAILED, () -> blobs.open(NAME));
    }
  }

  @Test
  @DisplayName(
      "ignores ranges: blobs are read from their beginning, and the rest of a large one is refused")
  void withoutRanges() throws IOException {
    for (int length : new int[] {10, 256 << 10, 1 << 20}) {
      byte[] bytes = Blobs.bytes(1, length);
      try (OddStore store = OddStore.answering(200, bytes);
          S3BlobStore blobs = store.open();
          BlobSource source = blobs.open(NAME)) {
        assertThat(source.length()).isEqualTo(length);
        assertThat(Blobs.read(source, 0, Math.min(length, 256 << 10)))
            .isEqualTo(Blobs.bytes(1, Math.min(length, 256 << 10)));
        if (length > 256 << 10) {
          assertCode(ContentError.STORE_FAILED, () -> Blobs.read(source, 300_000, 10));
        }
      }
    }
  }

  @Test
  @DisplayName("cuts connections: reading continues as long as each connection brings something")
  void cuts() throws IOException {
    byte[] bytes = Blobs.bytes(1, 1 << 20);
    try (OddStore store = OddStore.cutting(bytes, 100_000);
        S3BlobStore blobs = store.open()) {
      assertThat(Blobs.get(blobs, NAME)).isEqualTo(bytes);
    }
    try (OddStore store = OddStore.cutting(bytes, 0);
        S3BlobStore blobs = store.open()) {
      assertCode(ContentError.STORE_FAILED, () -> Blobs.get(blobs, NAME));
    }
  }

  @Test
  @DisplayName("keeps versions says so")
  void versions() throws IOException {
    byte[] enabled =
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
            .getBytes(StandardCharsets.UTF_8);
    try (OddStore store = OddStore.answering(200, enabled);
        S3BlobStore blobs = store.open()) {
      assertThat(blobs.keepsVersions()).isTrue();
    }
  }

  @Test
  @DisplayName("accepts connections but never answers: a test of it gives up within seconds")
  void silent() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        S3BlobStore blobs =
            S3BlobStore.open(
                new S3Settings(
                    URI.create("http://127.0.0.1:" + socket.getLocalPort()),
                    "us-east-1",
                    "bucket",
                    "",
                    new S3Credentials("a", "b")),
                Clock.systemUTC())) {
      Instant before = Instant.now();
      assertCode(ContentError.STORE_FAILED, blobs::probe);
      assertThat(Instant.now()).isBefore(before.plusSeconds(10));
    }
  }

  private static void assertCode(ContentError error, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
