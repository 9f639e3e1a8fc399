package dev.freehold.content.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.blob.s3.S3BlobStore;
import dev.freehold.content.blob.s3.S3Settings;
import dev.freehold.content.sweep.StoreBinding;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.sweep.Sweeper;
import dev.freehold.content.testing.S3ProxyProcess;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.time.TwoClocks;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In an S3 store")
class RemoteObjectsTest {

  private static final int LARGE_BYTES = 20 << 20;
  private static final Duration PAST_GRACE = Duration.ofHours(2);

  @TempDir Path folder;
  private S3ProxyProcess store;
  private S3BlobStore blobs;
  private StoreFixture fixture;
  private ObjectStore objects;
  private Sweeper sweeper;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("store/bucket"));
    store = new S3ProxyProcess(folder.resolve("store"));
    blobs = openBlobs();
    fixture = new StoreFixture(Dialect.SQLITE, folder);
    objects = fixture.objectStore(blobs);
    sweeper = sweeper(blobs);
    sweeper.run();
  }

  @AfterEach
  void close() {
    fixture.close();
    blobs.close();
    store.close();
  }

  @Test
  @DisplayName("objects of every size are what was sealed, and one flipped byte is found")
  void sealedAndRead() throws IOException {
    for (int length : new int[] {0, 1, 100_000, 300_000, LARGE_BYTES}) {
      byte[] bytes = Blobs.bytes(length, length);
      SealedObject sealed = store(bytes);
      try (ObjectReader reader =
              objects.open(fixture.expected(sealed.objectId()), StoreFixture.ALICE);
          InputStream in = reader.stream()) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
      }
      flip(sealed.blobId());
      assertThatThrownBy(() -> objects.recheck(sealed.objectId(), StoreFixture.ALICE))
          .isInstanceOfSatisfying(
              ContentException.class,
              e -> assertThat(e.error()).isEqualTo(ContentError.OBJECT_CORRUPT));
    }
  }

  @Test
  @DisplayName("an object whose store dies half way is not there, and its upload is swept")
  void diesWhileSealing() throws Exception {
    SealedObject kept = store(Blobs.bytes(1, LARGE_BYTES));
    InputStream killing = new KillingInput(Blobs.bytes(2, LARGE_BYTES), store);
    assertThatThrownBy(
            () -> objects.seal(fixture.owner, StoreFixture.ALICE, killing, StoreFixture.MAX_BYTES))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.error()).isEqualTo(ContentError.STORE_FAILED));
    store.start();
    assertThat(Blobs.list(blobs, BlobArea.OBJECTS)).hasSize(1);
    assertThat(sweeper.run().temporariesRemoved()).as("it is young").isZero();
    fixture.clock.advance(PAST_GRACE);
    assertThat(sweeper.run().temporariesRemoved()).isEqualTo(1);
    assertThat(sweeper.run().temporariesRemoved()).isZero();
    objects.recheck(kept.objectId(), StoreFixture.ALICE);
  }

  @Test
  @DisplayName(
      "an orphan goes after the grace period; a large one after the longest upload as well")
  void orphans() throws IOException {
    SealedObject kept = store(new byte[10]);
    seal(new byte[10]);
    seal(new byte[LARGE_BYTES]);
    fixture.clock.advance(PAST_GRACE);
    assertThat(sweeper.run().orphansRemoved()).isEqualTo(1);
    fixture.clock.advance(Duration.ofSeconds(ContentLimits.S3_UPLOAD_MAX_SECONDS));
    assertThat(sweeper.run().orphansRemoved()).isEqualTo(1);
    objects.recheck(kept.objectId(), StoreFixture.ALICE);
  }

  private S3BlobStore openBlobs() {
    return S3BlobStore.open(
        new S3Settings(store.endpoint(), "us-east-1", "bucket", "", store.credentials()),
        Clock.systemUTC());
  }

  private Sweeper sweeper(BlobStore over) {
    return new Sweeper(
        fixture.database,
        over,
        new StoreBinding(fixture.database, over, StoreFixture.SUITE.random()),
        TwoClocks.same(fixture.clock),
        SweepSettings.DEFAULT);
  }

  private SealedObject seal(byte[] bytes) throws IOException {
    return objects.seal(
        fixture.owner, StoreFixture.ALICE, new ByteArrayInputStream(bytes), StoreFixture.MAX_BYTES);
  }

  private SealedObject store(byte[] bytes) throws IOException {
    SealedObject sealed = seal(bytes);
    fixture.register(sealed);
    return sealed;
  }

  /** S3Proxy keeps an object as a file. */
  private void flip(UUID blobId) throws IOException {
    Path file = folder.resolve("store/bucket").resolve(BlobName.object(blobId).path());
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(open.length() / 2);
      int old = open.read();
      open.seek(open.length() / 2);
      open.write(old ^ 1);
    }
  }

  /** Ends the store once most of the content was read. */
  private static final class KillingInput extends FilterInputStream {
    private final S3ProxyProcess store;
    private long left;

    KillingInput(byte[] bytes, S3ProxyProcess store) {
      super(new ByteArrayInputStream(bytes));
      this.store = store;
      this.left = bytes.length * 2L / 3;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      boolean before = left > 0;
      left -= count;
      if (before && left <= 0) {
        try {
          store.kill();
        } catch (InterruptedException e) {
          throw new UncheckedIOException(new IOException(e));
        }
      }
      return count;
    }
  }
}
