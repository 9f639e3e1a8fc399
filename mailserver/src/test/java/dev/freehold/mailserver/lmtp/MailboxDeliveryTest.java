package dev.freehold.mailserver.lmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.domains.AcceptedDomains;
import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Delivery into sealed mailboxes")
class MailboxDeliveryTest {

  private static final String ALICE = "alice@contoso.example";

  private MailFixture mail;
  private AcceptedDomains domains;
  private FolderSubscriptions subscriptions;
  private MailboxDelivery delivery;
  private Mailbox alice;

  @BeforeEach
  void open(@TempDir Path folder) {
    mail = new MailFixture(Dialect.SQLITE, folder);
    Clock clock = Clock.systemUTC();
    domains = new AcceptedDomains(mail.database, mail.ledger, clock, Optional::empty);
    domains.add(mail.tenantId, "contoso.example", "operator");
    subscriptions = new FolderSubscriptions(mail.database);
    delivery =
        new MailboxDelivery(
            domains, mail.mailboxes, mail.folders, subscriptions, mail.messages, clock);
    alice = mail.mailbox(ALICE);
  }

  @AfterEach
  void close() {
    mail.close();
  }

  private void deliver(boolean isJunk) throws Exception {
    byte[] message = "A: b\r\n\r\nc\r\n".getBytes(StandardCharsets.US_ASCII);
    delivery.deliver(delivery.find(ALICE), isJunk, new ByteArrayInputStream(message));
  }

  private static void assertAnswer(String enhancedCode, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            Undeliverable.class,
            refused -> {
              assertThat(refused.enhancedCode()).isEqualTo(enhancedCode);
              assertThat(refused.isPermanent()).isEqualTo(enhancedCode.startsWith("5"));
            });
  }

  private long messages(Folder folder) {
    return mail.folders.require(alice, folder.path()).messageCount();
  }

  @Test
  @DisplayName("makes a folder for junk, which mail programs show: it is marked and subscribed to")
  void newJunk() throws Exception {
    deliver(true);
    deliver(true);
    Folder junk = mail.folders.require(alice, "Junk");
    assertThat(messages(junk)).isEqualTo(2);
    assertThat(junk.specialUse()).contains(SpecialUse.JUNK);
    assertThat(subscriptions.list(alice)).containsExactly("Junk");
  }

  @Test
  @DisplayName("leaves a folder of that name as its owner has it")
  void ownJunk() throws Exception {
    Folder own = mail.folders.create(alice, "Junk", Optional.empty());
    deliver(true);
    assertThat(messages(own)).isEqualTo(1);
    assertThat(subscriptions.list(alice)).isEmpty();
  }

  @Test
  @DisplayName("goes to the folder that is for junk, whatever it is called")
  void junk() throws Exception {
    Folder spam = mail.folders.create(alice, "Rubbish", Optional.of(SpecialUse.JUNK));
    deliver(true);
    deliver(false);
    assertThat(messages(spam)).isEqualTo(1);
    assertThat(messages(mail.inbox(alice))).isEqualTo(1);
  }

  @Test
  @DisplayName("takes what follows a plus sign as the same address, unless somebody has that one")
  void detail() throws Exception {
    Mailbox news = mail.mailbox("alice+news@contoso.example");
    assertThat(delivery.find("alice+news@contoso.example").mailboxId()).isEqualTo(news.id());
    assertThat(delivery.find("Alice+Other@Contoso.example").mailboxId()).isEqualTo(alice.id());
    assertAnswer("5.1.1", () -> delivery.find("+alice@contoso.example"));
  }

  @Test
  @DisplayName("knows addresses only: no alias, no name, no id, and nothing without a domain")
  void addressesOnly() {
    for (String text : new String[] {"bob", "@contoso.example", alice.id() + "@contoso.example"}) {
      assertThatThrownBy(() -> delivery.find(text)).isInstanceOf(Undeliverable.class);
    }
    assertAnswer("4.1.2", () -> delivery.find("alice@fabrikam.example"));
  }

  @Test
  @DisplayName("waits for a mail user until it is migrated")
  void mailUser() {
    mail.mailboxes.createMailUser(
        mail.tenantId, "bob@contoso.example", "", Optional.of(mail.policyId), MailFixture.ALICE);
    assertAnswer("4.2.1", () -> delivery.find("bob@contoso.example"));
  }

  @Test
  @DisplayName("is refused for good once the mailbox was purged, before the message and after it")
  void purged() throws Exception {
    Delivery.Destination before = delivery.find(ALICE);
    mail.keepKeyInDatabase(alice);
    mail.database.write(
        tx -> tx.execute("UPDATE owner_keys SET state = 'DESTROYED', wrapped_key = NULL"));
    assertAnswer("5.2.1", () -> delivery.find(ALICE));
    assertAnswer(
        "5.2.1",
        () -> delivery.deliver(before, false, new ByteArrayInputStream(new byte[] {'\r', '\n'})));
  }

  @ParameterizedTest
  @EnumSource(KeyAccessException.Reason.class)
  @DisplayName("stores nothing without a key, and tells whether to try again")
  void withoutKey(KeyAccessException.Reason reason) {
    mail.custody.refuse(reason);
    boolean isForGood =
        reason == KeyAccessException.Reason.PURGED
            || reason == KeyAccessException.Reason.NO_SUCH_KEY;
    assertAnswer(isForGood ? "5.2.1" : "4.2.1", () -> deliver(false));
    mail.custody.allow();
    assertThat(messages(mail.inbox(alice))).isZero();
  }
}
