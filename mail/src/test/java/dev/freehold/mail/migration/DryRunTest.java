package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.RecipientKind;
import dev.freehold.mail.migration.dryrun.AccountLook;
import dev.freehold.mail.migration.dryrun.DryRunPart;
import dev.freehold.mail.migration.dryrun.DryRunTotals;
import dev.freehold.mail.migration.dryrun.DryRunUser;
import dev.freehold.mail.migration.dryrun.DryRuns;
import dev.freehold.mail.migration.dryrun.NewDryRun;
import dev.freehold.mail.migration.imap.SourceServers;
import dev.freehold.persistence.Dialect;
import jakarta.mail.Flags;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A dry run")
class DryRunTest {

  private static final Instant MONDAY = Instant.parse("2025-02-03T04:05:06Z");
  private static final String HEADER = "EmailAddress,UserName,Password\n";

  @TempDir private Path folder;

  @Test
  void tellsWhatAMigrationWouldDoAndWritesNothing() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mailUser("dora");
      all.mailUser("erik");
      GreenMailUser dora = all.source.account("dora");
      all.source.account("erik");
      for (String name : new String[] {"INBOX", "Work", "a*b"}) {
        all.source.put(dora, name, SourceServer.message(name), new Flags(), MONDAY);
      }
      all.endpoint(2);
      String before = state(all);

      DryRunPart part =
          dryRuns(all, () -> OptionalLong.of(1 << 20))
              .run(all.mail.tenantId, wanted(row("dora") + "erik@contoso.example,erik,wrong\n"));

      DryRunUser found = part.users().getFirst();
      assertThat(found.isReady()).isTrue();
      assertThat(found.kind()).contains(RecipientKind.MAIL_USER);
      assertThat(found.folders()).isEqualTo(3);
      assertThat(found.items()).isEqualTo(3);
      assertThat(found.bytes()).isPositive();
      assertThat(found.changedNames()).containsExactly(new DryRunUser.ChangedName("a*b", "a=2Ab"));
      assertThat(found.seconds()).isPresent();
      assertThat(part.users().getLast().code()).contains("migration-login-refused");
      assertThat(part.totals().mailboxes()).isEqualTo(2);
      assertThat(part.totals().ready()).isEqualTo(1);
      assertThat(part.space()).isEqualTo(DryRunPart.Space.ENOUGH);
      assertThat(part.nextAfter()).isEmpty();
      assertThat(state(all)).isEqualTo(before);
    }
  }

  @Test
  void tellsThatThereIsNoRoomInTheMailboxOrOnTheDisk() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mail.giveQuota(all.mailUser("dora").id(), 10);
      all.source.put(
          all.source.account("dora"), "INBOX", SourceServer.message("one"), new Flags(), MONDAY);
      all.endpoint(1);
      DryRunPart part =
          dryRuns(all, () -> OptionalLong.of(10)).run(all.mail.tenantId, wanted(row("dora")));
      assertThat(part.users().getFirst().code()).contains("mailbox-full");
      assertThat(part.space()).isEqualTo(DryRunPart.Space.SHORT);
    }
  }

  @Test
  void refusesACsvOfMailboxesThatAreNotHere() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mailUser("dora");
      all.endpoint(1);
      assertThatThrownBy(
              () ->
                  dryRuns(all, OptionalLong::empty)
                      .run(all.mail.tenantId, wanted(row("dora") + row("nobody") + row("none"))))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_CSV_INVALID))
          .hasMessage(
              "line 3: EmailAddress is no address of a mailbox or mail user of the tenant;"
                  + " line 4: EmailAddress is no address of a mailbox or mail user of the tenant");
    }
  }

  @Test
  void goesOnWhereThePartBeforeEnded() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      String csv =
          IntStream.range(0, 201)
              .mapToObj(i -> "u" + i)
              .peek(all::mailUser)
              .map(DryRunTest::row)
              .collect(Collectors.joining());
      all.endpoint(20);
      DryRuns runs = dryRuns(all, OptionalLong::empty);
      all.source.close();

      DryRunPart first = runs.run(all.mail.tenantId, wanted(csv));
      int last = first.nextAfter().orElseThrow();
      DryRunPart second = runs.run(all.mail.tenantId, wanted(csv, last, first.totals()));

      assertThat(first.users()).hasSize(200);
      assertThat(second.users()).hasSize(1);
      assertThat(second.totals().mailboxes()).isEqualTo(201);
      assertThat(second.users().getFirst().code()).contains("migration-server-unreachable");
      assertThat(second.nextAfter()).isEmpty();
    }
  }

  @Test
  void usesUpNoTokenOfAUser() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mailUser("dora");
      all.endpoint(1);
      all.change("UPDATE mail_migration_endpoints SET sign_in = 'REFRESH_TOKEN'");
      assertThatThrownBy(
              () -> dryRuns(all, OptionalLong::empty).run(all.mail.tenantId, wanted(row("dora"))))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_INVALID));
    }
  }

  private static DryRuns dryRuns(MigrationFixture all, Supplier<OptionalLong> freeBytes) {
    AccountLook look =
        new AccountLook(
            all.mail.database,
            all.mail.mailboxes,
            all.mail.messages.space(),
            all.endpoints,
            all.reports,
            new SourceServers(Set.of("127.0.0.1:" + all.source.port())));
    return new DryRuns(all.endpoints, look, freeBytes);
  }

  private static String row(String name) {
    return "%s,%s,%s\n".formatted(MigrationFixture.address(name), name, SourceServer.PASSWORD);
  }

  private static NewDryRun wanted(String rows) {
    return wanted(rows, 0, DryRunTotals.NONE);
  }

  private static NewDryRun wanted(String rows, int after, DryRunTotals before) {
    return new NewDryRun(
        "old server", (HEADER + rows).getBytes(UTF_8), false, FolderRules.ALL, after, before);
  }

  /** What a migration changes first. */
  private static String state(MigrationFixture all) {
    return all.mail.database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT (SELECT COUNT(*) FROM mail_migration_users) || ' '
                      || (SELECT COUNT(*) FROM mail_folders) || ' '
                      || (SELECT COUNT(*) FROM ledger_entry)
                    """)
                .mapTo(String.class)
                .one());
  }
}
