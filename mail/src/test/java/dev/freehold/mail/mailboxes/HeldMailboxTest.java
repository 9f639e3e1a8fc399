package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MailRemains;
import dev.freehold.mail.messages.MessageRemoval;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mailbox under a legal hold, and one that was purged. */
class HeldMailboxTest {

  private static final byte[] MESSAGE = {'a', ':', 'b', '\r', '\n', '\r', '\n'};
  @TempDir private Path folder;
  private MailFixture fixture;
  private Mailbox mailbox;

  @AfterEach
  void close() {
    fixture.close();
  }

  private void open(Dialect dialect) {
    fixture = new MailFixture(dialect, folder);
    mailbox = fixture.mailbox("alice@x.example");
    fixture.keepKeyInDatabase(mailbox);
  }

  private void run(String sql, Object... values) {
    fixture.database.write(tx -> tx.execute(sql, values));
  }

  private void hold() {
    run(
        "INSERT INTO legal_holds (id, tenant_id, owner_id, name, name_folded, reason, placed_by,"
            + " placed_at) VALUES (?, ?, ?, 'c', 'c', '', 'admin', 0)",
        UUID.randomUUID(),
        fixture.tenantId,
        mailbox.id());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Nothing is expunged while it is held; mail comes in, and lifting ends it")
  void held(Dialect dialect) {
    open(dialect);
    long uid = fixture.append(mailbox, fixture.inbox(mailbox), MESSAGE).uid();
    hold();
    assertThatThrownBy(() -> fixture.messages.expunge(fixture.inbox(mailbox), List.of(uid)))
        .isInstanceOfSatisfying(
            CustodyException.class,
            refused -> assertThat(refused.error()).isEqualTo(CustodyError.LEGAL_HOLD));
    assertThat(fixture.read(fixture.inbox(mailbox), uid)).isEqualTo(MESSAGE);
    fixture.append(mailbox, fixture.inbox(mailbox), MESSAGE);
    assertThat(fixture.messages.expunge(fixture.inbox(mailbox), List.of(99L))).isEmpty();
    MessageRemoval removal = new MessageRemoval(fixture.database, fixture.objects);
    assertThatThrownBy(() -> removal.delete(fixture.inbox(mailbox)))
        .isInstanceOfSatisfying(
            CustodyException.class,
            refused -> assertThat(refused.error()).isEqualTo(CustodyError.LEGAL_HOLD));
    removal.delete(fixture.folders.ensure(mailbox, "Empty"));
    run("DELETE FROM legal_holds");
    assertThat(fixture.messages.expunge(fixture.inbox(mailbox), List.of(uid))).containsExactly(uid);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Once it is purged it says so for good, its rows go, and no folder comes back")
  void purged(Dialect dialect) {
    open(dialect);
    Folder secret = fixture.folders.ensure(mailbox, "Secret/Plans");
    for (int n = 0; n < 5; n++) {
      fixture.append(mailbox, secret, MESSAGE);
    }
    Mailbox other = fixture.mailbox("bob@x.example");
    fixture.append(other, fixture.inbox(other), MESSAGE);
    assertThat(fixture.mailboxes.requireOpen(fixture.tenantId, "alice@x.example"))
        .isEqualTo(mailbox);
    run("UPDATE owner_keys SET state = 'DESTROYED', wrapped_key = NULL");

    assertPurged(() -> fixture.mailboxes.requireOpen(fixture.tenantId, "alice@x.example"));
    assertPurged(() -> fixture.folders.ensure(mailbox, "New"));
    int erased;
    do {
      erased =
          fixture.database.write(tx -> new MailRemains().erase(tx, mailbox.id(), List.of(), 2));
    } while (erased == 2);
    assertThat(fixture.folders.list(mailbox)).isEmpty();
    assertThat(fixture.folders.list(other)).hasSize(1);
    assertThat(fixture.messages.list(fixture.inbox(other), 0, 10)).hasSize(1);
    assertPurged(() -> fixture.folders.ensure(mailbox, "INBOX"));
  }

  private static void assertPurged(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            MailException.class,
            refused -> assertThat(refused.error()).isEqualTo(MailError.PURGED));
  }
}
