package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.FlagChange;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MailRemains;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.MessageRemoval;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.migration.sync.SyncCounts;
import dev.freehold.mail.migration.sync.SyncRun;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A migration that goes on")
class MigrationSyncTest {

  private static final int A_DAY = 86_400;
  private static final MessageFlags SEEN = MessageFlags.of(MessageFlag.SEEN);
  private static final MessageFlags FLAGGED = MessageFlags.of(MessageFlag.FLAGGED);

  @TempDir private Path folder;
  private LivingServer source;
  private MigrationFixture all;

  private void open(Dialect dialect) throws IOException {
    source = new LivingServer().with("INBOX", "one", "two", "three").with("Work", "four");
    all = new MigrationFixture(dialect, folder, source.port());
    all.syncSeconds = A_DAY;
    all.mailUser("ida");
    all.endpoint(1);
    all.run();
    all.batch("wave", true, "ida");
    awaitRun(1);
  }

  @AfterEach
  void close() throws IOException {
    all.close();
    source.close();
  }

  private MigrationBatch awaitRun(int run) {
    return all.await(
        "wave", now -> now.schedule().orElseThrow().runs() == run && isBetween(now.status()));
  }

  private static boolean isBetween(BatchStatus status) {
    return status == BatchStatus.SYNCED || status == BatchStatus.SYNCED_WITH_ERRORS;
  }

  private SyncRun again() {
    int run = all.batches.get(all.mail.tenantId, "wave").schedule().orElseThrow().runs() + 1;
    all.batches.start(all.mail.tenantId, "wave", MigrationFixture.ADMIN);
    awaitRun(run);
    return all.syncs.runs(all.mail.tenantId, "wave").getFirst();
  }

  private List<String> texts(String path) {
    return List.copyOf(all.messages("ida", path).keySet());
  }

  private MessageFlags flags(String path, String text) {
    return all.messages("ida", path).get(text).flags();
  }

  private Folder here(String path) {
    return all.mail.folders.require(mailbox(), path);
  }

  private Mailbox mailbox() {
    return all.mail.mailboxes.require(all.mail.tenantId, MigrationFixture.address("ida"));
  }

  private long uid(String path, String text) {
    return all.uid("ida", path, text);
  }

  private void flagHere(String path, long uid, MessageFlags flags) {
    var _ =
        all.mail.messages.changeFlags(
            here(path), List.of(uid), new FlagChange(FlagChange.Mode.ADD, flags));
  }

  private long deliver(String path, String text) throws IOException {
    NewMessage message =
        new NewMessage(
            MessageFlags.NONE,
            Instant.EPOCH,
            MessageProperties.NONE,
            OptionalLong.empty(),
            Optional.empty());
    return all.mail
        .messages
        .append(
            mailbox(),
            here(path),
            message,
            new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
            MailFixture.ALICE)
        .uid();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void bringsWhatIsNewWasFlaggedMovedAndRemovedSinceItsLastRun(Dialect dialect) throws IOException {
    open(dialect);
    assertThat(all.passwords()).isOne();
    source.with("INBOX", "five").with("New", "six");
    source.flags("INBOX", "one", "\\Seen \\Flagged");
    source.moves("INBOX", "two", "Work");
    source.removes("INBOX", "three");

    SyncRun run = again();

    assertThat(run.counts()).isEqualTo(new SyncCounts(2, 1, 1, 1, 0, 0));
    assertThat(run.number()).isEqualTo(2);
    assertThat(texts("INBOX")).containsExactly("five", "one");
    assertThat(texts("Work")).containsExactly("four", "two");
    assertThat(texts("New")).containsExactly("six");
    assertThat(flags("INBOX", "one")).isEqualTo(SEEN.plus(FLAGGED));
    assertThat(all.user("wave", 2).lastRun()).isEqualTo(run.counts());
    assertThat(all.user("wave", 2).status()).isEqualTo(UserStatus.SYNCED);
    assertThat(again().counts()).isEqualTo(SyncCounts.NONE);
    assertThat(all.batches.get(all.mail.tenantId, "wave").status()).isEqualTo(BatchStatus.SYNCED);
  }

  @Test
  void isRemovedBetweenItsRunsOnlyIfThatIsConfirmed() throws IOException {
    open(Dialect.SQLITE);
    assertThat(all.user("wave", 2).progress()).isEmpty();
    assertThatThrownBy(() -> all.batches.remove(all.mail.tenantId, "wave", false, "admin"))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_BATCH_RUNS));
    all.batches.stop(all.mail.tenantId, "wave", "admin");
    all.batches.remove(all.mail.tenantId, "wave", false, "admin");
    assertThat(all.passwords()).isZero();
  }

  @Test
  void neverUndoesWhatSomebodyHasChangedHere() throws IOException {
    open(Dialect.SQLITE);
    flagHere("INBOX", uid("INBOX", "one"), FLAGGED);
    flagHere("Work", uid("Work", "four"), FLAGGED);
    assertThat(all.mail.messages.expunge(here("INBOX"), List.of(uid("INBOX", "three")))).hasSize(1);
    source.flags("INBOX", "one", "\\Seen");
    source.flags("INBOX", "three", "\\Seen");
    source.with("INBOX", "five", "six", "seven");
    source.removes("Work", "four");

    // Flagged here and there; removed here and flagged there; flagged here and removed there.
    assertThat(again().counts()).isEqualTo(new SyncCounts(3, 0, 0, 0, 3, 0));
    assertThat(flags("INBOX", "one")).isEqualTo(FLAGGED);
    assertThat(texts("INBOX")).doesNotContain("three");
    assertThat(texts("Work")).containsExactly("four");

    // Removed here and moved there; numbered anew there.
    source.moves("INBOX", "three", "Work");
    source.renumbers("INBOX");
    assertThat(again().counts()).isEqualTo(SyncCounts.NONE);
    assertThat(texts("Work")).containsExactly("four");
    assertThat(texts("INBOX")).containsExactly("five", "one", "seven", "six", "two");
    assertThat(flags("INBOX", "one")).isEqualTo(FLAGGED);
  }

  @Test
  void takesWhatWasChangedHereAlongWhenItMovesThere() throws IOException {
    open(Dialect.SQLITE);
    flagHere("INBOX", uid("INBOX", "two"), FLAGGED);
    source.moves("INBOX", "two", "Work");
    assertThat(again().counts()).isEqualTo(new SyncCounts(0, 0, 1, 0, 0, 0));
    assertThat(texts("INBOX")).doesNotContain("two");
    assertThat(flags("Work", "two")).isEqualTo(FLAGGED);
  }

  @Test
  void leavesAFolderGoneThatSomebodyHasRemovedHereUntilNewMailComes() throws IOException {
    open(Dialect.SQLITE);
    var _ = all.mail.messages.expunge(here("Work"), List.of(uid("Work", "four")));
    new MessageRemoval(all.mail.database, all.mail.objects).delete(here("Work"));
    assertThat(again().counts()).isEqualTo(SyncCounts.NONE);
    assertThat(all.mail.folders.find(mailbox(), "Work")).isEmpty();
    source.with("Work", "five");
    source.flags("Work", "four", "\\Seen");
    assertThat(again().counts().newItems()).isOne();
    assertThat(texts("Work")).containsExactly("five");
    assertThat(flags("Work", "five")).isEqualTo(MessageFlags.NONE);
  }

  @Test
  void asksBeforeItRemovesMuch() throws IOException {
    open(Dialect.SQLITE);
    source.removesAll("INBOX");
    source.with("Work", "five");

    SyncRun run = again();
    assertThat(run.counts()).isEqualTo(new SyncCounts(1, 0, 0, 0, 0, 3));
    assertThat(all.user("wave", 2).code()).contains("migration-deletions-pending");
    assertThat(all.batches.get(all.mail.tenantId, "wave").status())
        .isEqualTo(BatchStatus.SYNCED_WITH_ERRORS);
    assertThat(texts("INBOX")).hasSize(3);

    all.syncs.approveDeletions(
        all.mail.tenantId, "wave", "IDA@contoso.example", MigrationFixture.ADMIN);
    assertThat(again().counts()).isEqualTo(new SyncCounts(0, 0, 0, 3, 0, 0));
    assertThat(texts("INBOX")).isEmpty();
    assertThat(texts("Work")).containsExactly("five", "four");
    assertThatThrownBy(
            () ->
                all.syncs.approveDeletions(
                    all.mail.tenantId, "wave", "ida@contoso.example", MigrationFixture.ADMIN))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_BATCH_STATE));
  }

  @Test
  void asksForMoreThanItsLimit() throws IOException {
    open(Dialect.SQLITE);
    all.syncs.change(
        all.mail.tenantId,
        "wave",
        new BatchEdit(
            OptionalInt.empty(), OptionalInt.of(0), OptionalInt.empty(), Optional.empty(), false),
        MigrationFixture.ADMIN);
    source.removes("INBOX", "one");
    assertThat(again().counts().askedItems()).isOne();
    all.syncs.change(
        all.mail.tenantId,
        "wave",
        new BatchEdit(
            OptionalInt.empty(), OptionalInt.of(1), OptionalInt.empty(), Optional.empty(), false),
        MigrationFixture.ADMIN);
    assertThat(again().counts().removedItems()).isOne();
  }

  @Test
  void triesAgainWhatItSkippedAndRemovesNothingWhileSomethingNewIsSkipped() throws IOException {
    open(Dialect.SQLITE);
    source.refuses("two");
    source.moves("INBOX", "two", "Work");
    assertThat(again().counts()).isEqualTo(SyncCounts.NONE);
    assertThat(all.user("wave", 2).status()).isEqualTo(UserStatus.SYNCED_WITH_ERRORS);
    assertThat(texts("INBOX")).contains("two");
    source.refuses();
    assertThat(again().counts()).isEqualTo(new SyncCounts(0, 0, 1, 0, 0, 0));
    assertThat(texts("INBOX")).doesNotContain("two");
    assertThat(texts("Work")).containsExactly("four", "two");
    assertThat(all.user("wave", 2).skips()).isEmpty();
  }

  @Test
  void keepsWhatALegalHoldHolds() throws IOException {
    open(Dialect.SQLITE);
    all.hold("ida");
    source.removes("INBOX", "one");
    assertThat(again().counts()).isEqualTo(new SyncCounts(0, 0, 0, 0, 1, 0));
    assertThat(texts("INBOX")).contains("one");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void goesOnWithOthersWhenAMailboxIsPurgedBetweenItsRuns(Dialect dialect) throws IOException {
    open(dialect);
    Mailbox purged = mailbox();
    all.mail.keepKeyInDatabase(purged);
    all.change("UPDATE owner_keys SET state = 'DESTROYED', wrapped_key = NULL");
    MailRemains remains = new MailRemains();
    while (all.mail.database.write(tx -> remains.erase(tx, purged.id(), List.of(), 2)) == 2) {
      // The next rows.
    }
    assertThat(all.rows("mail_migration_followed")).isZero();

    assertThat(again().failed()).isOne();
    assertThat(all.user("wave", 2).code()).contains("purged");
    assertThat(all.batches.get(all.mail.tenantId, "wave").status())
        .isEqualTo(BatchStatus.SYNCED_WITH_ERRORS);
  }

  @Test
  void bringsNothingToAnotherMailboxThatSomebodyHasWrittenIntoItsRow() throws IOException {
    open(Dialect.SQLITE);
    all.mailUser("eve");
    all.change("UPDATE mail_migration_users SET address = 'eve@contoso.example'");

    assertThat(again().failed()).isOne();
    assertThat(all.user("wave", 2).code()).contains("master-key-mismatch");
    all.change("UPDATE mail_migration_users SET address = 'ida@contoso.example'");
    assertThat(again().failed()).isZero();
  }

  @Test
  void bringsNothingTwiceWhereTheSourceNumbersAnewOrRenamesAFolder() throws IOException {
    open(Dialect.SQLITE);
    source.renumbers("INBOX");
    source.flags("INBOX", "one", "\\Seen");
    source.moves("Work", "four", "Plans");
    source.without("Work");
    assertThat(again().counts()).isEqualTo(new SyncCounts(0, 0, 1, 0, 0, 0));
    assertThat(texts("INBOX")).containsExactly("one", "three", "two");
    assertThat(texts("Plans")).containsExactly("four");
    assertThat(texts("Work")).isEmpty();
    // What was flagged meanwhile is seen once the new numbers are known.
    assertThat(again().counts()).isEqualTo(new SyncCounts(0, 1, 0, 0, 0, 0));
    assertThat(flags("INBOX", "one")).isEqualTo(SEEN);
  }

  @Test
  void keepsTheUidsOfTheSourceAndGivesNoneOfThemToOtherMail() throws IOException {
    open(Dialect.SQLITE);
    assertThat(here("INBOX").uidValidity()).isEqualTo(source.uidValidity("INBOX"));
    source.skipsUids("INBOX", 5);
    source.with("INBOX", "seventh");
    assertThat(again().counts().newItems()).isOne();
    assertThat(uid("INBOX", "seventh")).isEqualTo(9);

    long delivered = deliver("INBOX", "delivered here");
    assertThat(delivered).isGreaterThan(10_000_000);
    source.with("INBOX", "late");
    assertThat(again().counts().newItems()).isOne();
    // The UIDs of a folder only rise, and the source's are not given to anything else.
    assertThat(uid("INBOX", "late")).isEqualTo(delivered + 1);
    assertThat(uid("INBOX", "seventh")).isEqualTo(9);
  }

  @Test
  void copiesOnceMoreWhenItIsCompletedAndDestroysThePasswords() throws IOException {
    open(Dialect.SQLITE);
    source.with("INBOX", "late");
    all.syncs.complete(all.mail.tenantId, "wave", MigrationFixture.ADMIN);
    MigrationBatch ended = all.await("wave", now -> now.status() == BatchStatus.COMPLETED);
    assertThat(ended.endedAt()).isPresent();
    assertThat(texts("INBOX")).contains("late");
    assertThat(all.passwords()).isZero();
    assertThat(all.rows("mail_migration_followed")).isZero();
    assertThat(all.syncs.runs(all.mail.tenantId, "wave").getFirst().isFinal()).isTrue();
    assertThatThrownBy(() -> all.syncs.complete(all.mail.tenantId, "wave", MigrationFixture.ADMIN))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_BATCH_STATE));
    assertThatThrownBy(() -> all.batches.start(all.mail.tenantId, "wave", MigrationFixture.ADMIN))
        .isInstanceOf(MailException.class);
  }

  @Test
  void beginsByScheduleUnlessItWasStopped() throws IOException {
    open(Dialect.SQLITE);
    all.syncs.beginDue();
    assertThat(all.batches.get(all.mail.tenantId, "wave").schedule().orElseThrow().runs()).isOne();
    all.change("UPDATE mail_migration_batches SET next_sync_at = 1");
    all.syncs.beginDue();
    awaitRun(2);
    // A time that a wrong clock has written is no reason to wait for it.
    all.change("UPDATE mail_migration_batches SET next_sync_at = 99999999999999");
    all.syncs.beginDue();
    awaitRun(3);
    assertThat(all.batches.stop(all.mail.tenantId, "wave", MigrationFixture.ADMIN).status())
        .isEqualTo(BatchStatus.STOPPED);
    all.change("UPDATE mail_migration_batches SET next_sync_at = NULL");
    all.syncs.beginDue();
    assertThat(all.batches.get(all.mail.tenantId, "wave").status()).isEqualTo(BatchStatus.STOPPED);
    assertThat(again().number()).isEqualTo(4);
  }
}
