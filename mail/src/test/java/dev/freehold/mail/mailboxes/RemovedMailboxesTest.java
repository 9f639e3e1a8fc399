package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.MailSeals;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MailRemains;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.time.TwoClocks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Mailboxes that were removed")
class RemovedMailboxesTest {

  private static final byte[] MESSAGE = {'a', ':', 'b', '\r', '\n', '\r', '\n'};
  private static final String ALICE = "alice@x.example";

  @TempDir private Path folder;

  private static MailboxRemoval removal(MailFixture mail) {
    return later(mail, Duration.ZERO);
  }

  private static MailboxRemoval later(MailFixture mail, Duration offset) {
    return new MailboxRemoval(
        mail.database,
        mail.custody,
        mail.ledger,
        TwoClocks.same(Clock.offset(Clock.systemUTC(), offset)));
  }

  private static Mailbox removed(MailFixture mail) {
    Mailbox mailbox = mail.mailbox(ALICE);
    edit(mail, mailbox, List.of("SMTP:" + ALICE, "smtp:sales@x.example", "smtp:al@x.example"));
    mail.append(mailbox, mail.inbox(mailbox), MESSAGE);
    removal(mail).remove(mail.tenantId, mailbox.id(), "ada");
    return mailbox;
  }

  private static void edit(MailFixture mail, Mailbox mailbox, List<String> addresses) {
    mail.recipients.edit(
        mail.tenantId,
        mailbox.id(),
        new Edits().with(e -> e.emailAddresses = addresses).edit(),
        "a");
  }

  private static List<String> operations(MailFixture mail) {
    return mail.ledger.entries(mail.tenantId, 0, 100).stream()
        .map(RecordedEntry::entry)
        .map(entry -> entry.operation())
        .filter(operation -> operation.startsWith("Mailbox") && !operation.endsWith("Edit"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are not destroyed because one clock is wrong, a node's or the database's")
  void oneWrongClock(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Clock right = Clock.systemUTC();
      Clock ahead = Clock.offset(right, MailLimits.RECOVERABLE_FOR.plusDays(1));
      Clock behind = Clock.offset(right, MailLimits.RECOVERABLE_FOR.plusDays(1).negated());
      Mailbox mailbox = mail.mailbox(ALICE);
      by(mail, right, behind).remove(mail.tenantId, mailbox.id(), "ada");
      assertThat(by(mail, right, right).destroyExpired()).isZero();
      assertThat(by(mail, right, ahead).destroyExpired()).isZero();
      assertThat(by(mail, ahead, right).destroyExpired()).isZero();
      assertThat(by(mail, ahead, ahead).destroyExpired()).isOne();
    }
  }

  private static MailboxRemoval by(MailFixture mail, Clock ofDatabase, Clock own) {
    return new MailboxRemoval(
        mail.database, mail.custody, mail.ledger, new TwoClocks(ofDatabase, own));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are found, read and written by nobody, and stay in no list")
  void hidden(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox(ALICE);
      Folder inbox = mail.inbox(mailbox);
      mail.append(mailbox, inbox, MESSAGE);
      removal(mail).remove(mail.tenantId, mailbox.id(), "ada");

      for (String name : List.of(ALICE, "alice", mailbox.id().toString())) {
        assertThat(mail.mailboxes.find(mail.tenantId, name)).as(name).isEmpty();
        assertCode(() -> mail.mailboxes.requireOpen(mail.tenantId, name), notFound());
      }
      assertThat(mail.mailboxes.ofUser(mail.tenantId, ALICE)).isEmpty();
      assertThat(mail.mailboxes.ofAddress(mail.tenantId, ALICE)).isEmpty();
      assertThat(mail.mailboxes.isImapEnabled(mail.tenantId, mailbox.id())).isFalse();
      assertThat(mail.mailboxes.statistics(mail.tenantId, List.of(mailbox.id()))).isEmpty();
      assertThat(mail.recipients.list(RecipientQuery.all(mail.tenantId, "", 10))).isEmpty();
      assertCode(() -> mail.recipients.get(mail.tenantId, mailbox.id()), notFound());
      assertCode(() -> edit(mail, mailbox, List.of("b@x.example")), notFound());
      assertCode(() -> mail.append(mailbox, inbox, MESSAGE), notFound());
      assertCode(() -> mail.folders.ensure(mailbox, "New"), notFound());
      assertCode(() -> removal(mail).remove(mail.tenantId, mailbox.id(), "ada"), notFound());
      // Holds, purges and previews name what they keep or destroy.
      assertThat(mail.mailboxes.byIds(mail.tenantId, List.of(mailbox.id())).get(mailbox.id()))
          .isEqualTo(mailbox);
      assertThat(removal(mail).keptId(mail.tenantId, ALICE)).isEqualTo(mailbox.id());
      assertThat(operations(mail)).containsExactly("MailboxCreate", "MailboxRemove");
    }
  }

  private static MailError notFound() {
    return MailError.MAILBOX_NOT_FOUND;
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("come back as they were, with all that was in them")
  void recovered(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = removed(mail);
      Recipient found = removal(mail).get(mail.tenantId, "ALICE").recipient();
      assertThat(found.mailbox()).isEqualTo(mailbox);
      assertThat(found.addresses()).containsExactly(ALICE, "al@x.example", "sales@x.example");
      assertThat(MailboxRemoval.recoverableUntil(found))
          .isEqualTo(found.deletedAt().orElseThrow().plus(Duration.ofDays(30)));
      assertThat(removal(mail).list(mail.tenantId, "", 10))
          .extracting(assigned -> assigned.recipient())
          .containsExactly(found);
      assertThat(removal(mail).list(mail.tenantId, mailbox.id().toString(), 10)).isEmpty();
      assertThat(removal(mail).list(UUID.randomUUID(), "", 10)).isEmpty();
      assertCode(() -> removal(mail).get(UUID.randomUUID(), ALICE), notFound());

      recover(mail, mailbox, RecoveredNames.AS_BEFORE);
      Recipient back = mail.recipients.get(mail.tenantId, mailbox.id()).recipient();
      assertThat(back.addresses()).isEqualTo(found.addresses());
      assertThat(back.deletedAt()).isEmpty();
      assertThat(mail.mailboxes.require(mail.tenantId, "sales@x.example")).isEqualTo(mailbox);
      assertThat(mail.mailboxes.statistics(mailbox).itemCount()).isEqualTo(1);
      assertThat(mail.read(mail.inbox(mailbox), 1)).isEqualTo(MESSAGE);
      assertCode(() -> removal(mail).get(mail.tenantId, ALICE), notFound());
      assertThat(operations(mail))
          .containsExactly("MailboxCreate", "MailboxRemove", "MailboxRecover");
    }
  }

  private static void recover(MailFixture mail, Mailbox mailbox, RecoveredNames names) {
    removal(mail).recover(mail.tenantId, mailbox.id(), names, "ada");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("come back under another address if somebody has theirs by now")
  void renamed(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = removed(mail);
      Mailbox heir = mail.mailbox(ALICE);
      edit(mail, heir, List.of(ALICE, "sales@x.example"));
      assertCode(() -> recover(mail, mailbox, RecoveredNames.AS_BEFORE), MailError.MAILBOX_EXISTS);
      assertThat(removal(mail).get(mail.tenantId, ALICE).recipient().id()).isEqualTo(mailbox.id());

      recover(
          mail,
          mailbox,
          new RecoveredNames(
              Optional.of("Alice.A@x.example"),
              Optional.empty(),
              Optional.empty(),
              Optional.of("Alice A")));
      Recipient back = mail.recipients.get(mail.tenantId, mailbox.id()).recipient();
      assertThat(back.addresses()).containsExactly("alice.a@x.example", "al@x.example");
      assertThat(back.userPrincipalName()).isEqualTo("alice.a@x.example");
      assertThat(back.alias()).isEqualTo("alice1");
      assertThat(back.mailbox().displayName()).isEqualTo("Alice A");
      assertThat(mail.mailboxes.require(mail.tenantId, ALICE)).isEqualTo(heir);

      // Two of one name are told apart by their GUIDs.
      removal(mail).remove(mail.tenantId, mailbox.id(), "ada");
      removal(mail).remove(mail.tenantId, heir.id(), "ada");
      recover(mail, heir, RecoveredNames.AS_BEFORE);
      removal(mail).remove(mail.tenantId, heir.id(), "ada");
      Mailbox third = mail.mailbox(ALICE);
      removal(mail).remove(mail.tenantId, third.id(), "ada");
      assertCode(() -> removal(mail).get(mail.tenantId, ALICE), MailError.MAILBOX_AMBIGUOUS);
      assertThat(removal(mail).list(mail.tenantId, "", 10)).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are destroyed after 30 days, not before, or when somebody says so")
  void destroyed(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = removed(mail);
      Mailbox other = mail.mailbox("bob@x.example");
      assertThat(later(mail, MailLimits.RECOVERABLE_FOR.minusHours(1)).destroyExpired()).isZero();
      assertThat(later(mail, MailLimits.RECOVERABLE_FOR.plusHours(1)).destroyExpired()).isOne();
      assertThat(later(mail, MailLimits.RECOVERABLE_FOR.plusHours(1)).destroyExpired()).isZero();
      assertCode(() -> removal(mail).get(mail.tenantId, mailbox.id().toString()), notFound());
      assertCode(() -> recover(mail, mailbox, RecoveredNames.AS_BEFORE), notFound());
      assertThat(operations(mail))
          .containsExactly("MailboxCreate", "MailboxRemove", "MailboxCreate", "MailboxDestroy");
      erase(mail, mailbox);
      erase(mail, other);
      assertThat(count(mail, "mail_mailboxes")).isEqualTo(1);
      assertThat(count(mail, "mail_messages")).isZero();
      assertThat(mail.mailboxes.byIds(mail.tenantId, List.of(mailbox.id(), other.id())))
          .containsOnlyKeys(other.id());

      assertCode(() -> removal(mail).destroy(mail.tenantId, other.id(), "ada"), notFound());
      removal(mail).remove(mail.tenantId, other.id(), "ada");
      removal(mail).destroy(mail.tenantId, other.id(), "ada");
      assertCode(() -> removal(mail).destroy(mail.tenantId, other.id(), "ada"), notFound());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("stay as long as a purge of their policy is under way, and hold up no others")
  void purged(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = removed(mail);
      Mailbox other =
          mail.mailboxes.create(
              mail.tenantId, "bob@x.example", "", Optional.empty(), MailFixture.ALICE);
      removal(mail).remove(mail.tenantId, other.id(), "ada");
      mail.custody.requestPurge(mail.policyId);
      assertThatThrownBy(() -> removal(mail).destroy(mail.tenantId, mailbox.id(), "ada"))
          .isInstanceOf(CustodyException.class);
      assertThat(later(mail, Duration.ofDays(31)).destroyExpired()).isOne();
      assertThat(removal(mail).get(mail.tenantId, ALICE).recipient().mailbox()).isEqualTo(mailbox);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are refused if somebody brings them back in the database")
  void forged(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = removed(mail);
      mail.database.write(
          tx ->
              tx.execute(
                  "UPDATE mail_mailboxes SET deleted_at = NULL, deleted_address = NULL,"
                      + " deleted_further = NULL, address = ?",
                  ALICE));
      assertThatThrownBy(() -> mail.mailboxes.find(mail.tenantId, mailbox.id().toString()))
          .isInstanceOf(CustodyException.class);
      assertThat(
              mail.database.<Boolean>read(
                  tx ->
                      RowSeals.of(tx)
                          .refused(
                              MailSeals.RECIPIENT,
                              tx.createQuery(
                                  "SELECT %s FROM mail_mailboxes m"
                                      .formatted(MailSeals.RECIPIENT.columns("m"))))
                          .isEmpty()))
          .isFalse();
    }
  }

  private static void erase(MailFixture mail, Mailbox mailbox) {
    mail.database.write(tx -> new MailRemains().erase(tx, mailbox.id(), List.of(), 100));
  }

  private static int count(MailFixture mail, String table) {
    return mail.database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Integer.class).one());
  }

  private static void assertCode(Runnable work, MailError error) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            MailException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }
}
