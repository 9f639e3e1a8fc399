package dev.freehold.custody.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Sessions of browsers")
class BrowserSessionsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("say who the person is, are ways in, and end when the person leaves")
  void journey(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      Instant signedInAt = fixture.custody.clock.instant();
      OpaqueToken shown = fixture.begin();
      BrowserSession session = fixture.sessions.find(shown.text()).orElseThrow();
      assertThat(session.objectId()).isEqualTo(fixture.user.identity().objectId());
      assertThat(session.tenantId()).isEqualTo(fixture.custody.tenant.id());
      assertThat(session.signedInAt()).isEqualTo(signedInAt);
      WayIn way = fixture.ways().getFirst();
      assertThat(way.kind()).isEqualTo(WayKind.BROWSER_SESSION);
      assertThat(way.label()).isEqualTo("Firefox");

      fixture.sessions.end(shown.text());
      assertThat(fixture.sessions.find(shown.text())).isEmpty();
      assertThat(fixture.ways().getFirst().why()).contains(WayEnd.SIGNED_OUT);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("end without use, and after a day's work however much they are used")
  void time(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      OpaqueToken idle = fixture.begin();
      fixture.custody.clock.advance(CustodyLimits.BROWSER_SESSION_IDLE.minus(MINUTE));
      assertThat(fixture.sessions.find(idle.text())).isPresent();
      fixture.custody.clock.advance(CustodyLimits.BROWSER_SESSION_IDLE.minus(MINUTE));
      assertThat(fixture.sessions.find(idle.text())).isPresent();
      fixture.custody.clock.advance(CustodyLimits.BROWSER_SESSION_IDLE.minus(MINUTE));
      assertThat(fixture.sessions.findWithoutUse(idle.text())).isPresent();
      fixture.custody.clock.advance(MINUTE.multipliedBy(2));
      assertThat(fixture.sessions.find(idle.text())).isEmpty();

      OpaqueToken used = fixture.begin();
      Duration step = Duration.ofMinutes(20);
      for (Duration past = Duration.ZERO;
          past.compareTo(CustodyLimits.BROWSER_SESSION_LIFETIME.minus(step)) < 0;
          past = past.plus(step)) {
        fixture.custody.clock.advance(step);
        assertThat(fixture.sessions.find(used.text())).isPresent();
      }
      fixture.custody.clock.advance(step);
      assertThat(fixture.sessions.find(used.text())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are not opened by another secret, or after the person was signed out everywhere")
  void refused(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      OpaqueToken mine = fixture.begin();
      String text = mine.text();
      char last = text.charAt(text.length() - 2);
      String other = text.substring(0, text.length() - 2) + (last == 'A' ? 'B' : 'A') + 'A';
      for (String wrong : List.of("", "x", other, text + "A", "é".repeat(64), "A".repeat(64))) {
        assertThat(fixture.sessions.find(wrong)).isEmpty();
      }
      assertThat(fixture.sessions.find(text)).isPresent();
      fixture.changes.signOutEverywhere(
          fixture.custody.tenant.id(), fixture.user.identity().objectId(), "ada");
      assertThat(fixture.sessions.find(text)).isEmpty();
    }
  }

  @Test
  @DisplayName("are refused if somebody changed their row")
  void forged() {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      OpaqueToken mine = fixture.begin();
      fixture.custody.database.write(
          tx -> tx.execute("UPDATE browser_sessions SET expires_at = expires_at + 1"));
      assertThatThrownBy(() -> fixture.sessions.find(mine.text()))
          .isInstanceOfSatisfying(
              CustodyException.class,
              refused -> assertThat(refused.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
    }
  }

  @Test
  @DisplayName("are bounded in number: the oldest ends")
  void bound() {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      OpaqueToken first = fixture.begin();
      Set<String> later = new HashSet<>();
      for (int i = 0; i < CustodyLimits.MAX_BROWSER_SESSIONS; i++) {
        fixture.custody.clock.advance(Duration.ofSeconds(1));
        later.add(fixture.begin().text());
      }
      assertThat(fixture.sessions.find(first.text())).isEmpty();
      assertThat(later).allMatch(one -> fixture.sessions.find(one).isPresent());
    }
  }

  private static final class Fixture implements AutoCloseable {
    final CustodyFixture custody;
    final BrowserSessions sessions;
    final IdentityChanges changes;
    final User user;

    Fixture(Dialect dialect, Path folder) {
      this.custody = new CustodyFixture(dialect, folder);
      this.sessions =
          new BrowserSessions(custody.database, CustodyFixture.SUITE.random(), custody.clock);
      Users users = QuickPasswords.users(custody, custody.clock, PasswordVeto.NONE);
      this.changes =
          new IdentityChanges(
              custody.database,
              custody.ledger,
              custody.clock,
              custody.identities.standings(),
              List.of(new BrowserSessionProof()));
      this.user =
          users
              .create(
                  custody.tenant.id(),
                  "runa@harbour.example",
                  "Runa",
                  Set.of(Role.GLOBAL_ADMIN),
                  Optional.of(new Password("eight slow ferries south")),
                  _ -> {},
                  "ada")
              .user();
    }

    OpaqueToken begin() {
      return custody.database.write(
          tx ->
              sessions.begin(
                  tx, user.identity(), custody.clock.instant(), SignInFactors.PASSWORD, "Firefox"));
    }

    List<WayIn> ways() {
      return changes.waysIn(custody.tenant.id(), user.identity().objectId()).stream()
          .filter(way -> way.kind() == WayKind.BROWSER_SESSION)
          .toList();
    }

    @Override
    public void close() {
      custody.close();
    }
  }
}
