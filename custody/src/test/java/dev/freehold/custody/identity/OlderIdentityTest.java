package dev.freehold.custody.identity;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The second person of an act")
class OlderIdentityTest {

  private static final Instant ORDERED = Instant.parse("2026-05-01T10:00:00Z");

  @TempDir private Path folder;

  private static Clock at(Duration after) {
    return Clock.fixed(ORDERED.plus(after), ZoneOffset.UTC);
  }

  private static boolean isIndependent(CustodyFixture custody, UUID tenantId, UUID actor) {
    return custody.database.read(
        tx -> new OlderIdentity().isIndependent(tx, tenantId, actor.toString(), ORDERED));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault 60: is nobody who was made, or got a new password, after it was ordered")
  void fault60_olderThanTheOrder(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      UUID tenant = custody.tenant.id();
      UUID program = program(custody, at(Duration.ofHours(-1)));
      UUID puppet = program(custody, at(Duration.ofMinutes(1)));
      UUID person = person(custody, at(Duration.ofHours(-1)));
      assertThat(isIndependent(custody, tenant, program)).isTrue();
      assertThat(isIndependent(custody, tenant, person)).isTrue();
      assertThat(isIndependent(custody, tenant, puppet)).isFalse();
      assertThat(isIndependent(custody, UUID.randomUUID(), program)).isFalse();
      assertThat(isIndependent(custody, tenant, UUID.randomUUID())).isFalse();
      users(custody, at(Duration.ofMinutes(1)))
          .resetPassword(tenant, person.toString(), Optional.empty(), ADMIN);
      assertThat(isIndependent(custody, tenant, person)).isFalse();
    }
  }

  private static UUID program(CustodyFixture custody, Clock clock) {
    return new Identities(custody.database, custody.ledger, SUITE.random(), clock)
        .createApplication(custody.tenant.id(), "program", Set.of(Role.APPROVER), ADMIN)
        .identity()
        .objectId();
  }

  private static UUID person(CustodyFixture custody, Clock clock) {
    return users(custody, clock)
        .create(
            custody.tenant.id(),
            "marta@meadow.example",
            "Marta",
            Set.of(Role.APPROVER),
            Optional.empty(),
            _ -> {},
            ADMIN)
        .user()
        .identity()
        .objectId();
  }

  private static Users users(CustodyFixture custody, Clock clock) {
    return QuickPasswords.users(custody, clock, PasswordVeto.NONE);
  }
}
