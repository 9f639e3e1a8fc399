package dev.freehold.content.reseal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.FixedKeyAccess;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.store.ObjectReader;
import dev.freehold.content.store.StoreParts;
import dev.freehold.content.store.WatchedBlobs;
import dev.freehold.content.sweep.SweepReport;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.sweep.Sweeper;
import dev.freehold.content.testing.TestStep;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.reseal.Backlog;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens to objects whose owner's key was renewed, whichever database there is. */
abstract class ResealerContract extends ResealerTests {

  ResealerContract(Dialect dialect) {
    super(dialect);
  }

  @Nested
  @DisplayName("An object under a retired key")
  class UnderARetiredKey {

    @Test
    @DisplayName("is sealed again under the present one: same id, same content, another blob")
    void movesOn() throws IOException {
      List<UUID> ids = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        ids.add(fixture.store(Blobs.bytes(i, 70_000 * i)));
      }
      RetiredKey old = fixture.renew();
      assertThat(backlog(old)).isEqualTo(new Backlog(5, 700_000));
      TestStep step = step(100);
      assertThat(resealer.reseal(step, old)).isTrue();
      assertThat(step.items()).as("an owner counts, not its objects").isZero();
      assertThat(step.bytes()).isEqualTo(700_000);
      assertThat(backlog(old)).isEqualTo(new Backlog(0, 0));
      fixture.keys.destroy(old.ownerKeyId());
      for (int i = 0; i < 5; i++) {
        assertThat(fixture.read(ids.get(i))).isEqualTo(Blobs.bytes(i, 70_000 * i));
        assertThat(fixture.blobOf(ids.get(i))).isNotEqualTo(ids.get(i));
        assertThat(Files.readAllBytes(fixture.blobFile(ids.get(i))))
            .containsSequence(bytesOf(fixture.keys.presentKeyOf(fixture.ownerKey)));
      }
    }

    @Test
    @DisplayName("leaves its old blob to readers for a while, then the sweeper removes it")
    void oldBlobGoes() throws IOException {
      byte[] bytes = Blobs.bytes(1, 300_000);
      UUID objectId = fixture.store(bytes);
      fixture.clock.advance(Duration.ofHours(2));
      try (ObjectReader reader = fixture.open(objectId)) {
        resealAll(fixture.renew());
        Sweeper sweeper = fixture.sweeper(SweepSettings.DEFAULT);
        SweepReport early = sweeper.run();
        assertThat(early.replacedRemoved()).isZero();
        assertThat(early.orphansRemoved()).isZero();
        assertThat(fixture.fileOfBlob(objectId)).exists();
        fixture.clock.advance(READER_GRACE.plusSeconds(1));
        SweepReport report = sweeper.run();
        assertThat(report.replacedRemoved()).isEqualTo(1);
        assertThat(report.replacedBytesRemoved()).isGreaterThan(300_000);
        assertThat(fixture.fileOfBlob(objectId)).doesNotExist();
        assertThat(fixture.replacedRows()).isZero();
        assertThat(reader.stream().readAllBytes()).isEqualTo(bytes);
      }
      assertThat(fixture.read(objectId)).isEqualTo(bytes);
    }

    @Test
    @DisplayName("reads on where it is open, even when the old key is destroyed meanwhile")
    void openReadersGoOn() throws IOException {
      byte[] bytes = Blobs.bytes(2, 300_000);
      UUID objectId = fixture.store(bytes);
      try (ObjectReader reader = fixture.open(objectId)) {
        InputStream stream = reader.stream();
        assertThat(stream.readNBytes(1000)).hasSize(1000);
        RetiredKey old = fixture.renew();
        resealAll(old);
        fixture.keys.destroy(old.ownerKeyId());
        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(stream.readAllBytes()).hasSize(299_000);
        fixture.keys.refuse(KeyAccessException.Reason.REFUSED);
        fixture.clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> reader.stream().read()).isInstanceOf(KeyAccessException.class);
      }
    }

    @Test
    @DisplayName("is found when it is sealed again, swept and its key destroyed while being opened")
    void openedJustThen() {
      byte[] bytes = Blobs.bytes(3, 1000);
      UUID objectId = fixture.store(bytes);
      RetiredKey old = fixture.renew();
      fixture.keys.onOpen(
          () -> {
            resealAll(old);
            fixture.keys.destroy(old.ownerKeyId());
            fixture.blobs.delete(BlobName.object(objectId));
          });
      assertThat(fixture.read(objectId)).isEqualTo(bytes);
      assertThat(fixture.damageOf(objectId)).isNull();
    }

    @Test
    @DisplayName("fault05: whose new blob was replaced by its older one is refused")
    void fault05OlderBlob() throws IOException {
      UUID objectId = fixture.store(Blobs.bytes(4, 5000));
      Path older = Files.copy(fixture.blobFile(objectId), folder.resolve("older"));
      RetiredKey first = fixture.renew();
      resealAll(first);
      Files.copy(older, fixture.blobFile(objectId), StandardCopyOption.REPLACE_EXISTING);
      assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.open(objectId));
      assertThat(fixture.damageOf(objectId)).isEqualTo("object-header-invalid");
    }

    @Test
    @DisplayName("fault31: leaves no key and no plaintext in any file when it was sealed again")
    void fault31NoTraces() throws IOException {
      byte[] text = "the merger is on Thursday ".repeat(4000).getBytes(StandardCharsets.US_ASCII);
      UUID objectId = fixture.store(text);
      RetiredKey old = fixture.renew();
      resealAll(old);
      fixture.clock.advance(READER_GRACE.plusSeconds(1));
      fixture.sweeper(SweepSettings.DEFAULT).run();
      fixture.keys.destroy(old.ownerKeyId());
      assertThat(fixture.read(objectId)).isEqualTo(text);
      fixture.database.clearRemains();
      List<byte[]> secrets =
          List.of(
              FixedKeyAccess.secretOf(old.ownerKeyId()),
              FixedKeyAccess.secretOf(fixture.keys.presentKeyOf(fixture.ownerKey)),
              "merger is on".getBytes(StandardCharsets.US_ASCII));
      List<Path> files = filesBelow(folder);
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        byte[] found = Files.readAllBytes(file);
        for (byte[] secret : secrets) {
          assertThat(indexOf(found, secret)).as("%s", file).isNegative();
        }
      }
    }
  }

  @Nested
  @DisplayName("A step")
  class Step {

    @Test
    @DisplayName("does no more than its budget, and says whether anything is left")
    void isBounded() {
      for (int i = 0; i < 7; i++) {
        fixture.store(new byte[10]);
      }
      RetiredKey old = fixture.renew();
      TestStep three = step(3);
      assertThat(resealer.reseal(three, old)).isFalse();
      assertThat(three.bytes()).isEqualTo(30);
      assertThat(fixture.backlog(old)).isEqualTo(4);
      assertThat(resealer.reseal(three, old)).isFalse();
      assertThat(resealer.reseal(three, old)).isTrue();
      assertThat(three.bytes()).isEqualTo(70);
      assertThat(three.commits()).isEqualTo(3);
      assertThat(resealer.reseal(three, old)).isTrue();
      assertThat(three.commits()).isEqualTo(3);
    }

    @Test
    @DisplayName("reports while it seals a large object, so that it keeps its shard")
    void reportsMeanwhile() {
      fixture.store(Blobs.bytes(5, 2_000_000));
      RetiredKey old = fixture.renew();
      StoreParts slow =
          fixture.parts(
              new WatchedBlobs(
                  fixture.blobs, name -> fixture.clock.advance(Duration.ofMillis(300))));
      TestStep step = step(10);
      assertThat(new ObjectResealer(slow, List.of()).reseal(step, old)).isTrue();
      assertThat(step.commits()).isBetween(2, 4);
      assertThat(step.bytes()).isEqualTo(2_000_000);
    }

    @Test
    @DisplayName(
        "that was paused, or whose shard another node took over, commits nothing and leaves no "
            + "blob")
    void interrupted() {
      UUID objectId = fixture.store(new byte[10]);
      RetiredKey old = fixture.renew();
      long files = fixture.files();
      TestStep step =
          step(10)
              .beforeCommit(
                  () -> {
                    throw new JobInterruptedException("paused");
                  });
      assertThatThrownBy(() -> resealer.reseal(step, old))
          .isInstanceOf(JobInterruptedException.class);
      assertThat(fixture.files()).isEqualTo(files);
      assertThat(fixture.backlog(old)).isEqualTo(1);
      assertThat(fixture.read(objectId)).hasSize(10);
    }

    @Test
    @DisplayName("whose new key was renewed before its commit begins anew with the newest")
    void renewedTwice() {
      UUID objectId = fixture.store(new byte[10]);
      RetiredKey first = fixture.renew();
      long files = fixture.files();
      List<RetiredKey> second = new ArrayList<>();
      TestStep step = step(10).beforeCommit(() -> second.add(fixture.renew()));
      assertThat(resealer.reseal(step, first)).isFalse();
      assertThat(fixture.files()).isEqualTo(files);
      resealAll(first);
      assertThat(fixture.backlog(second.getFirst())).isZero();
      assertThat(fixture.read(objectId)).hasSize(10);
    }

    @Test
    @DisplayName("for a key that is not retired, or not given, does nothing")
    void wrongKey() {
      fixture.store(new byte[10]);
      RetiredKey present = new RetiredKey(fixture.ownerKey, OwnerKind.MAILBOX, fixture.ownerKey);
      assertThatThrownBy(() -> resealer.reseal(step(10), present))
          .isInstanceOf(IllegalArgumentException.class);
      RetiredKey old = fixture.renew();
      fixture.keys.refuse(KeyAccessException.Reason.REFUSED);
      assertThatThrownBy(() -> resealer.reseal(step(10), old))
          .isInstanceOf(KeyAccessException.class);
      assertThat(fixture.backlog(old)).isEqualTo(1);
    }
  }
}
