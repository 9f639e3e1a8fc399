package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxQuota;
import dev.freehold.mail.mailboxes.QuotaEdit;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The quota of a mailbox")
class MailboxSpaceTest {

  private static final byte[] TEN = "a: b\r\n\r\n1\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  private static void edit(MailFixture mail, Mailbox mailbox, QuotaEdit quota) {
    mail.editQuota(mailbox.id(), quota);
  }

  private static QuotaEdit bytes(long max) {
    return new QuotaEdit(Optional.empty(), Optional.of(OptionalLong.of(max)), Optional.empty());
  }

  private static MailboxQuota quota(MailFixture mail, Mailbox mailbox) {
    return mail.database.read(tx -> mail.messages.space().of(tx, mail.tenantId, mailbox.id()));
  }

  private static void assertFull(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            MailException.class,
            refused -> assertThat(refused.error()).isEqualTo(MailError.MAILBOX_FULL));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is reached and not passed, by appending and by copying; moving and deleting help")
  void held(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@x.example");
      Folder inbox = mail.inbox(mailbox);
      Folder work = mail.folders.ensure(mailbox, "Work");
      edit(mail, mailbox, bytes(3L * TEN.length));
      mail.append(mailbox, inbox, TEN);
      mail.append(mailbox, work, TEN);
      MessageCopies copies = copies(mail);
      copies.copy(mailbox, inbox, work, List.of(1L), MailFixture.ALICE);
      assertFull(() -> mail.append(mailbox, inbox, TEN));
      assertFull(() -> copies.copy(mailbox, inbox, work, List.of(1L), MailFixture.ALICE));
      assertThat(mail.database.<Boolean>read(tx -> mail.messages.space().isFull(tx, mailbox)))
          .isTrue();
      copies.move(mailbox, inbox, work, List.of(1L), MailFixture.ALICE);
      mail.messages.expunge(work, List.of(1L));
      mail.append(mailbox, inbox, TEN);
      assertFull(() -> mail.append(mailbox, inbox, TEN));

      edit(mail, mailbox, bytes(1));
      assertFull(() -> mail.append(mailbox, inbox, new byte[0]));
      copies.move(mailbox, inbox, work, List.of(2L), MailFixture.ALICE);
      edit(
          mail,
          mailbox,
          new QuotaEdit(Optional.empty(), Optional.of(OptionalLong.empty()), Optional.empty()));
      mail.append(mailbox, inbox, TEN);
      assertThat(mail.mailboxes.statistics(mailbox).totalBytes()).isEqualTo(4L * TEN.length);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is not passed by many who append to different folders at once")
  void concurrent(Dialect dialect) throws Exception {
    try (MailFixture mail = new MailFixture(dialect, folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Mailbox mailbox = mail.mailbox("alice@x.example");
      edit(mail, mailbox, bytes(7L * TEN.length));
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        Folder target = mail.folders.ensure(mailbox, "F" + i % 6);
        all.add(threads.submit(() -> mail.append(mailbox, target, TEN)));
      }
      int taken = 0;
      for (Future<?> one : all) {
        try {
          one.get();
          taken++;
        } catch (ExecutionException refused) {
          assertThat(refused.getCause()).isInstanceOf(MailException.class);
          assertThat(((MailException) refused.getCause()).error())
              .isEqualTo(MailError.MAILBOX_FULL);
        }
      }
      assertThat(taken).isEqualTo(7);
      assertThat(mail.mailboxes.statistics(mailbox).totalBytes()).isEqualTo(7L * TEN.length);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is the server's until the mailbox has its own, and again when that is taken away")
  void own(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@x.example");
      MailboxQuota ofServer = mail.messages.space().ofServer();
      assertThat(quota(mail, mailbox)).isEqualTo(ofServer);
      edit(mail, mailbox, bytes(1000));
      assertThat(quota(mail, mailbox))
          .isEqualTo(new MailboxQuota(OptionalLong.of(1000), OptionalLong.of(1000)));
      edit(
          mail,
          mailbox,
          new QuotaEdit(Optional.of(false), Optional.empty(), Optional.of(OptionalLong.of(900))));
      assertThat(quota(mail, mailbox))
          .isEqualTo(new MailboxQuota(OptionalLong.of(1000), OptionalLong.of(900)));
      assertThat(mail.recipients.get(mail.tenantId, mailbox.id()).recipient().ownQuota())
          .contains(quota(mail, mailbox));
      edit(mail, mailbox, new QuotaEdit(Optional.of(true), Optional.empty(), Optional.empty()));
      assertThat(quota(mail, mailbox)).isEqualTo(ofServer);
    }
  }

  @Test
  @DisplayName("is a number of bytes, warns before it is reached, and says how full a mailbox is")
  void numbers() {
    MailboxQuota quota = MailboxQuota.ofServer(1000);
    assertThat(quota.fill(979)).isEqualTo(MailboxQuota.Fill.BELOW);
    assertThat(quota.fill(980)).isEqualTo(MailboxQuota.Fill.WARNING);
    assertThat(quota.fill(1000)).isEqualTo(MailboxQuota.Fill.FULL);
    assertThatThrownBy(() -> new MailboxQuota(OptionalLong.of(0), OptionalLong.empty()))
        .isInstanceOf(MailException.class);
    assertThatThrownBy(() -> new MailboxQuota(OptionalLong.of(5), OptionalLong.of(6)))
        .isInstanceOf(MailException.class);
  }

  private static MessageCopies copies(MailFixture mail) {
    return new MessageCopies(
        mail.database,
        mail.objects,
        mail.custody,
        new Aead(CryptoSuite.select(CryptoSuite.Choice.JDK)),
        mail.messages.space(),
        Clock.systemUTC());
  }
}
