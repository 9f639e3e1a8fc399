package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.LEASE;
import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_1;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.locks.SilenceBound;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The silence of both roots of a mailbox")
class SilenceTest {

  private static final Duration DAY = Duration.ofHours(24);

  @TempDir private Path folder;
  private AccessHarness mail;

  @BeforeEach
  void open() {
    mail = AccessHarness.mail(folder);
  }

  @AfterEach
  void close() {
    mail.close();
  }

  @Test
  @DisplayName(
      "fault 51: is refusal for users after a refusal, until a root agrees, with one alert")
  void fault51_refusalIsNotTurnedIntoAnOutage() {
    mail.vaults.setBoth(Way.REFUSES);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    mail.vaults.setBoth(Way.SILENT);
    for (int minute = 0; minute < 30; minute++) {
      later(Duration.ofMinutes(1));
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
      mail.openNow(SYSTEM);
    }
    mail.restart(SETTINGS);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    assertThat(mail.alerts()).containsExactly("locked");
    assertThat(
            mail.custody
                .meters
                .counter(
                    "freehold.key.availability.uses", "requester", "SYSTEM", "silence", "locked")
                .count())
        .isEqualTo(30);

    mail.vaults.setBoth(Way.AGREES);
    later(LEASE);
    mail.openNow(USER);
    mail.vaults.setBoth(Way.SILENT);
    later(LEASE);
    mail.openNow(USER);
    assertThat(mail.alerts()).containsExactly("locked", "bridged");
  }

  @Test
  @DisplayName("is bridged for a day after a root has agreed, with an alert from the start")
  void bound() {
    mail.vaults.setBoth(Way.SILENT);
    mail.openNow(USER);
    assertThat(mail.alerts()).containsExactly("bridged");
    later(DAY.minusMillis(1));
    mail.openNow(USER);
    later(Duration.ofMillis(1));
    mail.time.advance(LEASE);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
    mail.openNow(SYSTEM);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
    assertThat(mail.alerts()).containsExactly("bridged", "lapsed");

    mail.vaults.setBoth(Way.AGREES);
    later(LEASE);
    mail.openNow(USER);
    mail.vaults.setBoth(Way.SILENT);
    later(LEASE);
    mail.openNow(USER);
    assertThat(mail.alerts()).containsExactly("bridged", "lapsed", "bridged");
  }

  @Test
  @DisplayName("is not bridged at all, or without a bound, as the tenant wants it")
  void choices() {
    mail.choose(SilenceBound.NEVER);
    mail.vaults.setBoth(Way.SILENT);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);

    mail.choose(SilenceBound.NO_BOUND);
    mail.vaults.setBoth(Way.AGREES);
    later(LEASE);
    mail.openNow(USER);
    mail.vaults.setBoth(Way.SILENT);
    later(DAY.multipliedBy(400));
    mail.openNow(USER);
  }

  @Test
  @DisplayName(
      "is bridged no longer than allowed when a root last agreed, even if the time is lengthened")
  void lengtheningWaitsForAnAgreement() {
    mail.choose(new SilenceBound(1));
    mail.vaults.setBoth(Way.AGREES);
    mail.openNow(USER);
    mail.vaults.setBoth(Way.SILENT);
    mail.choose(SilenceBound.NO_BOUND);
    later(Duration.ofHours(1));
    assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
  }

  @Test
  @DisplayName("fault 35: is not bridged while the last agreement lies in the clock's future")
  void fault35_clockSetBack() {
    mail.vaults.setBoth(Way.SILENT);
    later(Duration.ofMinutes(-6));
    assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
  }

  @Test
  @DisplayName("fault 53: is not waited for a second time, and a late refusal still counts")
  void fault53_patience() {
    RootTimeouts usual = SETTINGS.rootTimeouts();
    mail.restart(
        SETTINGS.rootTimeouts(
            new RootTimeouts(
                usual.openTimeout(),
                usual.hedgeDelay(),
                usual.secondRootDelay(),
                usual.silenceMemory(),
                Duration.ofMillis(50))));
    mail.vaults.setBoth(Way.SILENT);
    mail.openNow(USER);
    mail.time.advance(LEASE);
    mail.access.sweep();
    Duration slow = Duration.ofMillis(1_500);
    mail.vaults.set(ROOT_1, Way.REFUSES, slow);
    mail.vaults.set(ROOT_2, Way.REFUSES, slow);
    mail.openNow(USER);
    assertThat(mail.availabilityUses("begin")).hasSize(2);

    Eventually.holds("one is slow and the other waits its turn", () -> mail.time.waiting() == 2);
    mail.time.advance(usual.secondRootDelay());
    Eventually.holds("both are asked", () -> mail.vaults.underWay() == 2);
    Eventually.holds("both are slow", () -> mail.time.waiting() == 2);
    mail.time.advance(slow);
    Eventually.holds("the refusal is heard", () -> mail.refusal(USER) == Reason.REFUSED);
    assertThat(mail.availabilityUses("begin")).hasSize(2);
  }

  @Test
  @DisplayName("fault 55: is refusal, after a refusal, whatever was written in the database")
  void fault55_lockTakenAwayInTheDatabase() {
    mail.vaults.setBoth(Way.REFUSES);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    mail.vaults.setBoth(Way.SILENT);
    String later = Long.toString(mail.custody.clock.millis());
    for (String forgery :
        List.of(
            "UPDATE policies SET locked_at = NULL",
            "UPDATE policy_access SET refused_at = NULL",
            "UPDATE policy_access SET refused_at = NULL, agreed_at = " + later,
            "UPDATE policy_access SET silence_bound = 'no-bound', refused_at = NULL")) {
      mail.custody.database.write(tx -> tx.execute(forgery));
      later(LEASE);
      assertThat(mail.refusal(USER)).as(forgery).isEqualTo(Reason.REFUSED);
    }
    mail.custody.database.write(tx -> tx.execute("DELETE FROM policy_access"));
    later(LEASE);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
    assertThat(mail.availabilityUses("begin")).isEmpty();

    mail.vaults.setBoth(Way.AGREES);
    later(LEASE);
    mail.openNow(USER);
    mail.vaults.setBoth(Way.SILENT);
    later(LEASE);
    mail.openNow(USER);
  }

  @Test
  @DisplayName("fault 55: is not bridged by a choice that was written in the database")
  void fault55_forgedChoice() {
    mail.choose(SilenceBound.NEVER);
    mail.openNow(USER);
    mail.custody.database.write(
        tx -> tx.execute("UPDATE silence_choices SET silence_bound = 'no-bound'"));
    later(LEASE);
    mail.openNow(USER);
    mail.vaults.setBoth(Way.SILENT);
    later(LEASE);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
  }

  private void later(Duration duration) {
    mail.custody.clock.advance(duration);
    mail.time.advance(duration.isPositive() ? duration : LEASE);
  }
}
