package dev.freehold.content.store;

import static dev.freehold.content.store.StoreFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.FixedKeyAccess;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.Blobs;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.hierarchy.OwnerKind;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.moves.Backlog;
import dev.freehold.custody.moves.ResealException;
import dev.freehold.custody.moves.RetiredKey;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to objects whose owner's key was renewed, whichever database there is. */
abstract class ResealerContract {

  private static final Duration READER_GRACE = SweepSettings.DEFAULT_READER_GRACE;

  @TempDir Path folder;
  private final Dialect dialect;
  private StoreFixture fixture;
  private ObjectResealer resealer;

  ResealerContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new StoreFixture(dialect, folder);
    resealer = new ObjectResealer(fixture.objects, List.of());
    fixture.sweeper(SweepSettings.DEFAULT).run();
  }

  @AfterEach
  void close() {
    fixture.close();
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
      assertThat(step.items).as("an owner counts, not its objects").isZero();
      assertThat(step.bytes).isEqualTo(700_000);
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
      try (ObjectReader reader = fixture.objects.open(objectId, ALICE)) {
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
      try (ObjectReader reader = fixture.objects.open(objectId, ALICE)) {
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
    @DisplayName("fault05: in whose new blob's place its older one is put is refused")
    void fault05OlderBlob() throws IOException {
      UUID objectId = fixture.store(Blobs.bytes(4, 5000));
      Path older = Files.copy(fixture.blobFile(objectId), folder.resolve("older"));
      RetiredKey first = fixture.renew();
      resealAll(first);
      Files.copy(older, fixture.blobFile(objectId), StandardCopyOption.REPLACE_EXISTING);
      assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.objects.open(objectId, ALICE));
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
      assertThat(three.bytes).isEqualTo(30);
      assertThat(fixture.backlog(old)).isEqualTo(4);
      assertThat(resealer.reseal(three, old)).isFalse();
      assertThat(resealer.reseal(three, old)).isTrue();
      assertThat(three.bytes).isEqualTo(70);
      assertThat(three.commits).isEqualTo(3);
      assertThat(resealer.reseal(three, old)).isTrue();
      assertThat(three.commits).isEqualTo(3);
    }

    @Test
    @DisplayName("reports while it seals a large object, so that it keeps its shard")
    void reportsMeanwhile() {
      fixture.store(Blobs.bytes(5, 2_000_000));
      RetiredKey old = fixture.renew();
      ObjectStore slow =
          fixture.objectStore(
              new WatchedBlobs(
                  fixture.blobs, name -> fixture.clock.advance(Duration.ofMillis(300))));
      TestStep step = step(10);
      assertThat(new ObjectResealer(slow, List.of()).reseal(step, old)).isTrue();
      assertThat(step.commits).isBetween(2, 4);
      assertThat(step.bytes).isEqualTo(2_000_000);
    }

    @Test
    @DisplayName("that was paused or overtaken by another node keeps nothing and leaves no blob")
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

  @Nested
  @DisplayName("An object that cannot be sealed again")
  class CannotBeSealed {

    @Test
    @DisplayName("because it is damaged is marked, holds up no other, and stays under its key")
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
    @DisplayName("because the disk fails for it holds up no other, and is not called damaged")
    void unreadable() {
      UUID unreadable = fixture.store(Blobs.bytes(7, 1));
      UUID whole = fixture.store(Blobs.bytes(8, 1000));
      RetiredKey old = fixture.renew();
      ObjectStore failing =
          fixture.objectStore(
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
      assertThat(blocked.commits).isZero();
      assertThat(fixture.damageOf(unreadable)).isNull();
      assertThat(resealer.reseal(step(1), old)).isTrue();
    }

    @Test
    @DisplayName("because the disk is full says so, loses nothing, and is sealed again later")
    void diskFull() {
      UUID objectId = fixture.store(Blobs.bytes(8, 1000));
      RetiredKey old = fixture.renew();
      ObjectStore full =
          fixture.objectStore(
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
            assertThat(first.bytes).isEqualTo(1000);
            TestStep second = step(10);
            assertThatThrownBy(() -> onAnotherThread(() -> resealer.reseal(second, old)))
                .hasRootCauseInstanceOf(ResealException.class);
            assertThat(second.commits).isZero();
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
                          CompletableFuture.runAsync(() -> hold(ids.get(2), isLocked, mayEnd)));
                      await(isLocked);
                    }
                  });
      assertThat(resealer.reseal(step, old)).isFalse();
      assertThat(backlog(old).objects()).isEqualTo(1);
      assertThat(fixture.files()).isEqualTo(files + 4);
      assertThat(step.bytes).isEqualTo(5000);
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
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /** The test's own thread is in a transaction. */
    private static <R> R onAnotherThread(Supplier<R> work) {
      return CompletableFuture.supplyAsync(work).join();
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

  @Nested
  @DisplayName("What is kept beside an object")
  class Companions {

    @Test
    @DisplayName("is sealed again with it if it is of the same kind of owner")
    void told() {
      UUID objectId = fixture.store(new byte[10]);
      RetiredKey old = fixture.renew();
      Recorder mail = new Recorder(OwnerKind.MAILBOX, false);
      Recorder files = new Recorder(OwnerKind.SITE, false);
      assertThat(new ObjectResealer(fixture.objects, List.of(files, mail)).reseal(step(10), old))
          .isTrue();
      assertThat(files.calls).isEmpty();
      assertThat(mail.calls)
          .containsExactly(
              List.of(
                  fixture.ownerKey,
                  objectId,
                  old.ownerKeyId(),
                  fixture.keys.presentKeyOf(fixture.ownerKey)));
    }

    @Test
    @DisplayName("that cannot be sealed again lets the object keep its old blob")
    void fails() {
      UUID objectId = fixture.store(new byte[10]);
      RetiredKey old = fixture.renew();
      Recorder mail = new Recorder(OwnerKind.MAILBOX, true);
      assertThatThrownBy(
              () -> new ObjectResealer(fixture.objects, List.of(mail)).reseal(step(10), old))
          .isInstanceOf(IllegalStateException.class);
      assertThat(fixture.blobOf(objectId)).isEqualTo(objectId);
      assertThat(fixture.replacedRows()).isZero();
      assertThat(fixture.read(objectId)).hasSize(10);
    }

    private static final class Recorder implements SealedCompanion {
      private final OwnerKind kind;
      private final boolean fails;
      private final List<List<UUID>> calls = new ArrayList<>();

      Recorder(OwnerKind kind, boolean fails) {
        this.kind = kind;
        this.fails = fails;
      }

      @Override
      public OwnerKind kind() {
        return kind;
      }

      @Override
      public void resealed(Handle tx, UUID ownerId, UUID objectId, OwnerKey from, OwnerKey to) {
        if (fails) {
          throw new IllegalStateException("no");
        }
        calls.add(List.of(ownerId, objectId, from.keyId(), to.keyId()));
      }
    }
  }

  @Nested
  @DisplayName("An object whose key is renewed before it is registered")
  class NotYetRegistered {

    @Test
    @DisplayName("is refused, and nothing of it is registered")
    void refused() {
      SealedObject sealed = fixture.seal(new byte[10]);
      fixture.renew();
      assertThatThrownBy(() -> fixture.register(sealed))
          .isInstanceOfSatisfying(
              KeyAccessException.class,
              e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.KEY_RENEWED));
      assertThat(fixture.rows()).isZero();
    }

    @Test
    @DisplayName("is sealed again under the present key, keeps its id, and is registered")
    void sealedAgain() {
      byte[] bytes = Blobs.bytes(9, 100_000);
      SealedObject sealed = fixture.seal(bytes);
      RetiredKey old = fixture.renew();
      UUID objectId = registerFresh(sealed, 0);
      assertThat(objectId).isEqualTo(sealed.objectId());
      assertThat(fixture.read(objectId)).isEqualTo(bytes);
      assertThat(fixture.backlog(old)).isZero();
      assertThat(fixture.fileOfBlob(sealed.blobId())).doesNotExist();
    }

    @Test
    @DisplayName("again and again is given up after eight more attempts; nothing is left")
    void bounded() {
      assertThat(registerFresh(fixture.seal(new byte[10]), 8)).isNotNull();
      long files = fixture.files();
      SealedObject sealed = fixture.seal(new byte[10]);
      assertThatThrownBy(() -> registerFresh(sealed, 9)).isInstanceOf(KeyAccessException.class);
      assertThat(fixture.files()).isEqualTo(files);
      assertThat(fixture.rows()).isEqualTo(1);
    }

    private UUID registerFresh(SealedObject sealed, int renewals) {
      int[] left = {renewals};
      return fixture.objects.registerFresh(
          sealed,
          fixture.ownerKey,
          ALICE,
          current -> {
            if (left[0]-- > 0) {
              fixture.renew();
            }
            fixture.register(current);
            return current.objectId();
          });
    }
  }

  private void resealAll(RetiredKey old) {
    TestStep step = step(100);
    while (!resealer.reseal(step, old)) {
      assertThat(step.commits).isLessThan(1000);
    }
  }

  private TestStep step(int budgetItems) {
    return new TestStep(fixture.database, budgetItems);
  }

  private Backlog backlog(RetiredKey key) {
    return fixture.database.read(tx -> resealer.backlog(tx, key.ownerKeyId()));
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] bytesOf(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static int indexOf(byte[] text, byte[] part) {
    for (int from = 0; from <= text.length - part.length; from++) {
      if (Arrays.equals(text, from, from + part.length, part, 0, part.length)) {
        return from;
      }
    }
    return -1;
  }

  private static void assertHindered(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ResealException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void assertCode(ContentError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
