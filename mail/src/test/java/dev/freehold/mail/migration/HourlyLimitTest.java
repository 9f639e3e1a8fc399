package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.ConnectionSecurity;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The messages that a source gives within an hour")
class HourlyLimitTest {

  private static final int PER_HOUR = 100;

  @Test
  @DisplayName("are given back to the hour that they were taken of, not to the next")
  void turnOfTheHour(@TempDir Path folder) {
    try (MailFixture mail = new MailFixture(Dialect.SQLITE, folder)) {
      MigrationEndpoint endpoint = endpoint(mail.tenantId);
      mail.database.write(tx -> EndpointRows.insert(tx, endpoint, Optional.empty()));
      HourlyLimit now = limit(mail, Duration.ZERO);
      HourlyLimit.Allowance unused = now.take(endpoint, 60);
      now.giveBack(endpoint, unused);
      HourlyLimit.Allowance late = now.take(endpoint, PER_HOUR);
      assertThat(late.left()).isEqualTo(PER_HOUR);

      HourlyLimit next = limit(mail, Duration.ofMinutes(61));
      assertThat(next.take(endpoint, PER_HOUR).left()).isEqualTo(PER_HOUR);
      now.giveBack(endpoint, late);
      assertThat(next.take(endpoint, 1).left()).isZero();
    }
  }

  private static HourlyLimit limit(MailFixture mail, Duration later) {
    return new HourlyLimit(mail.database, Clock.offset(Clock.systemUTC(), later));
  }

  private static MigrationEndpoint endpoint(UUID tenantId) {
    return new MigrationEndpoint(
        UUID.randomUUID(),
        tenantId,
        "old",
        "mail.old.example",
        993,
        ConnectionSecurity.SSL,
        CertificateTrust.PUBLIC,
        SignInMethod.BASIC,
        1,
        PER_HOUR,
        Instant.EPOCH);
  }
}
