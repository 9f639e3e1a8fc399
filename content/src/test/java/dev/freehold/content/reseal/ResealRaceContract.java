package dev.freehold.content.reseal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.store.ObjectUsage;
import dev.freehold.content.store.StoreFixture;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.testing.TestStep;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.reseal.ResealException;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Dialect;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealing again while users overwrite, delete and read, while keys are renewed, with crashes. */
abstract class ResealRaceContract {

  private static final int USERS = 12;
  private static final int CHANGES_PER_USER = 40;
  private static final int RESEALERS = 3;
  private static final int RENEWALS = 6;
  private static final int CRASH_ONE_IN = 4;
  private static final int MAX_ITEMS = 5;

  /** Each leaves {@link #MAX_ITEMS} orphans at most; 100 would make a sweep doubt the database. */
  private static final int MAX_CRASHES = 19;

  private static final long PAUSE_NANOS = 10_000;

  @TempDir Path folder;
  private final Dialect dialect;
  private final List<RetiredKey> retired = Collections.synchronizedList(new ArrayList<>());
  private final Set<UUID> released = ConcurrentHashMap.newKeySet();
  private final Map<Integer, UUID> newest = new ConcurrentHashMap<>();
  private final AtomicBoolean usersAreDone = new AtomicBoolean();
  private final AtomicInteger crashes = new AtomicInteger();
  private StoreFixture fixture;
  private ObjectResealer resealer;

  ResealRaceContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @Test
  @DisplayName("fault21: the newest content wins, nothing comes back, no change is lost")
  void fault21Race() throws Exception {
    try (StoreFixture opened = new StoreFixture(dialect, folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fixture = opened;
      resealer = new ObjectResealer(fixture.parts(fixture.blobs), List.of());
      fixture.sweeper(SweepSettings.DEFAULT).run();
      List<Future<?>> users = new ArrayList<>();
      for (int i = 0; i < USERS; i++) {
        int user = i;
        users.add(threads.submit(() -> overwriteAndRead(user)));
      }
      List<Future<?>> others = new ArrayList<>();
      for (int i = 0; i < RESEALERS; i++) {
        int number = i;
        others.add(threads.submit(() -> resealWithCrashes(number)));
      }
      others.add(threads.submit(this::sweepMeanwhile));
      for (Future<?> user : users) {
        user.get();
      }
      usersAreDone.set(true);
      for (Future<?> other : others) {
        other.get();
      }
      finishResealing();
      assertNewestIsThere();
      assertReleasedIsGone();
      assertNoBlobIsLeft();
    }
  }

  /** One user's slot holds one object at a time: its content names the change that it came by. */
  private void overwriteAndRead(int user) {
    for (int change = 0; change < CHANGES_PER_USER; change++) {
      UUID before = newest.get(user);
      UUID after = replace(user, change, before);
      newest.put(user, after);
      assertThat(fixture.read(after)).isEqualTo(contentOf(user, change));
      if (user == 0 && change % (CHANGES_PER_USER / RENEWALS) == 0) {
        retired.add(fixture.renew());
      }
    }
  }

  private UUID replace(int user, int change, UUID before) {
    return fixture.objects.registerFresh(
        fixture.seal(contentOf(user, change)),
        fixture.owner,
        StoreFixture.ALICE,
        fresh ->
            fixture.database.write(
                tx -> {
                  fixture.objects.register(tx, fresh, StoreFixture.ALICE);
                  if (before != null) {
                    assertThat(fixture.objects.release(tx, fixture.tenant, before)).isTrue();
                    released.add(before);
                  }
                  return fresh.objectId();
                }));
  }

  private void resealWithCrashes(int seed) {
    Random random = new Random(seed);
    while (!usersAreDone.get()) {
      for (RetiredKey key : List.copyOf(retired)) {
        TestStep step = new TestStep(fixture.database, 1 + random.nextInt(MAX_ITEMS));
        Runnable crash =
            () -> {
              // The first one always: on a slow database there may be few.
              boolean dies = crashes.get() == 0 || random.nextInt(CRASH_ONE_IN) == 0;
              if (dies && crashes.incrementAndGet() <= MAX_CRASHES) {
                throw new ProcessDeath();
              }
            };
        boolean before = random.nextBoolean();
        try {
          resealer.reseal(before ? step.beforeCommit(crash) : step.afterCommit(crash), key);
        } catch (ProcessDeath died) {
          // Whatever it had sealed and not committed is an orphan from now on.
        } catch (ResealException lockedMeanwhile) {
          assertThat(lockedMeanwhile.code()).isEqualTo("database-busy");
        } catch (KeyAccessException renewedMeanwhile) {
          assertThat(renewedMeanwhile.reason()).isEqualTo(KeyAccessException.Reason.KEY_RENEWED);
        }
      }
      // Two of these would keep all carriers of virtual threads on two cores, and no user would go
      // on.
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void sweepMeanwhile() {
    while (!usersAreDone.get()) {
      fixture.sweeper(SweepSettings.DEFAULT).run();
    }
  }

  private void finishResealing() {
    for (RetiredKey key : retired) {
      TestStep step = new TestStep(fixture.database, 100);
      while (!resealer.reseal(step, key)) {
        assertThat(step.commits()).isLessThan(1000);
      }
      assertThat(fixture.backlog(key)).isZero();
      fixture.keys.destroy(key.ownerKeyId());
    }
  }

  private void assertNewestIsThere() {
    assertThat(newest).hasSize(USERS);
    newest.forEach(
        (user, objectId) ->
            assertThat(fixture.read(objectId)).isEqualTo(contentOf(user, CHANGES_PER_USER - 1)));
    ObjectUsage usage = fixture.objects.usage(fixture.keys.presentKeyOf(fixture.ownerKey));
    assertThat(usage.objects()).isEqualTo(USERS);
    assertThat(usage.damaged()).isZero();
  }

  private void assertReleasedIsGone() {
    assertThat(released).hasSize(USERS * (CHANGES_PER_USER - 1));
    for (UUID objectId : released) {
      try {
        fixture.read(objectId);
        throw new AssertionError("a released object came back");
      } catch (ContentException refused) {
        assertThat(refused.error()).isEqualTo(ContentError.OBJECT_NOT_FOUND);
      }
    }
  }

  private void assertNoBlobIsLeft() {
    fixture.clock.advance(Duration.ofHours(2));
    fixture.sweeper(SweepSettings.DEFAULT).run();
    assertThat(fixture.replacedRows()).isZero();
    assertThat(fixture.rows()).isEqualTo(USERS);
    assertThat(crashes).hasPositiveValue();
    assertThat(Blobs.list(fixture.blobs, BlobArea.OBJECTS)).hasSize(USERS);
  }

  private static byte[] contentOf(int user, int change) {
    return ByteBuffer.allocate(3000 + 500 * user).putInt(user).putInt(change).array();
  }

  /**
   * The death of a process, after which nothing of it runs. A step's commit says by any exception
   * that nothing was kept, so one that comes after the commit must not be taken for such.
   */
  private static final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1L;
  }
}
