package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Renewals that race with users")
class RenewalRaceTest {

  private static final int MAX_RENEWALS = 20;
  private static final int MESSAGES = 60;
  private static final int MAX_ROUNDS = 200;
  private static final long MAX_WAIT_MILLIS = 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Row 21: appends, flags and expunges win; nothing comes back and nothing is lost")
  void fault21_resealsRaceWithAppendsFlagsAndExpunges(Dialect dialect) throws Exception {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      ConcurrentLinkedQueue<UUID> retired = new ConcurrentLinkedQueue<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Semaphore appended = new Semaphore(0);
        Semaphore othersAppended = new Semaphore(0);
        Future<?> user = threads.submit(() -> use(mail, mailbox, inbox, appended));
        Future<?> other = threads.submit(() -> use(mail, mailbox, inbox, othersAppended));
        Future<?> renewer =
            threads.submit(
                () -> {
                  while (!(user.isDone() && other.isDone()) && retired.size() < MAX_RENEWALS) {
                    UUID old = mail.custody.renew(mailbox.id());
                    retired.add(old);
                    mail.reseal(mailbox, old);
                    awaitAppend(user, appended);
                    awaitAppend(other, othersAppended);
                  }
                  return null;
                });
        user.get();
        other.get();
        renewer.get();
      }
      assertThat(retired).isNotEmpty();
      for (UUID old : retired) {
        finish(mail, mailbox, old);
      }

      List<DescribedMessage> left =
          mail.messages.describe(mailbox, inbox, 0, 1000, MailFixture.ALICE);
      assertThat(left).hasSize(MESSAGES);
      for (DescribedMessage message : left) {
        long uid = message.message().uid();
        assertThat(mail.read(inbox, uid)).hasSize((int) message.message().sizeBytes());
        assertThat(message.message().flags()).isEqualTo(MessageFlags.of(MessageFlag.SEEN));
      }
      assertThat(mail.objects.usage(mail.custody.presentKey(mailbox.id())).objects())
          .isEqualTo(MESSAGES);
      assertThat(mail.inbox(mailbox).messageCount()).isEqualTo(MESSAGES);
    }
  }

  /**
   * Waits for one more message of a user. Renewals without a pause would outrun an append more
   * often than the store seals it again.
   */
  private static void awaitAppend(Future<?> user, Semaphore appended) throws InterruptedException {
    appended.drainPermits();
    while (!user.isDone() && !appended.tryAcquire(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
      // Until the user appends or ends.
    }
  }

  /** Appends messages in pairs, flags and reads one of each and expunges the other. */
  private static void use(MailFixture mail, Mailbox mailbox, Folder inbox, Semaphore appended) {
    for (int i = 0; i < MESSAGES / 2; i++) {
      byte[] content = "A: %d\n\nbody\n".formatted(i).getBytes(StandardCharsets.US_ASCII);
      MessageRef kept = mail.append(mailbox, inbox, content);
      MessageRef gone = mail.append(mailbox, inbox, content);
      appended.release();
      mail.messages.changeFlags(
          inbox,
          List.of(kept.uid()),
          new FlagChange(FlagChange.Mode.ADD, MessageFlags.of(MessageFlag.SEEN)));
      assertThat(mail.messages.describe(mailbox, inbox, kept.uid(), MailFixture.ALICE).details())
          .hasValueSatisfying(it -> assertThat(it.sha256()).isEqualTo(kept.sha256()));
      assertThat(mail.messages.expunge(inbox, List.of(gone.uid()))).containsExactly(gone.uid());
    }
  }

  private static void finish(MailFixture mail, Mailbox mailbox, UUID retired) {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (mail.reseal(mailbox, retired)) {
        assertThat(mail.objects.usage(retired).objects()).isZero();
        mail.custody.destroy(retired);
        return;
      }
    }
    throw new AssertionError("the renewal does not come to its end");
  }
}
