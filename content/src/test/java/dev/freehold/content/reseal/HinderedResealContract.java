package dev.freehold.content.reseal;

import static dev.freehold.content.store.StoreFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.store.StoreParts;
import dev.freehold.content.store.WatchedBlobs;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.testing.TestStep;
import dev.freehold.custody.reseal.Backlog;
import dev.freehold.custody.reseal.ResealException;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens where an object cannot be sealed again, whichever database there is. */
abstract class HinderedResealContract extends ResealerTests {

  /** Not the common pool, whose few threads other tests may hold. */
  private static final Executor THREADS = work -> Thread.ofVirtual().start(work);

  HinderedResealContract(Dialect dialect) {
    super(dialect);
  }

  @Nested
  @DisplayName("An object that cannot be sealed again")
  class CannotBeSealed {

    @Test
    @DisplayName("because it is damaged is marked, delays no other object, and stays under its key")
    void damaged() {
      byte[] bytes = Blobs.bytes(6, 1000);
      UUID broken = fixture.store(bytes);
      UUID whole = fixture.store(bytes);
      fixture.flipByte(broken, 500);
      RetiredKey old = fixture.renew();
      long files = fixture.files();
      assertThat(resealer.reseal(step(10), old)).isTrue();
      assertThat(fixture.files()).isEqualTo(files + 1);
      assertThat(fixture.damageOf(broken)).isEqualTo("object-segment-invalid");
      assertThat(fixture.read(whole)).isEqualTo(bytes);
      assertThat(backlog(old)).isEqualTo(new Backlog(1, 1000));
      assertThat(fixture.objects.usage(old.ownerKeyId()).damaged()).isEqualTo(1);
      assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.objects.recheck(broken, ALICE));
      fixture.flipByte(broken, 500);
      fixture.objects.recheck(broken, ALICE);
      assertThat(fixture.damageOf(broken)).isNull();
      assertThat(resealer.reseal(step(10), old)).isTrue();
      assertThat(backlog(old).objects()).isZero();
      assertThat(fixture.read(broken)).isEqualTo(bytes);
    }

    @Test
    @DisplayName(
        "because the disk cannot read it delays no other object, and is not marked as damaged")
    void unreadable() {
      UUID unreadable = fixture.store(Blobs.bytes(7, 1));
      UUID whole = fixture.store(Blobs.bytes(8, 1000));
      RetiredKey old = fixture.renew();
      StoreParts failing =
          fixture.parts(
              new WatchedBlobs(
                  fixture.blobs,
                  name -> {
                    if (name.equals(BlobName.object(unreadable))) {
                      throw new ContentException(ContentError.STORE_FAILED, "bad sector");
                    }
                  }));
      ObjectResealer hindered = new ObjectResealer(failing, List.of());
      assertThat(hindered.reseal(step(1), old)).isFalse();
      assertThat(fixture.blobOf(whole)).isNotEqualTo(whole);
      TestStep blocked = step(1);
      assertHindered("blob-store-failed", () -> hindered.reseal(blocked, old));
      assertThat(blocked.commits()).isZero();
      assertThat(fixture.damageOf(unreadable)).isNull();
      assertThat(resealer.reseal(step(1), old)).isTrue();
    }

    @Test
    @DisplayName("because the disk is full loses nothing, and is resealed later")
    void diskFull() {
      UUID objectId = fixture.store(Blobs.bytes(8, 1000));
      RetiredKey old = fixture.renew();
      StoreParts full =
          fixture.parts(
              new WatchedBlobs(
                  fixture.blobs,
                  name -> {
                    throw new ContentException(ContentError.STORE_FULL, "make room");
                  }));
      ObjectResealer hindered = new ObjectResealer(full, List.of());
      assertHindered("blob-store-full", () -> hindered.reseal(step(1), old));
      assertThat(backlog(old).objects()).isEqualTo(1);
      assertThat(resealer.reseal(step(1), old)).isTrue();
      assertThat(fixture.read(objectId)).isEqualTo(Blobs.bytes(8, 1000));
    }

    @Test
    @DisplayName("because a user's transaction holds its row is left out without being read")
    void lockedRow() {
      assumeTrue(dialect == Dialect.POSTGRESQL, "SQLite has one writer");
      UUID locked = fixture.store(Blobs.bytes(1, 1000));
      UUID free = fixture.store(Blobs.bytes(2, 1000));
      RetiredKey old = fixture.renew();
      long files = fixture.files();
      fixture.database.write(
          tx -> {
            tx.execute("SELECT 1 FROM content_objects WHERE object_id = ? FOR UPDATE", locked);
            TestStep first = step(10);
            assertThat(onAnotherThread(() -> resealer.reseal(first, old))).isFalse();
            assertThat(first.bytes()).isEqualTo(1000);
            TestStep second = step(10);
            assertThatThrownBy(() -> onAnotherThread(() -> resealer.reseal(second, old)))
                .hasRootCauseInstanceOf(ResealException.class);
            assertThat(second.commits()).isZero();
            return null;
          });
      assertThat(fixture.blobOf(free)).isNotEqualTo(free);
      assertThat(fixture.files()).as("one blob more, nothing thrown away").isEqualTo(files + 1);
      assertThat(resealer.reseal(step(10), old)).isTrue();
      assertThat(fixture.blobOf(locked)).isNotEqualTo(locked);
    }

    @Test
    @DisplayName("because its row is locked while the batch commits costs the others nothing")
    void lockedAtTheCommit() {
      assumeTrue(dialect == Dialect.POSTGRESQL, "SQLite has one writer");
      List<UUID> ids = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        ids.add(fixture.store(Blobs.bytes(i, 1000)));
      }
      RetiredKey old = fixture.renew();
      long files = fixture.files();
      CountDownLatch isLocked = new CountDownLatch(1);
      CountDownLatch mayEnd = new CountDownLatch(1);
      List<CompletableFuture<Void>> holders = new ArrayList<>();
      TestStep step =
          step(10)
              .beforeCommit(
                  () -> {
                    if (isLocked.getCount() > 0) {
                      holders.add(
                          CompletableFuture.runAsync(
                              () -> hold(ids.get(2), isLocked, mayEnd), THREADS));
                      await(isLocked);
                    }
                  });
      assertThat(resealer.reseal(step, old)).isFalse();
      assertThat(backlog(old).objects()).isEqualTo(1);
      assertThat(fixture.files()).isEqualTo(files + 4);
      assertThat(step.bytes()).isEqualTo(5000);
      mayEnd.countDown();
      holders.forEach(CompletableFuture::join);
      assertThat(resealer.reseal(step(10), old)).isTrue();
      assertThat(fixture.read(ids.get(2))).isEqualTo(Blobs.bytes(2, 1000));
    }

    private void hold(UUID objectId, CountDownLatch isLocked, CountDownLatch mayEnd) {
      fixture.database.write(
          tx -> {
            tx.execute("SELECT 1 FROM content_objects WHERE object_id = ? FOR UPDATE", objectId);
            isLocked.countDown();
            await(mayEnd);
            return null;
          });
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /** The test's own thread is in a transaction. */
    private static <R> R onAnotherThread(Supplier<R> work) {
      return CompletableFuture.supplyAsync(work, THREADS).join();
    }

    @Test
    @DisplayName("because it was damaged is sealed again when a copy of its blob was put back")
    void rechecked() {
      List<UUID> broken = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        broken.add(fixture.store(Blobs.bytes(i, 1000)));
        fixture.flipByte(broken.get(i), 500);
      }
      RetiredKey old = fixture.renew();
      assertThat(resealer.reseal(step(10), old)).isTrue();
      fixture.flipByte(broken.get(1), 500);
      assertThat(resealer.recheck(old.ownerKeyId(), new UUID(0, 0), ALICE)).isEmpty();
      assertThat(fixture.damageOf(broken.get(1))).isNull();
      assertThat(fixture.damageOf(broken.get(0))).isNotNull();
      assertThat(resealer.reseal(step(10), old)).isTrue();
      assertThat(backlog(old).objects()).isEqualTo(2);
      assertThat(fixture.read(broken.get(1))).isEqualTo(Blobs.bytes(1, 1000));
    }

    @Test
    @DisplayName("fault21: because it was released meanwhile stays released")
    void fault21Released() {
      UUID released = fixture.store(new byte[10]);
      UUID kept = fixture.store(new byte[20]);
      RetiredKey old = fixture.renew();
      long files = fixture.files();
      TestStep step = step(10).beforeCommit(() -> fixture.release(released));
      assertThat(resealer.reseal(step, old)).isTrue();
      assertThat(fixture.files()).isEqualTo(files + 1);
      assertCode(ContentError.OBJECT_NOT_FOUND, () -> fixture.read(released));
      fixture.clock.advance(READER_GRACE.plusSeconds(1));
      fixture.sweeper(SweepSettings.DEFAULT).run();
      assertThat(fixture.rows()).isEqualTo(1);
      assertThat(fixture.read(kept)).hasSize(20);
    }

    @Test
    @DisplayName("fault21: because another step was faster keeps the other's blob")
    void fault21TwoSteps() {
      UUID objectId = fixture.store(new byte[10]);
      RetiredKey old = fixture.renew();
      List<UUID> faster = new ArrayList<>();
      TestStep step =
          step(10)
              .beforeCommit(
                  () -> {
                    resealAll(old);
                    faster.add(fixture.blobOf(objectId));
                  });
      assertThat(resealer.reseal(step, old)).isTrue();
      assertThat(fixture.blobOf(objectId)).isEqualTo(faster.getFirst());
      assertThat(fixture.replacedRows()).isEqualTo(1);
      assertThat(fixture.read(objectId)).hasSize(10);
    }
  }
}
