package dev.freehold.mail.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Accepted domains")
class AcceptedDomainsTest {

  private static final UUID OTHER = UUID.randomUUID();

  @TempDir private Path folder;

  private static AcceptedDomains domains(MailFixture mail, Optional<UUID> onlyTenant) {
    return new AcceptedDomains(mail.database, mail.ledger, Clock.systemUTC(), () -> onlyTenant);
  }

  private static void assertRefused(MailError error, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            MailException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A domain is one tenant's, in every spelling, until that tenant loses it")
  void oneTenants(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      AcceptedDomains domains = domains(mail, Optional.empty());
      domains.add(mail.tenantId, "B\u00fccher.Example", "operator");
      assertThat(domains.tenantOf("xn--bcher-kva.example")).contains(mail.tenantId);
      assertThat(domains.tenantOf("b\u00fccher.EXAMPLE")).contains(mail.tenantId);
      assertThat(domains.tenantOf("example")).isEmpty();

      assertRefused(
          MailError.DOMAIN_TAKEN, () -> domains.add(OTHER, "xn--bcher-kva.example", "operator"));
      assertRefused(
          MailError.DOMAIN_NOT_FOUND,
          () -> domains.remove(OTHER, "xn--bcher-kva.example", "operator"));
      assertThat(domains.list(OTHER)).isEmpty();
      assertThat(domains.list(mail.tenantId)).hasSize(1);

      domains.remove(mail.tenantId, "b\u00fccher.example", "operator");
      assertThat(domains.tenantOf("xn--bcher-kva.example")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("What is no domain is refused, and nobody's mail")
  void noDomain(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      AcceptedDomains domains = domains(mail, Optional.of(mail.tenantId));
      for (String text :
          new String[] {"", ".", "a b", "-a.example", "a..b", "x".repeat(300), "@"}) {
        assertRefused(MailError.DOMAIN_INVALID, () -> domains.add(mail.tenantId, text, "operator"));
        assertThat(domains.tenantOf(text)).as(text).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("The only tenant has every domain that nobody was given")
  void onlyTenant(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      AcceptedDomains domains = domains(mail, Optional.of(mail.tenantId));
      Mailbox alice = mail.mailbox("alice@contoso.example");
      assertThat(domains.tenantOf("contoso.example")).contains(mail.tenantId);
      assertThat(domains.mailboxOf(mail.tenantId, "Alice", "contoso.EXAMPLE"))
          .map(Mailbox::id)
          .contains(alice.id());
      assertThat(domains.mailboxOf(mail.tenantId, "alice", "fabrikam.example")).isEmpty();
      assertThat(domains.mailboxOf(OTHER, "alice", "contoso.example")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A row that somebody wrote into the database gives nobody a domain")
  void forged(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      AcceptedDomains domains = domains(mail, Optional.empty());
      domains.add(mail.tenantId, "contoso.example", "operator");
      mail.database.write(
          tx -> tx.execute("UPDATE mail_accepted_domains SET tenant_id = ?", OTHER));
      assertThatThrownBy(() -> domains.tenantOf("contoso.example"))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
      assertThat(domains.list(OTHER)).isEmpty();
    }
  }
}
