package dev.freehold.mailserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.mail.access.ReadRecords;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderRows;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.MessageRanges;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two processes on one PostgreSQL")
class TwoProcessesOnPostgresqlTest {

  private static final byte[] TEXT = "Subject: x\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);
  private static final int EACH = 25;

  private final StoreFixture fixture = new StoreFixture(Dialect.POSTGRESQL, Clock.systemUTC());
  private final MailFixture.Node node = fixture.real.another();
  private final SealedMail there = mail(node);
  private final Mailbox mailbox = fixture.real.mailbox("alice@contoso.example");

  @AfterEach
  void close() {
    node.close();
    fixture.close();
  }

  private SealedMail mail(MailFixture.Node other) {
    Aead aead = new Aead(CryptoSuite.select(CryptoSuite.Choice.JDK));
    Clock clock = Clock.systemUTC();
    return SealedMail.over(
        other.database(),
        other.objects(),
        fixture.real.custody,
        fixture.real.custody,
        aead,
        new Mailboxes(
            other.database(), fixture.real.custody, other.objects(), fixture.real.ledger, clock),
        new Folders(other.database(), clock),
        new Messages(
            other.database(),
            other.objects(),
            fixture.real.custody,
            fixture.real.custody,
            aead,
            clock),
        new ReadRecords(other.database(), fixture.real.ledger),
        clock);
  }

  private Folder folder(String path) {
    return fixture.real.folders.require(mailbox, path);
  }

  @Test
  @DisplayName("give each message a UID of its own, in the order of their commits")
  void appends() throws Exception {
    run(() -> append(fixture.mail), () -> append(there));
    List<StoredMessage> all =
        fixture.mail.ranges().list(folder("INBOX"), MessageRanges.Uids.ALL, 1_000);
    assertThat(all)
        .extracting(StoredMessage::uid)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2 * EACH).boxed().toList());
    assertThat(all).extracting(StoredMessage::modSeq).doesNotHaveDuplicates().isSorted();
    assertRight();
  }

  @Test
  @DisplayName("lose no flag that either sets, and count each change")
  void flags() throws Exception {
    append(fixture.mail);
    run(() -> keywords(fixture.mail, "a"), () -> keywords(there, "b"));
    List<StoredMessage> all =
        fixture.mail.ranges().list(folder("INBOX"), MessageRanges.Uids.ALL, 1_000);
    assertThat(all).allSatisfy(message -> assertThat(message.flags().keywords()).hasSize(2 * EACH));
    assertThat(folder("INBOX").highestModSeq()).isEqualTo(1 + EACH + 2 * EACH);
  }

  @Test
  @DisplayName("release an object with the last of its copies, whoever removes that")
  void copies() throws Exception {
    append(fixture.mail);
    fixture.real.folders.create(mailbox, "Work", Optional.empty());
    List<Long> uids = LongStream.rangeClosed(1, EACH).boxed().toList();
    run(() -> copy(fixture.mail, "INBOX", "Work", uids), () -> copy(there, "INBOX", "Work", uids));
    assertRight();
    assertThat(objects()).isEqualTo(EACH);
    assertThat(fixture.real.mailboxes.statistics(mailbox).isEncrypted()).isTrue();
    run(
        () -> fixture.mail.removal().remove(folder("INBOX"), uids),
        () -> there.removal().delete(folder("Work")));
    assertRight();
    assertThat(objects()).isZero();
    assertThat(fixture.real.mailboxes.statistics(mailbox).isEncrypted()).isTrue();
  }

  private Object copy(SealedMail mail, String from, String to, List<Long> uids) {
    return mail.copies().copy(mailbox, folder(from), folder(to), uids, MailFixture.ALICE);
  }

  private Object append(SealedMail mail) throws Exception {
    NewMessage message =
        new NewMessage(
            MessageFlags.of(MessageFlag.RECENT),
            Instant.EPOCH,
            MessageProperties.NONE,
            OptionalLong.empty(),
            Optional.empty());
    for (int n = 0; n < EACH; n++) {
      mail.messages()
          .append(
              mailbox, folder("INBOX"), message, new ByteArrayInputStream(TEXT), MailFixture.ALICE);
    }
    return mail;
  }

  private Object keywords(SealedMail mail, String prefix) {
    for (int n = 0; n < EACH; n++) {
      MessageFlags added = new MessageFlags(Set.of(), Set.of(prefix + n));
      mail.ranges()
          .changeFlags(
              folder("INBOX"), MessageRanges.Uids.ALL, message -> message.flags().plus(added));
    }
    return mail;
  }

  private void assertRight() {
    for (Folder folder : fixture.real.folders.list(mailbox)) {
      boolean isRight = fixture.real.database.read(tx -> FolderRows.hasRightCounts(tx, folder));
      assertThat(isRight).isTrue();
    }
  }

  private long objects() {
    return fixture.real.objects.usage(fixture.real.custody.presentKey(mailbox.id())).objects();
  }

  private static void run(Callable<Object> one, Callable<Object> other) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> done : Stream.of(one, other).map(threads::submit).toList()) {
        done.get();
      }
    }
  }
}
