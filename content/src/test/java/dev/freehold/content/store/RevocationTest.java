package dev.freehold.content.store;

import static dev.freehold.content.store.StoreFixture.ALICE;
import static dev.freehold.content.store.StoreFixture.MAX_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.Blobs;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What a revocation does to streams that are under way. */
@Isolated("it measures time or memory")
class RevocationTest {

  private static final Duration RECHECK = Duration.ofMillis(ContentLimits.KEY_RECHECK_MILLIS);

  @TempDir Path folder;
  private StoreFixture fixture;

  @BeforeEach
  void open() {
    fixture = new StoreFixture(Dialect.SQLITE, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @DisplayName("fault24: 1,000 open streams all end within the bound once the key is refused")
  void fault24StreamsEnd() throws IOException {
    UUID objectId = fixture.store(Blobs.bytes(1, 10_000));
    List<ObjectReader> readers = new ArrayList<>();
    List<InputStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        ObjectReader reader = fixture.open(objectId);
        readers.add(reader);
        InputStream stream = reader.stream();
        streams.add(stream);
        assertThat(stream.read(new byte[100])).isEqualTo(100);
      }
      fixture.keys.refuse(Reason.REFUSED);
      fixture.clock.advance(RECHECK);
      for (InputStream stream : streams) {
        byte[] target = new byte[100];
        assertReason(Reason.REFUSED, () -> stream.read(target));
        assertThat(target).containsOnly(0);
        assertReason(Reason.REFUSED, () -> stream.transferTo(OutputStream.nullOutputStream()));
      }
    } finally {
      readers.forEach(ObjectReader::close);
    }
  }

  @Test
  @DisplayName("fault24: a copy to a slow client ends half way")
  void fault24TransferEnds() {
    UUID objectId = fixture.store(Blobs.bytes(2, 1_000_000));
    ByteArrayOutputStream received =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            fixture.keys.refuse(Reason.REFUSED);
            fixture.clock.advance(RECHECK);
          }
        };
    try (ObjectReader reader = fixture.open(objectId)) {
      assertReason(Reason.REFUSED, () -> reader.stream().transferTo(received));
    }
    assertThat(received.size()).isLessThan(70_000);
  }

  @Test
  @DisplayName("A stream goes on while the key is given, and asks for it at a bounded rate only")
  void goesOn() throws IOException {
    UUID objectId = fixture.store(Blobs.bytes(3, 1_000_000));
    try (ObjectReader reader = fixture.open(objectId)) {
      long before = fixture.keys.opened();
      InputStream stream = reader.stream();
      for (int i = 0; i < 100; i++) {
        assertThat(stream.readNBytes(10)).hasSize(10);
      }
      assertThat(fixture.keys.opened() - before).isLessThan(5);
      fixture.clock.advance(RECHECK);
      assertThat(stream.readNBytes(10)).hasSize(10);
      assertThat(fixture.keys.opened()).isGreaterThan(before);
    }
  }

  @Test
  @DisplayName("The error of a client that went away is the client's, not the object's")
  void clientWentAway() {
    UUID objectId = fixture.store(Blobs.bytes(4, 100_000));
    IOException gone = new IOException("broken pipe");
    OutputStream client =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw gone;
          }
        };
    try (ObjectReader reader = fixture.open(objectId)) {
      assertThatThrownBy(() -> reader.stream().transferTo(client)).isSameAs(gone);
    }
    assertThat(fixture.damageOf(objectId)).isNull();
  }

  @Test
  @DisplayName("fault49: an upload whose key is refused half way is not stored")
  void fault49UploadEnds() {
    byte[] bytes = Blobs.bytes(5, 1_000_000);
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            fixture.clock.advance(RECHECK);
            if (pos > 400_000) {
              fixture.keys.refuse(Reason.REFUSED);
            }
            return super.read(target, offset, Math.min(length, 10_000));
          }
        };
    assertReason(Reason.REFUSED, () -> fixture.objects.seal(fixture.owner, ALICE, slow, MAX_BYTES));
    assertThat(fixture.files()).isZero();
  }

  private static void assertReason(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KeyAccessException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
