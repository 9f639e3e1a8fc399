package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.InspectionLog;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The envelope of a stored message")
class EnvelopesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void isMadeWhenItIsAppended(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      append(mail, mailbox, "one");
      append(mail, mailbox, "two");
      assertThat(sealed(mail)).isEqualTo(2);
      assertThat(subjects(mail, mailbox)).containsExactly("one", "two");
      assertThat(
              mail.messages.envelopes(
                  mailbox, mail.inbox(mailbox), List.of(2L, 9L), MailFixture.ALICE))
          .singleElement()
          .satisfies(
              found -> assertThat(found.envelope().orElseThrow().preview()).isEqualTo("body two"));
      assertThat(plainBytesInRows(mail)).doesNotContain("one").doesNotContain("body");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void isMadeWhenItIsFirstNeeded(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      append(mail, mailbox, "one");
      append(mail, mailbox, "two");
      forget(mail);
      assertThat(subjects(mail, mailbox)).containsExactly("one", "two");
      assertThat(sealed(mail)).isEqualTo(2);
      assertThat(subjects(mail, mailbox)).containsExactly("one", "two");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void movesToTheNewKey(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      append(mail, mailbox, "one");
      append(mail, mailbox, "two");
      mail.database.write(
          tx -> tx.execute("UPDATE mail_messages SET sealed_envelope = NULL WHERE uid = 2"));
      UUID retired = mail.custody.renew(mailbox.id());
      append(mail, mailbox, "three");
      assertThat(mail.reseal(mailbox, retired)).isTrue();
      mail.custody.destroy(retired);
      assertThat(sealed(mail)).isEqualTo(2);
      assertThat(subjects(mail, mailbox)).containsExactly("one", "two", "three");
      assertThat(sealed(mail)).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void isNotKeptIfTheMessageMovesWhileItIsMade(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      append(mail, mailbox, "one");
      forget(mail);
      mail.custody.beforeNextOpening(
          () -> {
            UUID retired = mail.custody.renew(mailbox.id());
            assertThat(mail.reseal(mailbox, retired)).isTrue();
          });
      assertThat(subjects(mail, mailbox)).containsExactly("one");
      assertThat(sealed(mail)).isZero();
      assertThat(subjects(mail, mailbox)).containsExactly("one");
      assertThat(sealed(mail)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void ofAnotherMessageIsNotItsOwn(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      append(mail, mailbox, "one");
      append(mail, mailbox, "two");
      mail.database.write(
          tx -> {
            List<byte[]> both =
                tx.createQuery("SELECT sealed_envelope FROM mail_messages ORDER BY uid DESC")
                    .mapTo(byte[].class)
                    .list();
            for (int uid = 1; uid <= 2; uid++) {
              tx.execute(
                  "UPDATE mail_messages SET sealed_envelope = ? WHERE uid = ?",
                  both.get(uid - 1),
                  uid);
            }
            return null;
          });
      assertThat(scrub(mail, mailbox)).containsExactly("envelope-damaged", "envelope-damaged");
      assertThat(subjects(mail, mailbox)).containsExactly("one", "two");
      assertThat(scrub(mail, mailbox)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void ofADamagedMessageIsEmpty(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      append(mail, mailbox, "one");
      append(mail, mailbox, "two");
      mail.database.write(
          tx -> tx.execute("UPDATE mail_messages SET internal_date = 7 WHERE uid = 1"));
      Folder inbox = mail.inbox(mailbox);
      assertThat(mail.messages.envelopes(mailbox, inbox, 0, 10, MailFixture.ALICE))
          .extracting(found -> found.envelope().map(Envelope::subject).orElse("damaged"))
          .containsExactly("damaged", "two");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void isNotGivenWithoutTheKey(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      append(mail, mailbox, "one");
      MailboxAccess access = new MailboxAccess(mail.database, mail.custody, mail.custody);
      access.require(mailbox, MailFixture.ALICE);
      mail.custody.refuse(KeyAccessException.Reason.REFUSED);
      assertThatThrownBy(() -> subjects(mail, mailbox)).isInstanceOf(KeyAccessException.class);
      assertThatThrownBy(() -> access.require(mailbox, MailFixture.ALICE))
          .isInstanceOf(KeyAccessException.class);
    }
  }

  private static void append(MailFixture mail, Mailbox mailbox, String word) {
    String text = "Subject: %s\r\n\r\nbody %s".formatted(word, word);
    mail.append(mailbox, mail.inbox(mailbox), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void forget(MailFixture mail) {
    mail.database.write(tx -> tx.execute("UPDATE mail_messages SET sealed_envelope = NULL"));
  }

  private static List<String> subjects(MailFixture mail, Mailbox mailbox) {
    return mail.messages.envelopes(mailbox, mail.inbox(mailbox), 0, 10, MailFixture.ALICE).stream()
        .map(found -> found.envelope().orElseThrow().subject())
        .toList();
  }

  private static long sealed(MailFixture mail) {
    return mail.database.read(
        tx ->
            tx.createQuery("SELECT COUNT(sealed_envelope) FROM mail_messages")
                .mapTo(Long.class)
                .one());
  }

  private static String plainBytesInRows(MailFixture mail) {
    List<byte[]> envelopes =
        mail.database.read(
            tx ->
                tx.createQuery("SELECT sealed_envelope FROM mail_messages")
                    .mapTo(byte[].class)
                    .list());
    StringBuilder all = new StringBuilder();
    envelopes.forEach(bytes -> all.append(new String(bytes, StandardCharsets.ISO_8859_1)));
    return all.toString();
  }

  private static List<String> scrub(MailFixture mail, Mailbox mailbox) {
    List<String> codes = new ArrayList<>();
    new MailScrub(mail.database, mail.messages)
        .inspect(
            new ContentOwner(mail.tenantId, mailbox.id()),
            MailFixture.ALICE,
            new InspectionLog() {
              @Override
              public void found(ContentOwner owner, String code, String subject) {
                codes.add(code);
              }

              @Override
              public void unchecked(ContentOwner owner, String code, String subject) {
                throw new AssertionError(subject + " was not checked: " + code);
              }

              @Override
              public void checked(long bytes) {}

              @Override
              public void unbound() {}
            });
    return codes;
  }
}
