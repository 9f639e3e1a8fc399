package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("While a mailbox key is renewed")
class KeyRenewalTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void everythingStaysReadableAndMovesWithItsObject(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      importMessage(mail, mailbox, 0);
      importMessage(mail, mailbox, 1);
      UUID retired = mail.custody.renew(mailbox.id());
      importMessage(mail, mailbox, 2);
      assertAllReadable(mail, mailbox, 3);
      assertThat(mail.reseal(mailbox, retired)).isTrue();
      mail.custody.destroy(retired);
      assertAllReadable(mail, mailbox, 3);
      assertThat(mail.objects.usage(retired).objects()).isZero();
      assertThat(mail.inbox(mailbox).highestModSeq()).isEqualTo(inbox.highestModSeq() + 3);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anImportThatIsRunAgainStoresNothingTwice(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      MessageRef stored = importMessage(mail, mailbox, 0);
      UUID first = mail.custody.renew(mailbox.id());
      importMessage(mail, mailbox, 1);
      UUID second = mail.custody.renew(mailbox.id());
      assertThat(importMessage(mail, mailbox, 0).uid()).isEqualTo(stored.uid());
      assertThat(importMessage(mail, mailbox, 1).alreadyThere()).isTrue();
      mail.reseal(mailbox, first);
      mail.reseal(mailbox, second);
      assertThat(importMessage(mail, mailbox, 0).alreadyThere()).isTrue();
      mail.custody.destroy(first);
      mail.custody.destroy(second);
      assertThat(importMessage(mail, mailbox, 0).sha256()).isEqualTo(stored.sha256());
      assertThat(importMessage(mail, mailbox, 1).alreadyThere()).isTrue();
      assertThat(mail.inbox(mailbox).messageCount()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aMessageThatAnotherThreadStoredUnderTheOldKeyIsNotStoredAgain(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      // Both of these are after the look for the token and before the transaction. The mailboxes
      // are two because the key of one that was sealed under just now is not asked for.
      mail.custody.beforeNextSealing(() -> storeAndRenew(mail, mailbox, 0));
      assertThat(importMessage(mail, mailbox, 0).alreadyThere()).isTrue();
      Mailbox other = mail.mailbox("bob@contoso.example");
      mail.custody.afterNextSealing(() -> storeAndRenew(mail, other, 1));
      assertThat(importMessage(mail, other, 1).alreadyThere()).isTrue();
      assertThat(mail.inbox(mailbox).messageCount()).isEqualTo(1);
      assertThat(mail.inbox(other).messageCount()).isEqualTo(1);
      assertThat(blobs()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aMessageThatMovedMeanwhileIsNotStoredAgain(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      mail.custody.afterNextSealing(
          () -> {
            UUID retired = storeAndRenew(mail, mailbox, 0);
            assertThat(mail.reseal(mailbox, retired)).isTrue();
          });
      assertThat(importMessage(mail, mailbox, 0).alreadyThere()).isTrue();
      assertThat(mail.inbox(mailbox).messageCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aMessageOnItsWayIsSealedAgainUnderTheNewKey(Dialect dialect) throws IOException {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      UUID old = mail.custody.presentKey(mailbox.id());
      mail.custody.afterNextSealing(() -> mail.custody.renew(mailbox.id()));
      MessageRef ref = importMessage(mail, mailbox, 0);
      assertThat(ref.uid()).isEqualTo(1);
      assertThat(mail.objects.usage(old).objects()).isZero();
      mail.custody.destroy(old);
      assertAllReadable(mail, mailbox, 1);
      assertThat(importMessage(mail, mailbox, 0).alreadyThere()).isTrue();
      assertThat(mail.mailboxes.statistics(mailbox).isEncrypted()).isTrue();
      assertThat(blobs()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aReaderWhoseKeyIsDestroyedLooksAgain(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      importMessage(mail, mailbox, 0);
      UUID retired = mail.custody.renew(mailbox.id());
      mail.custody.beforeNextOpening(
          () -> {
            mail.reseal(mailbox, retired);
            mail.custody.destroy(retired);
          });
      assertAllReadable(mail, mailbox, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aMessageWithoutItsImportKeyKeepsItsToken(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      mail.append(mailbox, inbox, new byte[10]);
      mail.append(mailbox, inbox, new byte[10]);
      byte[] token = new byte[32];
      // As version 1 stored it: a token, and no import key beside the properties.
      mail.database.write(
          tx ->
              tx.createUpdate("UPDATE mail_messages SET import_token = :token WHERE uid = 1")
                  .bind("token", token)
                  .execute());
      mail.reseal(mailbox, mail.custody.renew(mailbox.id()));
      List<byte[]> tokens =
          mail.database.read(
              tx ->
                  tx.createQuery(
                          "SELECT import_token FROM mail_messages WHERE import_token IS NOT NULL")
                      .mapTo(byte[].class)
                      .list());
      assertThat(tokens).containsExactly(token);
      assertThat(mail.messages.describe(mailbox, inbox, 0, 10, MailFixture.ALICE)).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void damagedPropertiesHoldUpNothingElse(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      importMessage(mail, mailbox, 0);
      MessageRef damaged = importMessage(mail, mailbox, 1);
      mail.database.write(
          tx ->
              tx.createUpdate("UPDATE mail_messages SET sealed_properties = :junk WHERE uid = 2")
                  .bind("junk", new byte[100])
                  .execute());
      UUID retired = mail.custody.renew(mailbox.id());
      assertThat(mail.reseal(mailbox, retired)).isTrue();
      mail.custody.destroy(retired);
      assertThat(details(mail.messages.describe(mailbox, inbox, 1, MailFixture.ALICE)).properties())
          .isEqualTo(properties(0));
      assertThat(mail.messages.describe(mailbox, inbox, damaged.uid(), MailFixture.ALICE))
          .matches(DescribedMessage::isDamaged);
      assertThatThrownBy(() -> mail.read(inbox, damaged.uid()))
          .isInstanceOf(ContentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theRestOfAMessageWhoseObjectIsGoneStaysReadable(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      MessageRef lost = importMessage(mail, mailbox, 0);
      mail.database.write(
          tx ->
              tx.createUpdate("DELETE FROM content_objects WHERE object_id = :id")
                  .bind("id", lost.objectId())
                  .execute());
      assertThat(
              details(
                      mail.messages
                          .describe(mailbox, mail.inbox(mailbox), 0, 10, MailFixture.ALICE)
                          .getFirst())
                  .sha256())
          .isEqualTo(lost.sha256());
    }
  }

  private static MessageDetails details(DescribedMessage message) {
    return message.details().orElseThrow();
  }

  private static UUID storeAndRenew(MailFixture mail, Mailbox mailbox, int number) {
    assertThat(importMessage(mail, mailbox, number).alreadyThere()).isFalse();
    return mail.custody.renew(mailbox.id());
  }

  private static MessageRef importMessage(MailFixture mail, Mailbox mailbox, int number) {
    NewMessage message =
        new NewMessage(
            MessageFlags.NONE,
            MailFixture.DELIVERED,
            properties(number),
            OptionalLong.empty(),
            Optional.of(MessageImportKey.of("inbox.mbox@" + number, new byte[32])));
    try {
      return mail.messages.append(
          mailbox,
          mail.inbox(mailbox),
          message,
          new ByteArrayInputStream(content(number)),
          MailFixture.ALICE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertAllReadable(MailFixture mail, Mailbox mailbox, int count) {
    Folder inbox = mail.inbox(mailbox);
    List<DescribedMessage> all = mail.messages.describe(mailbox, inbox, 0, 100, MailFixture.ALICE);
    assertThat(all).hasSize(count);
    for (int number = 0; number < count; number++) {
      assertThat(details(all.get(number)).properties()).isEqualTo(properties(number));
      assertThat(mail.read(inbox, number + 1)).isEqualTo(content(number));
    }
  }

  private static MessageProperties properties(int number) {
    return MessageProperties.ofFile("m%d.eml".formatted(number));
  }

  private static byte[] content(int number) {
    return "A: %d\n\nbody\n".formatted(number).getBytes(StandardCharsets.US_ASCII);
  }

  private List<Path> blobs() {
    try (Stream<Path> all = Files.walk(folder.resolve("blobs/objects"))) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
