package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MessageRef;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The statistics of a mailbox")
class MailboxStatisticsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void countItsMessagesAndMissOneWhoseObjectIsGone(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      assertThat(mail.mailboxes.statistics(mailbox)).isEqualTo(settled(mail.policyId, 0, 0));
      mail.append(mailbox, mail.inbox(mailbox), new byte[8]);
      MessageRef second = mail.append(mailbox, mail.inbox(mailbox), new byte[100]);
      assertThat(mail.mailboxes.statistics(mailbox)).isEqualTo(settled(mail.policyId, 2, 108));
      assertThat(mail.mailboxes.statistics(mailbox).dataEncryptionPolicyId())
          .contains(mail.policyId);
      mail.database.write(tx -> mail.objects.release(tx, mail.tenantId, second.objectId()));
      assertThat(mail.mailboxes.statistics(mailbox).isEncrypted()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void nameNoPolicyOfTheCustomerWhileTheServiceManagedOneIsInEffect(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = withoutPolicy(mail);
      MailboxStatistics statistics = mail.mailboxes.statistics(mailbox);
      assertThat(statistics.dataEncryptionPolicyId()).isEmpty();
      assertThat(statistics.orderedPolicyId()).isEmpty();
      assertThat(statistics.policyId()).contains(mail.tenantId);
      assertThat(statistics.policyKind()).contains(PolicyKind.SERVICE_MANAGED);
      assertThat(statistics.isEncrypted()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void followARenewalFromTheOrderToTheLastObject(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = withoutPolicy(mail);
      Folder inbox = mail.inbox(mailbox);
      mail.append(mailbox, inbox, new byte[10]);
      mail.append(mailbox, inbox, new byte[20]);

      mail.custody.assign(mailbox.id(), mail.policyId);
      MailboxStatistics ordered = mail.mailboxes.statistics(mailbox);
      assertThat(ordered.orderedPolicyId()).contains(mail.policyId);
      assertThat(ordered.dataEncryptionPolicyId()).isEmpty();
      assertThat(ordered.isEncrypted()).isFalse();
      assertThat(ordered.itemsLeft()).isEqualTo(2);
      assertThat(ordered.bytesLeft()).isEqualTo(30);

      UUID retired = mail.custody.renew(mailbox.id());
      mail.append(mailbox, inbox, new byte[40]);
      MailboxStatistics renewed = mail.mailboxes.statistics(mailbox);
      assertThat(renewed.dataEncryptionPolicyId()).contains(mail.policyId);
      assertThat(renewed.isEncrypted()).isFalse();
      assertThat(renewed.itemCount()).isEqualTo(3);
      assertThat(renewed.itemsLeft()).isEqualTo(2);
      assertThat(renewed.bytesLeft()).isEqualTo(30);

      assertThat(mail.reseal(mailbox, retired)).isTrue();
      MailboxStatistics moved = mail.mailboxes.statistics(mailbox);
      assertThat(moved.itemsLeft()).isZero();
      assertThat(moved.bytesLeft()).isZero();
      mail.custody.destroy(retired);
      assertThat(mail.mailboxes.statistics(mailbox)).isEqualTo(settled(mail.policyId, 3, 70));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void haveNothingLeftWhereOnlyTheKeyIsWrappedAgain(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      mail.append(mailbox, mail.inbox(mailbox), new byte[10]);
      UUID other = UUID.randomUUID();
      mail.custody.assign(mailbox.id(), other);
      MailboxStatistics ordered = mail.mailboxes.statistics(mailbox);
      assertThat(ordered.orderedPolicyId()).contains(other);
      assertThat(ordered.dataEncryptionPolicyId()).contains(mail.policyId);
      assertThat(ordered.isEncrypted()).isFalse();
      assertThat(ordered.itemsLeft()).isZero();
      mail.custody.rewrap(mailbox.id());
      assertThat(mail.mailboxes.statistics(mailbox)).isEqualTo(settled(other, 1, 10));
    }
  }

  private static Mailbox withoutPolicy(MailFixture mail) {
    return mail.mailboxes.create(
        mail.tenantId, "alice@contoso.example", "", Optional.empty(), MailFixture.ALICE);
  }

  private static MailboxStatistics settled(UUID policyId, long items, long bytes) {
    return new MailboxStatistics(
        items,
        bytes,
        Optional.of(policyId),
        Optional.of(PolicyKind.MAILBOX),
        Optional.of(policyId),
        true,
        0,
        0);
  }
}
