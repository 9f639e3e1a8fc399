package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A list of recipients")
class RecipientListsTest {

  private static final Optional<RecipientKind> ANY = Optional.empty();
  private static final Optional<String> ALL = Optional.empty();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void comesInPagesByAddressAndByKind(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      fill(mail);
      assertThat(addresses(mail, ANY, Optional.empty(), ALL, 2))
          .containsExactly(
              "a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example");
      assertThat(addresses(mail, Optional.of(RecipientKind.MAIL_USER), Optional.empty(), ALL, 1))
          .containsExactly("d@x.example", "e@x.example");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void isOfThoseThatAPolicyWasAssignedToOrNone(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      fill(mail);
      Optional<RecipientQuery.Assigned> policy = assigned(Optional.of(mail.policyId));
      assertThat(addresses(mail, ANY, policy, ALL, 2))
          .containsExactlyInAnyOrder("a@x.example", "c@x.example", "e@x.example");
      assertThat(addresses(mail, Optional.of(RecipientKind.MAIL_USER), policy, ALL, 1))
          .containsExactly("e@x.example");
      assertThat(addresses(mail, ANY, assigned(Optional.empty()), ALL, 1))
          .containsExactlyInAnyOrder("b@x.example", "d@x.example");
      assertThat(addresses(mail, ANY, assigned(Optional.of(UUID.randomUUID())), ALL, 1)).isEmpty();
      assertThat(addresses(mail, ANY, policy, Optional.of("boris"), 1)).isEmpty();
      assertThat(addresses(mail, ANY, policy, Optional.of("anna"), 1)).hasSize(1);
      assertThatThrownBy(
              () -> mail.recipients.list(query(mail, "gone@x.example", 5, ANY, policy, ALL)))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.code()).isEqualTo("recipient-invalid"));
      assertThat(mail.recipients.list(query(mail, "", 5, ANY, policy, ALL)))
          .allSatisfy(one -> assertThat(one.policy()).isEqualTo(FakeCustody.policy(mail.policyId)));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void isOfThoseWhoseNamesBeginWithAText(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      fill(mail);
      assertThat(addresses(mail, ANY, Optional.empty(), Optional.of("ANN"), 1))
          .containsExactly("a@x.example", "c@x.example");
      assertThat(addresses(mail, ANY, Optional.empty(), Optional.of("élo"), 1))
          .containsExactly("e@x.example");
      assertThat(addresses(mail, ANY, Optional.empty(), Optional.of("b@x"), 1))
          .containsExactly("b@x.example");
      assertThat(addresses(mail, ANY, Optional.empty(), Optional.of("%"), 1)).isEmpty();
      Recipients narrow =
          new Recipients(
              mail.database,
              mail.custody,
              mail.ledger,
              Clock.systemUTC(),
              MailboxQuota.ofServer(MailLimits.DEFAULT_QUOTA_BYTES),
              3);
      assertThatThrownBy(() -> narrow.list(query(mail, "", 5, ANY, Optional.empty(), text("ann"))))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.code()).isEqualTo("recipient-search-too-wide"));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void hasItsStatisticsInOneCallInTheOrderAskedForWithoutThoseThatAreNotThere(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      fill(mail);
      Mailbox full = mail.mailboxes.require(mail.tenantId, "c@x.example");
      mail.append(full, mail.inbox(full), new byte[70]);
      Mailbox ordered = mail.mailboxes.require(mail.tenantId, "b@x.example");
      mail.append(ordered, mail.inbox(ordered), new byte[30]);
      mail.custody.assign(ordered.id(), mail.policyId);
      Mailbox renewed = mail.mailboxes.require(mail.tenantId, "d@x.example");
      mail.custody.assign(renewed.id(), mail.policyId);
      mail.custody.renew(renewed.id());
      Mailbox user = mail.mailboxes.require(mail.tenantId, "e@x.example");
      List<UUID> ids = List.of(user.id(), UUID.randomUUID(), renewed.id(), full.id(), ordered.id());
      Map<Mailbox, MailboxStatistics> statistics = mail.mailboxes.statistics(mail.tenantId, ids);
      assertThat(statistics.keySet()).containsExactly(user, renewed, full, ordered);
      statistics.forEach(
          (mailbox, many) -> assertThat(many).isEqualTo(mail.mailboxes.statistics(mailbox)));
      assertThat(statistics.get(full).totalBytes()).isEqualTo(70);
      assertThat(statistics.get(ordered).bytesLeft()).isEqualTo(30);
      assertThat(mail.mailboxes.statistics(mail.tenantId, Set.of())).isEmpty();
      List<UUID> tooMany = Collections.nCopies(MailLimits.MAX_STATISTICS_PER_CALL + 1, full.id());
      assertThatThrownBy(() -> mail.mailboxes.statistics(mail.tenantId, tooMany))
          .isInstanceOf(MailException.class);
    }
  }

  /** a, c and e are assigned to the fixture's policy; d and e are mail users. */
  private static void fill(MailFixture mail) {
    mailbox(mail, "c@x.example", "Annika", true);
    mailbox(mail, "a@x.example", "Anna", true);
    mailbox(mail, "b@x.example", "Boris", false);
    mailUser(mail, "e@x.example", "Élodie", true);
    mailUser(mail, "d@x.example", "Dmitri", false);
  }

  private static void mailbox(MailFixture mail, String address, String name, boolean hasPolicy) {
    mail.mailboxes.create(mail.tenantId, address, name, policy(mail, hasPolicy), MailFixture.ALICE);
  }

  private static void mailUser(MailFixture mail, String address, String name, boolean hasPolicy) {
    mail.mailboxes.createMailUser(
        mail.tenantId, address, name, policy(mail, hasPolicy), MailFixture.ALICE);
  }

  private static Optional<UUID> policy(MailFixture mail, boolean hasPolicy) {
    return Optional.of(mail.policyId).filter(id -> hasPolicy);
  }

  private static Optional<RecipientQuery.Assigned> assigned(Optional<UUID> policyId) {
    return Optional.of(new RecipientQuery.Assigned(policyId));
  }

  private static Optional<String> text(String text) {
    return Optional.of(text);
  }

  private static RecipientQuery query(
      MailFixture mail,
      String after,
      int max,
      Optional<RecipientKind> kind,
      Optional<RecipientQuery.Assigned> assigned,
      Optional<String> beginning) {
    return new RecipientQuery(mail.tenantId, after, max, kind, assigned, beginning);
  }

  /** The addresses of all pages. */
  private static List<String> addresses(
      MailFixture mail,
      Optional<RecipientKind> kind,
      Optional<RecipientQuery.Assigned> assigned,
      Optional<String> beginning,
      int pageRows) {
    List<String> all = new ArrayList<>();
    List<String> page;
    String after = "";
    do {
      page =
          mail.recipients.list(query(mail, after, pageRows, kind, assigned, beginning)).stream()
              .map(one -> one.recipient().mailbox().address())
              .toList();
      all.addAll(page);
      after = page.isEmpty() ? after : page.getLast();
    } while (page.size() == pageRows);
    return all;
  }
}
