package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyEdit;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who writes the database leads new content of an organisation away from the policy that
 * covers it: by the rows of the organisation, of a geo, of a mailbox.
 */
abstract class CoverageSealsContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  CoverageSealsContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void attack(String sql, Object... values) {
    assertThat(fixture.database.<Integer>write(tx -> tx.execute(sql, values))).isEqualTo(1);
  }

  private static void assertNotAuthentic(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
  }

  private Policy forAll() {
    Policy all =
        fixture.policy(PolicyKind.MULTI_WORKLOAD, "all", MovesFixture.CHARLIE, MovesFixture.DELTA);
    fixture.runToTheEnd(
        fixture.moves.assignMultiWorkload(fixture.tenant, Optional.of(all.id()), ADMIN));
    return all;
  }

  @Test
  @DisplayName("New content of a mailbox is not sealed under the key of another one")
  void fault55_anotherMailboxesKey() {
    Policy policy = fixture.mailboxPolicy("mail");
    UUID covered = fixture.mailbox(Optional.of(policy.id()));
    UUID plain = fixture.mailbox();
    UUID plainKey = fixture.standing(plain).keyId();
    attack("UPDATE key_owners SET owner_key_id = ? WHERE id = ?", plainKey, covered);

    assertThatThrownBy(() -> fixture.access.openForSealing(covered, USER))
        .isInstanceOfSatisfying(
            KeyAccessException.class,
            e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.NOT_AUTHENTIC))
        .hasMessageContaining("key-owner " + covered);
    try (OwnerKey others = fixture.access.openForSealing(plain, USER)) {
      assertThat(others.keyId()).isEqualTo(plainKey);
    }
  }

  @Test
  @DisplayName(
      "Unassigning a policy in the database brings no new mailbox under the service's keys")
  void fault55_policyOfAllWorkloads() {
    Policy all = forAll();
    assertThat(fixture.standing(fixture.mailbox()).policyId()).isEqualTo(all.id());
    attack("UPDATE tenants SET multi_workload_policy_id = NULL WHERE id = ?", fixture.tenant);

    assertNotAuthentic(fixture::mailbox);
    attack(
        "UPDATE tenants SET multi_workload_policy_id = ? WHERE id = ?", all.id(), fixture.tenant);
    assertThat(fixture.standing(fixture.mailbox()).policyId()).isEqualTo(all.id());
  }

  @Test
  @DisplayName(
      "Changing a geo's policy or name in the database brings no new site under other keys")
  void fault55_policyOfAGeo() {
    Geo covered = fixture.geos.create(fixture.tenant, "NAM", ADMIN);
    fixture.runToTheEnd(
        fixture.filePolicies.register(
            fixture.tenant,
            "NAM",
            fixture.exact(MovesFixture.ALPHA),
            fixture.exact(MovesFixture.BRAVO),
            ADMIN));
    Geo plain = fixture.geos.create(fixture.tenant, "EUR", ADMIN);
    attack("UPDATE geos SET policy_id = NULL WHERE id = ?", covered.id());
    assertNotAuthentic(() -> fixture.site(covered.id()));

    attack("UPDATE geos SET code = 'APC' WHERE id = ?", plain.id());
    assertNotAuthentic(() -> fixture.site(plain.id()));
  }

  @Test
  @DisplayName("A genuine job moves no mailbox to a policy that was assigned only by forgery")
  void fault55_ordersOfMailboxes() {
    Policy policy = fixture.mailboxPolicy("mail");
    UUID covered = fixture.mailbox(Optional.of(policy.id()));
    UUID honest = fixture.mailbox();
    attack("UPDATE key_owners SET ordered_policy_id = NULL WHERE id = ?", covered);

    Policy all = forAll();

    assertThat(fixture.standing(honest).policyId()).isEqualTo(all.id());
    assertThat(fixture.standing(covered).policyId()).isEqualTo(policy.id());
    assertNotAuthentic(
        () ->
            fixture.moves.assign(
                fixture.tenant, List.of(covered), Optional.of(policy.id()), ADMIN));
    Eventually.holds(
        "it is told",
        () ->
            fixture.custody.entries("RowRefused").stream()
                .anyMatch(e -> e.entry().objectId().contains(covered.toString())));
  }

  @Test
  @DisplayName("Unassigning the organisation's policy in the database does not allow disabling it")
  void fault55_assignedPolicyIsNotDisabled() {
    Policy all = forAll();
    attack("UPDATE tenants SET multi_workload_policy_id = NULL WHERE id = ?", fixture.tenant);
    PolicyEdit off = new PolicyEdit(Optional.empty(), Optional.empty(), Optional.of(false));

    assertNotAuthentic(() -> fixture.policies.edit(fixture.tenant, all.id(), off, ADMIN));
    assertThat(fixture.policies.get(fixture.tenant, all.id()).enabled()).isTrue();
  }

  @Test
  @DisplayName(
      "A mailbox of another organisation is answered as missing, even if its row was forged")
  void fault55_mailboxesOfOthers() {
    UUID mailbox = fixture.mailbox();
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    attack("UPDATE key_owners SET geo_id = NULL, seal = NULL WHERE id = ?", mailbox);

    MovesFixture.assertRefused(
        CustodyError.OWNER_NOT_FOUND,
        () -> fixture.moves.assign(other, List.of(mailbox), Optional.empty(), ADMIN));
    assertNotAuthentic(
        () -> fixture.moves.assign(fixture.tenant, List.of(mailbox), Optional.empty(), ADMIN));
  }

  @Test
  @DisplayName("What one job orders for many mailboxes is sealed, and the next one moves them")
  void ordersOfJobsAreSealed() {
    Policy first = fixture.mailboxPolicy("first");
    Policy second =
        fixture.policy(PolicyKind.MAILBOX, "second", MovesFixture.CHARLIE, MovesFixture.DELTA);
    List<UUID> mailboxes = fixture.mailboxes(30, Optional.of(first.id()));
    for (Policy to : List.of(second, first)) {
      Policy from = to.id().equals(second.id()) ? first : second;
      Job job = fixture.moves.assignAll(fixture.tenant, from.id(), to.id(), ADMIN);
      fixture.runToTheEnd(job);
      for (UUID mailbox : mailboxes) {
        assertThat(fixture.standing(mailbox).policyId()).isEqualTo(to.id());
        fixture.access.openForSealing(mailbox, USER).close();
      }
    }
  }
}
