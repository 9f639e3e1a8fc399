package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A migration that completes by itself")
class MigrationCompletionTest {

  private static final int A_DAY = 86_400;

  @TempDir private Path folder;
  private LivingServer source;
  private MigrationFixture all;

  private void open(Dialect dialect) throws IOException {
    source = new LivingServer().with("INBOX", "one");
    all = new MigrationFixture(dialect, folder, source.port());
    all.syncSeconds = A_DAY;
    all.mailUser("ida");
    all.endpoint(1);
    all.run();
  }

  @AfterEach
  void close() throws IOException {
    all.close();
    source.close();
  }

  private static Instant in(Duration time) {
    return Instant.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
  }

  private void batch(Instant completeAfter, boolean autoStart) {
    all.completeAfter = Optional.of(completeAfter);
    var _ = all.batch("wave", autoStart, "ida");
  }

  private MigrationBatch get() {
    return all.batches.get(all.mail.tenantId, "wave");
  }

  private MigrationBatch await(BatchStatus status) {
    return all.await("wave", now -> now.status() == status);
  }

  /** A run that is under way is followed by the last one. */
  private void awaitCompleted() {
    all.await(
        "wave",
        now -> {
          all.syncs.beginDue();
          return now.status() == BatchStatus.COMPLETED;
        });
  }

  private void change(Optional<Instant> completeAfter) {
    all.syncs.change(
        all.mail.tenantId,
        "wave",
        new BatchEdit(
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            completeAfter,
            completeAfter.isEmpty()),
        MigrationFixture.ADMIN);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void onceItsTimeHasComeAndNotBefore(Dialect dialect) throws IOException {
    open(dialect);
    Instant tomorrow = in(Duration.ofDays(1));
    batch(tomorrow, true);
    await(BatchStatus.SYNCED);
    all.syncs.beginDue();
    assertThat(get().schedule().orElseThrow().completeAfter()).contains(tomorrow);
    assertThat(get().status()).isEqualTo(BatchStatus.SYNCED);
    source.with("INBOX", "late");

    change(Optional.of(in(Duration.ofMinutes(-1))));
    all.syncs.beginDue();

    await(BatchStatus.COMPLETED);
    assertThat(all.messages("ida", "INBOX")).containsOnlyKeys("one", "late");
    assertThat(all.passwords()).isZero();
    assertThat(all.syncs.runs(all.mail.tenantId, "wave").getFirst().isFinal()).isTrue();
    assertThat(all.ledgerActors("MigrationBatchComplete"))
        .containsExactly("system:migration-schedule");
    // Nothing is left for the next look.
    all.syncs.beginDue();
    assertThat(get().status()).isEqualTo(BatchStatus.COMPLETED);
    assertRefused(MailError.MIGRATION_BATCH_STATE, () -> change(Optional.of(tomorrow)));
    assertRefused(MailError.MIGRATION_BATCH_STATE, () -> change(Optional.empty()));
  }

  @Test
  void notWhileNobodyHasStartedItOrSomebodyHasStoppedIt() throws IOException {
    open(Dialect.SQLITE);
    batch(in(Duration.ofMinutes(-1)), false);
    all.syncs.beginDue();
    assertThat(get().status()).isEqualTo(BatchStatus.CREATED);

    change(Optional.empty());
    all.batches.start(all.mail.tenantId, "wave", MigrationFixture.ADMIN);
    await(BatchStatus.SYNCED);
    all.syncs.beginDue();
    assertThat(get().schedule().orElseThrow().completeAfter()).isEmpty();
    all.batches.stop(all.mail.tenantId, "wave", MigrationFixture.ADMIN);
    change(Optional.of(in(Duration.ofMinutes(-1))));
    all.syncs.beginDue();
    assertThat(get().status()).isEqualTo(BatchStatus.STOPPED);

    all.batches.start(all.mail.tenantId, "wave", MigrationFixture.ADMIN);
    awaitCompleted();
  }

  @Test
  void withOneMoreRunAfterTheOneThatIsUnderWay() throws IOException {
    open(Dialect.SQLITE);
    batch(in(Duration.ofMinutes(-1)), true);
    awaitCompleted();
    assertThat(get().schedule().orElseThrow().runs()).isEqualTo(2);
  }

  @Test
  void onlyIfItGoesOnAndWithinAYear() throws IOException {
    open(Dialect.SQLITE);
    assertRefused(MailError.MIGRATION_INVALID, () -> batch(in(Duration.ofDays(367)), false));
    assertRefused(MailError.MIGRATION_INVALID, () -> batch(Instant.MIN, false));
    all.completeAfter = Optional.empty();
    all.syncSeconds = 0;
    var _ = all.batch("wave", false, "ida");
    assertRefused(MailError.MIGRATION_BATCH_STATE, () -> change(Optional.of(Instant.now())));
  }

  private static void assertRefused(MailError error, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(MailException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
