package dev.freehold.content.store;

import static dev.freehold.content.store.StoreFixture.ALICE;
import static dev.freehold.content.store.StoreFixture.MAX_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentError;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.Blobs;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an object store does with damaged content, whichever database there is. */
abstract class CorruptObjectsContract extends ObjectStoreTests {

  CorruptObjectsContract(Dialect dialect) {
    super(dialect);
  }

  @Nested
  @DisplayName("A corrupt object")
  class Corrupt {

    @Test
    @DisplayName("fault01: can be read up to the damage, is marked, and affects no other object")
    void fault01FlippedByte() throws IOException {
      byte[] bytes = Blobs.bytes(6, 3 * SEGMENT_PLAINTEXT_BYTES);
      UUID broken = fixture.store(bytes);
      UUID whole = fixture.store(bytes);
      fixture.flipByte(broken, 110 + (64 << 10) + 500);
      try (ObjectReader reader = fixture.open(broken)) {
        InputStream in = reader.stream();
        assertThat(in.readNBytes(SEGMENT_PLAINTEXT_BYTES))
            .isEqualTo(Arrays.copyOf(bytes, SEGMENT_PLAINTEXT_BYTES));
        assertCode(ContentError.OBJECT_CORRUPT, in::read);
      }
      assertThat(fixture.damageOf(broken)).isEqualTo("object-segment-invalid");
      assertThat(fixture.objects.usage(fixture.ownerKey).damaged()).isEqualTo(1);
      assertThat(fixture.read(whole)).isEqualTo(bytes);
      assertThat(fixture.damageOf(whole)).isNull();
    }

    @Test
    @DisplayName("fault01: of one segment gives no byte, whichever byte of its blob is wrong")
    void fault01EveryByte() throws IOException {
      byte[] bytes = Blobs.bytes(11, 40);
      UUID broken = fixture.store(bytes);
      UUID whole = fixture.store(bytes);
      long length = Files.size(fixture.blobFile(broken));
      for (int position = 0; position < length; position++) {
        int mask = 1 << (position % 8);
        fixture.flip(broken, position, mask);
        assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.read(broken));
        fixture.flip(broken, position, mask);
      }
      assertThat(fixture.damageOf(broken)).isEqualTo("object-header-invalid");
      assertThat(fixture.read(broken)).isEqualTo(bytes);
      assertThat(fixture.read(whole)).isEqualTo(bytes);
      assertThat(fixture.damageOf(whole)).isNull();
    }

    @Test
    @DisplayName("fault01: of many segments gives whole segments only, and stops at the wrong one")
    void fault01Sampled() throws IOException {
      byte[] bytes = Blobs.bytes(12, 5 * SEGMENT_PLAINTEXT_BYTES - 100);
      UUID broken = fixture.store(bytes);
      for (int sample = 0; sample < 60; sample++) {
        int inSegments = sample * 5_417;
        int segment = inSegments / (64 << 10);
        fixture.flip(broken, 110 + inSegments, 1 << (sample % 8));
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        assertCode(
            ContentError.OBJECT_CORRUPT,
            () -> {
              try (ObjectReader reader = fixture.open(broken)) {
                reader.stream().transferTo(given);
              }
            });
        // The last segment is opened first, for the object's length.
        int expected = segment == 4 ? 0 : segment * SEGMENT_PLAINTEXT_BYTES;
        assertThat(given.toByteArray()).isEqualTo(Arrays.copyOf(bytes, expected));
        fixture.flip(broken, 110 + inSegments, 1 << (sample % 8));
      }
      assertThat(fixture.read(broken)).isEqualTo(bytes);
    }

    @Test
    @DisplayName("fault02: that was cut at a segment's edge or inside one is refused unread")
    void fault02EveryEdge() throws IOException {
      UUID cut = fixture.store(Blobs.bytes(13, 3 * SEGMENT_PLAINTEXT_BYTES));
      byte[] blob = Files.readAllBytes(fixture.blobFile(cut));
      for (int segment = 0; segment <= 2; segment++) {
        for (int inside : new int[] {-1, 0, 1, 4, 16, 30_000}) {
          int length = 110 + segment * (64 << 10) + inside;
          Files.write(fixture.blobFile(cut), Arrays.copyOf(blob, length));
          assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.open(cut));
        }
      }
      assertThat(fixture.damageOf(cut)).isEqualTo("object-truncated");
    }

    @Test
    @DisplayName("fault02, fault03: that lost or gained bytes is refused before any is given")
    void fault02And03Length() throws IOException {
      byte[] bytes = Blobs.bytes(7, 100_000);
      UUID cut = fixture.store(bytes);
      byte[] blob = Files.readAllBytes(fixture.blobFile(cut));
      Files.write(fixture.blobFile(cut), Arrays.copyOf(blob, blob.length - 1));
      assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.open(cut));
      assertThat(fixture.damageOf(cut)).isEqualTo("object-truncated");

      UUID longer = fixture.store(bytes);
      blob = Files.readAllBytes(fixture.blobFile(longer));
      Files.write(fixture.blobFile(longer), Arrays.copyOf(blob, blob.length + 1));
      assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.open(longer));
      assertThat(fixture.damageOf(longer)).isEqualTo("object-trailing-data");
    }

    @Test
    @DisplayName(
        "fault04: whose blob was replaced by another's, also by another tenant's, is refused")
    void fault04Swapped() throws IOException {
      byte[] bytes = Blobs.bytes(8, 100_000);
      UUID mine = fixture.store(bytes);
      UUID mineToo = fixture.store(bytes);
      UUID otherTenant = UUID.randomUUID();
      UUID otherKey = fixture.keys.add(otherTenant);
      SealedObject theirs =
          fixture.objects.seal(
              new ContentOwner(otherTenant, otherKey),
              ALICE,
              new ByteArrayInputStream(bytes),
              OptionalLong.of(bytes.length),
              MAX_BYTES);
      fixture.register(theirs);
      Path before = Files.copy(fixture.blobFile(mine), folder.resolve("before"));
      for (UUID other : new UUID[] {mineToo, theirs.objectId()}) {
        replace(fixture.blobFile(mine), fixture.blobFile(other));
        assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.open(mine));
      }
      replace(fixture.blobFile(mine), before);
      assertThat(fixture.read(mine)).isEqualTo(bytes);
    }

    @Test
    @DisplayName("fault05: whose blob was replaced by an older version is refused")
    void fault05Rollback() throws IOException {
      UUID older = fixture.store(Blobs.bytes(9, 5000));
      UUID newer = fixture.store(Blobs.bytes(10, 5000));
      replace(fixture.blobFile(newer), fixture.blobFile(older));
      assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.open(newer));
      assertThat(fixture.damageOf(newer)).isEqualTo("object-header-invalid");
    }

    @Test
    @DisplayName("whose blob is missing is reported as such")
    void missing() {
      UUID objectId = fixture.store(new byte[10]);
      fixture.blobs.delete(BlobName.object(objectId));
      assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.open(objectId));
      assertThat(fixture.damageOf(objectId)).isEqualTo("blob-missing");
    }

    @Test
    @DisplayName("whose row was moved to another tenant is refused")
    void movedRow() {
      UUID objectId = fixture.store(new byte[10]);
      fixture.database.write(
          tx ->
              tx.createUpdate("UPDATE content_objects SET tenant_id = :t WHERE object_id = :o")
                  .bind("t", UUID.randomUUID())
                  .bind("o", objectId)
                  .execute());
      assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.open(objectId));
    }

    private static void replace(Path target, Path source) throws IOException {
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
