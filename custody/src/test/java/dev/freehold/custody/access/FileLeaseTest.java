package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.LEASE;
import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_1;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A lease of files")
class FileLeaseTest {

  private static final Duration SPACING = SETTINGS.renewalSpacing();

  @TempDir private Path folder;
  private AccessHarness files;

  @BeforeEach
  void open() {
    files = AccessHarness.files(folder);
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  @DisplayName("is renewed by the timer in its second half, though nobody asks just then")
  void isRenewedAhead() {
    files.openNow(USER);
    files.time.advance(LEASE.dividedBy(2).minusNanos(1));
    files.access.sweep();
    assertThat(files.unwraps()).isEqualTo(1);
    files.time.advance(Duration.ofNanos(1));
    files.access.sweep();
    Eventually.holds("it was renewed", () -> age().isZero());
    assertThat(files.entries("KeyUnwrap").getLast().actor()).isEqualTo("system:key-renewal");
  }

  @Test
  @DisplayName("is left to end when it was not used for a while")
  void endsWhenIdle() {
    int renewals = 0;
    files.openNow(USER);
    while (files.access.cachedPolicies() > 0) {
      files.time.advance(LEASE.dividedBy(2));
      int before = files.unwraps();
      boolean isIdle =
          SETTINGS.idleTime().compareTo(LEASE.dividedBy(2).multipliedBy(renewals + 1)) <= 0;
      files.access.sweep();
      if (!isIdle) {
        Eventually.holds("it was renewed", () -> files.unwraps() == before + 1 && age().isZero());
        renewals++;
      }
    }
    assertThat(LEASE.dividedBy(2).multipliedBy(renewals + 1)).isEqualTo(SETTINGS.idleTime());
  }

  @Test
  @DisplayName("of mail is not renewed by the timer, because mail has the availability key")
  void mailIsNotRenewed() {
    try (AccessHarness mail = AccessHarness.mail(folder.resolve("mail"))) {
      mail.openNow(USER);
      mail.time.advance(LEASE.dividedBy(2));
      mail.access.sweep();
      assertThat(mail.vaults.underWay()).isZero();
      assertThat(mail.unwraps()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("that cannot be renewed raises one alert before it runs out, then all is locked")
  void alertsOnceAndLocks() {
    files.openNow(USER);
    files.vaults.setBoth(Way.SILENT);
    files.time.advance(LEASE.dividedBy(2));
    tryToRenew(1);
    files.access.sweep();
    assertThat(files.vaults.underWay()).isZero();
    files.time.advance(SPACING);
    tryToRenew(2);
    assertThat(files.entries("KeyRenewalFailing")).isEmpty();
    files.time.advance(SPACING);
    tryToRenew(3);
    Eventually.holds("the alert is raised", () -> files.entries("KeyRenewalFailing").size() == 1);
    assertThat(files.entries("KeyRenewalFailing").getFirst().details())
        .containsKey("alert")
        .containsEntry("failures", "3")
        .containsEntry("leaseEndsInMillis", Long.toString(LEASE.dividedBy(4).toMillis()));
    files.openNow(USER);
    files.time.advance(SPACING);
    tryToRenew(4);
    assertThat(files.custody.meters.counter("freehold.key.renewal.failing").count()).isEqualTo(1);

    files.time.advance(SPACING);
    assertThat(files.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
    assertThat(files.refusal(SYSTEM)).isEqualTo(Reason.DID_NOT_ANSWER);
    assertThat(files.availabilityUses("begin")).isEmpty();
    assertThat(files.entries("KeyRenewalFailing")).hasSize(1);
  }

  @Test
  @DisplayName("raises the alert in its last quarter even after fewer failures")
  void alertsInTheLastQuarter() {
    files.openNow(USER);
    files.vaults.set(ROOT_1, Way.WRONG_KEY);
    files.vaults.set(ROOT_2, Way.SILENT);
    files.time.advance(LEASE.dividedBy(4).multipliedBy(3));
    files.access.sweep();
    Eventually.holds("the alert is raised", () -> files.entries("KeyRenewalFailing").size() == 1);
    assertThat(files.entries("KeyRenewalFailing").getFirst().details())
        .containsEntry("failures", "1");
  }

  @Test
  @DisplayName("begins a new streak of failures after a root has agreed")
  void newStreak() {
    files.openNow(USER);
    for (int streak = 1; streak <= 2; streak++) {
      files.vaults.setBoth(Way.SILENT);
      files.time.advance(LEASE.dividedBy(4).multipliedBy(3));
      files.access.sweep();
      int alerts = streak;
      Eventually.holds(
          "the alert is raised", () -> files.entries("KeyRenewalFailing").size() == alerts);
      files.vaults.setBoth(Way.AGREES);
      files.time.advance(SPACING);
      files.access.sweep();
      Eventually.holds("it was renewed", () -> age().isZero());
    }
  }

  @Test
  @DisplayName("fault 12: silence of both roots is bridged by the lease only, never otherwise")
  void fault12_filesWait() {
    files.openNow(USER);
    files.vaults.setBoth(Way.SILENT);
    files.time.advance(LEASE.minusNanos(1));
    files.openNow(USER);
    files.time.advance(Duration.ofNanos(1));
    assertThat(files.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
  }

  @Test
  @DisplayName("fault 13: a refusal by both roots locks users and the system")
  void fault13_filesAreLocked() {
    files.vaults.setBoth(Way.REFUSES);
    assertThat(files.refusal(USER)).isEqualTo(Reason.REFUSED);
    assertThat(files.refusal(SYSTEM)).isEqualTo(Reason.REFUSED);
    assertThat(files.availabilityUses("begin")).isEmpty();
  }

  @Test
  @DisplayName("fault 14: a mixed failure is a refusal, for the system too")
  void fault14_mixed() {
    files.vaults.set(ROOT_1, Way.SILENT);
    files.vaults.set(ROOT_2, Way.REFUSES);
    assertThat(files.refusal(SYSTEM)).isEqualTo(Reason.REFUSED);
  }

  @Test
  @DisplayName("in recovery comes from the availability key, for everyone, and ends with recovery")
  void recovery() {
    files.vaults.setBoth(Way.KEY_NOT_FOUND);
    files.recover(files.policy.id(), true);
    files.openNow(USER);
    files.openNow(SYSTEM);
    assertThat(files.availabilityUses("begin"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.details()).containsEntry("reason", "recovery"));
    files.recover(files.policy.id(), false);
    files.time.advance(LEASE);
    assertThat(files.refusal(USER)).isEqualTo(Reason.REFUSED);
  }

  @Test
  @DisplayName("fault 25: a restart with both vaults down starts, and tells why it cannot open")
  void fault25_restartWithVaultsDown() {
    files.vaults.setBoth(Way.SILENT);
    files.restart(SETTINGS);
    assertThat(files.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
    files.vaults.setBoth(Way.AGREES);
    files.time.advance(SETTINGS.failureMemory());
    files.openNow(USER);
  }

  /** Sweeps, and waits until the renewal number {@code count} has failed at both roots. */
  private void tryToRenew(int count) {
    files.access.sweep();
    Eventually.holds(
        "both roots were asked " + count + " times",
        () -> files.counted("did_not_answer") == 2.0 * count && isSettled());
  }

  private boolean isSettled() {
    return files.access.status(files.policy.id()).orElseThrow().sinceAnswer().isZero();
  }

  private Duration age() {
    return files.access.status(files.policy.id()).orElseThrow().leaseAge().orElseThrow();
  }
}
