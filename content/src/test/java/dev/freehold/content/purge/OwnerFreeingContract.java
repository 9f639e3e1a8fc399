package dev.freehold.content.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.FixedKeyAccess;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.blob.FaultyDisk;
import dev.freehold.content.store.CustodyRows;
import dev.freehold.content.store.StoreFixture;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.purge.ContentTotals;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a purge is told of content, and how that is freed, on every database. */
abstract class OwnerFreeingContract {

  private static final int EVERYTHING = 1_000_000;

  @TempDir Path folder;
  private final Dialect dialect;
  private final List<Duration> pauses = new ArrayList<>();
  private StoreFixture fixture;
  private CustodyRows custody;
  private StoredContents contents;
  private boolean isBusy;

  OwnerFreeingContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new StoreFixture(dialect, folder);
    custody = new CustodyRows(fixture.database, fixture.tenant);
    custody.owner(fixture.ownerKey, fixture.ownerKey);
    contents = contents(fixture.keys);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private StoredContents contents(KeyAccess cold) {
    ColdKeys coldKeys =
        new ColdKeys() {
          @Override
          public <R> R look(Function<KeyAccess, R> look) {
            return look.apply(cold);
          }
        };
    return new StoredContents(fixture.parts(fixture.blobs), coldKeys);
  }

  private OwnerFreeing freeing(int maxObjects, OwnerRemains... remains) {
    return new OwnerFreeing(
        fixture.database,
        fixture.blobs,
        List.of(remains),
        () -> isBusy,
        pauses::add,
        fixture.clock,
        maxObjects);
  }

  private List<UUID> store(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> fixture.store(Blobs.bytes(n, 10 * (n + 1))))
        .toList();
  }

  private void purge() {
    custody.destroyKeys(fixture.ownerKey);
    fixture.keys.destroy(fixture.ownerKey);
    fixture.database.write(
        tx -> {
          contents.release(tx, fixture.ownerKey);
          return null;
        });
  }

  private ContentTotals totals() {
    return contents
        .totals(fixture.tenant, List.of(fixture.ownerKey, UUID.randomUUID()))
        .getOrDefault(fixture.ownerKey, ContentTotals.NONE);
  }

  @Test
  @DisplayName("Totals are those of all keys of an owner, without what was released")
  void addsUp() {
    assertThat(totals()).isEqualTo(ContentTotals.NONE);
    List<UUID> stored = store(3);
    fixture.release(stored.getFirst());
    UUID retired = fixture.keys.renew(fixture.ownerKey);
    UUID renewed = fixture.keys.presentKeyOf(fixture.ownerKey);
    assertThat(retired).isEqualTo(fixture.ownerKey);
    custody.key(fixture.ownerKey, renewed, "RETIRED");
    fixture.clock.advance(Duration.ofMillis(ContentLimits.SEALING_KEY_KNOWN_MILLIS));
    fixture.store(new byte[7]);
    assertThat(totals()).isEqualTo(new ContentTotals(3, 57));
    assertThat(contents.totals(UUID.randomUUID(), List.of(fixture.ownerKey))).isEmpty();
    purge();
    assertThat(totals()).isEqualTo(ContentTotals.NONE);
  }

  @Test
  @DisplayName("A sample is bounded, has the smallest and the largest, and is all if there are few")
  void sample() {
    assertThat(contents.sample(fixture.ownerKey, 16)).isEmpty();
    List<UUID> stored = store(40);
    assertThat(contents.sample(fixture.ownerKey, 16))
        .hasSize(16)
        .doesNotHaveDuplicates()
        .contains(stored.getFirst(), stored.getLast())
        .isSubsetOf(stored);
    assertThat(contents.sample(fixture.ownerKey, 100)).containsExactlyInAnyOrderElementsOf(stored);
    purge();
    assertThat(contents.sample(fixture.ownerKey, 16)).hasSize(16);
  }

  @Test
  @DisplayName("An object opens until its key is gone, whoever still has the key in memory")
  void opens() {
    UUID empty = fixture.store(new byte[0]);
    UUID object = fixture.store(new byte[100]);
    assertThat(contents.opens(fixture.tenant, object)).isTrue();
    assertThat(contents.opens(fixture.tenant, empty)).isTrue();
    assertThat(contents.opens(UUID.randomUUID(), object)).isFalse();
    assertThat(contents.opens(fixture.tenant, UUID.randomUUID())).isFalse();

    fixture.release(object);
    assertThat(contents.opens(fixture.tenant, object)).as("released, and not yet swept").isTrue();
    FixedKeyAccess forgotten = new FixedKeyAccess();
    assertThat(contents(forgotten).opens(fixture.tenant, object)).as("this node's memory").isTrue();
    purge();
    assertThat(contents(forgotten).opens(fixture.tenant, object)).isFalse();
    forgotten.add(fixture.tenant, fixture.ownerKey);
    assertThat(contents(forgotten).opens(fixture.tenant, object)).as("a cold look").isTrue();
  }

  @Test
  @DisplayName("A silent vault or store does not count as proof that an object cannot be opened")
  void noProof() {
    UUID object = fixture.store(new byte[100]);
    fixture.keys.refuse(KeyAccessException.Reason.DID_NOT_ANSWER);
    assertThatThrownBy(() -> contents.opens(fixture.tenant, object))
        .isInstanceOf(KeyAccessException.class);
    fixture.keys.refuse(KeyAccessException.Reason.REFUSED);
    assertThat(contents.opens(fixture.tenant, object)).isFalse();
    fixture.keys.allow();
    fixture.flipByte(object, 300);
    assertThat(contents.opens(fixture.tenant, object)).as("damaged").isFalse();
  }

  @Test
  @DisplayName("Content destroyed by a purge is deleted with its rows; other owners keep theirs")
  void frees() {
    UUID other = fixture.keys.add(fixture.tenant);
    custody.owner(other, other);
    List<UUID> stored = store(5);
    fixture.release(stored.get(2));
    purge();
    FreeingReport report = freeing(EVERYTHING).run();
    assertThat(report.objects()).isEqualTo(5);
    assertThat(report.owners()).isEqualTo(1);
    assertThat(report.isDone()).isTrue();
    assertThat(fixture.rows()).isZero();
    assertThat(stored).noneMatch(object -> fixture.blobFile(object).toFile().exists());
    FreedCounts counts = freeing(EVERYTHING).counts(List.of(fixture.ownerKey, other));
    assertThat(counts).isEqualTo(new FreedCounts(1, 1, 5, report.bytes()));
    assertThat(report.bytes()).isGreaterThan(150);
    assertThat(freeing(EVERYTHING).run().hasDone()).isFalse();
  }

  @Test
  @DisplayName("It goes on where the last run ended, in steps, and counts each object once")
  void steps() {
    store(7);
    purge();
    purge();
    assertThat(freeing(3).run()).matches(first -> first.objects() == 3 && !first.isDone());
    assertThat(freeing(3).run().objects()).isEqualTo(3);
    assertThat(freeing(3).run()).matches(last -> last.objects() == 1 && last.isDone());
    assertThat(freeing(3).counts(List.of(fixture.ownerKey)).freedObjects()).isEqualTo(7);
  }

  @Test
  @DisplayName("Nothing is freed while the purge is under way, nor under a key that is there")
  void waits() {
    List<UUID> stored = store(2);
    fixture.database.write(
        tx -> {
          contents.release(tx, fixture.ownerKey);
          return null;
        });
    OwnerRemains kept = new Countdown(3);
    assertThat(freeing(EVERYTHING, kept).run().hasDone()).as("its key is there").isFalse();
    assertThat(fixture.read(stored.getFirst())).isNotEmpty();

    UUID other = fixture.keys.add(fixture.tenant);
    custody.owner(other, other);
    custody.policyState("PURGING");
    custody.destroyKeys(other);
    fixture.database.write(
        tx -> {
          contents.release(tx, other);
          return null;
        });
    assertThat(freeing(EVERYTHING).run().owners()).as("under way").isZero();
    custody.policyState("PURGED");
    assertThat(freeing(EVERYTHING).run().owners()).isEqualTo(1);
  }

  @Test
  @DisplayName("If the store fails, its rows stay for the next run; all other data is erased")
  void failingStore() {
    UUID stored = store(1).getFirst();
    purge();
    OwnerRemains kept = new Countdown(ContentLimits.FREEING_PAGE_MAX_ROWS + 2);
    fixture.disk.failCall(1, FaultyDisk.Fault.IO_ERROR);
    FreeingReport report = freeing(EVERYTHING, kept).run();
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.owners()).isZero();
    assertThat(report.isDone()).isFalse();
    assertThat(report.rows()).isEqualTo(ContentLimits.FREEING_PAGE_MAX_ROWS + 2);
    assertThat(fixture.rows()).isEqualTo(1);
    assertThat(freeing(EVERYTHING, kept).run())
        .matches(next -> next.objects() == 1 && next.isDone());
    assertThat(fixture.blobFile(stored)).doesNotExist();
  }

  @Test
  @DisplayName("It pauses while users wait")
  void standsBack() {
    store(2);
    purge();
    isBusy = true;
    freeing(EVERYTHING).run();
    assertThat(pauses).isNotEmpty();
    assertThat(pauses)
        .allMatch(pause -> pause.toMillis() <= ContentLimits.FREEING_MAX_PAUSE_MILLIS);
  }

  /** Rows that are only counted. */
  private static final class Countdown implements OwnerRemains {

    private int left;

    Countdown(int left) {
      this.left = left;
    }

    @Override
    public int erase(Handle tx, UUID ownerId, List<UUID> destroyedKeyIds, int max) {
      int erased = Math.min(left, max);
      left -= erased;
      return erased;
    }
  }
}
