package dev.freehold.custody.protection;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.checks.RootCheck;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.locks.PastUses;
import dev.freehold.custody.locks.PolicyLockRows;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.OwnerCount;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.owners.OwnerProtection;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.RolledVersions;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How all policies of a tenant stand, and what is under them, on every database. */
abstract class PolicyStandingContract {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  PolicyStandingContract(Dialect dialect) {
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

  private List<PolicyStanding> standings(UUID tenantId) {
    return fixture.database.read(tx -> PolicyStanding.ofTenant(tx, tenantId, now()));
  }

  private Map<String, PolicyStanding> standings() {
    return standings(fixture.tenant).stream()
        .collect(Collectors.toMap(standing -> standing.policy().name(), standing -> standing));
  }

  private List<OwnerCount> counts(UUID tenantId) {
    return fixture.database.read(tx -> OwnerCount.of(tx, tenantId));
  }

  private List<OwnerCount> counts() {
    return counts(fixture.tenant);
  }

  private long owners(UUID policyId, UUID targetId, OwnerKind kind, OwnerProtection protection) {
    return counts().stream()
        .filter(count -> count.policyId().equals(policyId) && count.targetId().equals(targetId))
        .filter(count -> count.kind() == kind && count.protection() == protection)
        .mapToLong(OwnerCount::owners)
        .sum();
  }

  private Instant now() {
    return fixture.custody.clock.instant();
  }

  @Test
  @DisplayName("the last proof of a root is kept while it refuses, and a new version has its own")
  void lastProof() {
    Policy policy = fixture.mailboxPolicy("mail");
    assertThat(standings().get("mail").checks()).isEmpty();
    fixture.crossCheck.run();
    Instant proved = now();
    fixture.custody.clock.advance(HOUR);
    fixture.vaults.set(BRAVO, Mood.REFUSES);
    fixture.crossCheck.run();
    List<RootCheck> checks = standings().get("mail").checks();
    assertThat(checks).extracting(RootCheck::slot).containsExactly(1, 2);
    assertThat(checks.getFirst().agreedAt()).contains(now());
    assertThat(checks.getLast().outcome()).isEqualTo(RootCheck.Outcome.REFUSED);
    assertThat(checks.getLast().agreedAt()).contains(proved);
    assertThat(checks.getLast().outcomeSince()).isEqualTo(now());

    fixture.vaults.set(BRAVO, Mood.AGREES);
    fixture.vaults.newVersion(BRAVO);
    roll(policy);
    Instant rolled = now();
    fixture.vaults.set(BRAVO, Mood.SILENT);
    fixture.custody.clock.advance(HOUR);
    fixture.crossCheck.run();
    RootCheck newVersion = standings().get("mail").checks().getLast();
    assertThat(newVersion.outcome()).isEqualTo(RootCheck.Outcome.DID_NOT_ANSWER);
    assertThat(newVersion.agreedAt()).as("a roll ends with a proof").contains(rolled);
  }

  private void roll(Policy policy) {
    TreeMap<Integer, Optional<String>> keys =
        new TreeMap<>(Map.of(1, Optional.empty(), 2, Optional.empty()));
    fixture.runToTheEnd(fixture.rolls.roll(fixture.tenant, policy.id(), policy.id(), keys, ADMIN));
  }

  @Test
  @DisplayName("a roll leaves its time, and versions that are told of while nothing needs them")
  void rolls() {
    Policy policy = fixture.mailboxPolicy("mail");
    fixture.mailboxPolicy("other");
    String before = policy.roots().getFirst().keyVersionUri();
    assertThat(standings().get("mail").rolledAt()).isEmpty();
    fixture.vaults.newVersion(ALPHA);
    roll(policy);
    assertThat(standings().get("mail").rolledAt()).isPresent();
    assertThat(standings().get("mail").versionsBefore()).as("the other needs it").isEmpty();
    roll(fixture.policies.list(fixture.tenant, PolicyKind.MAILBOX).getLast());
    assertThat(standings().get("mail").versionsBefore())
        .extracting(RolledVersions.Version::keyVersionUri)
        .containsExactly(before);
  }

  @Test
  @DisplayName("the use of an availability key and the last measured revocation are told")
  void seen() {
    UUID policy = fixture.mailboxPolicy("mail").id();
    PolicyLocks locks =
        new PolicyLocks(fixture.database, fixture.custody.ledger, fixture.custody.clock);
    locks.measured(policy, Duration.ofSeconds(9));
    assertThat(standings().get("mail").seen()).isEqualTo(PolicyLockRows.Seen.NOTHING);
    locks.standsIn(fixture.tenant, policy, Silence.BRIDGED);
    locks.standsIn(fixture.tenant, policy, Silence.BRIDGED);
    assertThat(standings().get("mail").seen().standsIn().orElseThrow().uses()).isEqualTo(2);

    locks.lock(fixture.tenant, policy, "Forbidden", "Forbidden");
    locks.measured(policy, Duration.ofSeconds(2));
    fixture.custody.clock.advance(Duration.ofSeconds(1));
    locks.measured(policy, Duration.ofSeconds(5));
    locks.measured(policy, Duration.ofSeconds(3));
    assertThat(standings().get("mail").seen().revocation())
        .as("the longest of several nodes")
        .contains(new PolicyLockRows.Revocation(Duration.ofSeconds(5), now()));

    fixture.custody.clock.advance(HOUR);
    locks.agreed(fixture.tenant, policy, now());
    fixture.custody.clock.advance(HOUR);
    locks.lock(fixture.tenant, policy, "Forbidden", "Forbidden");
    locks.measured(policy, Duration.ofSeconds(1));
    assertThat(standings().get("mail").seen().revocation())
        .as("that of the present lock")
        .contains(new PolicyLockRows.Revocation(Duration.ofSeconds(1), now()));
  }

  @Test
  @DisplayName("past uses of an availability key are told: the last one, and those of 30 days")
  void pastUses() {
    UUID policy = fixture.mailboxPolicy("mail").id();
    fixture.mailboxPolicy("other");
    PolicyLocks locks =
        new PolicyLocks(fixture.database, fixture.custody.ledger, fixture.custody.clock);
    locks.standsIn(fixture.tenant, policy, Silence.BRIDGED);
    fixture.custody.clock.advance(HOUR);
    locks.agreed(fixture.tenant, policy, now());
    locks.used(policy);
    Instant last = now();
    assertThat(standings().get("mail").availabilityUses()).contains(new PastUses(last, 2));
    assertThat(standings().get("other").availabilityUses()).isEmpty();

    fixture.custody.clock.advance(Duration.ofDays(PastUses.DAYS + 1));
    assertThat(standings().get("mail").availabilityUses()).contains(new PastUses(last, 0));
    locks.used(policy);
    assertThat(standings().get("mail").availabilityUses()).contains(new PastUses(now(), 1));
    assertThat(rows()).as("days that are too long ago are deleted").isEqualTo(1);
  }

  private int rows() {
    return fixture.database.read(
        tx ->
            tx.createQuery("SELECT COUNT(*) FROM availability_key_uses")
                .mapTo(Integer.class)
                .one());
  }

  @Test
  @DisplayName("a lock is told even if a writer of the database clears every column that says so")
  void forgedUnlock() {
    Policy policy = fixture.mailboxPolicy("mail");
    fixture.mailboxPolicy("other");
    new PolicyLocks(fixture.database, fixture.custody.ledger, fixture.custody.clock)
        .lock(fixture.tenant, policy.id(), "Forbidden", "Forbidden");
    assertThat(standings().get("mail").policy().isLocked()).isTrue();
    write("UPDATE policies SET locked_at = NULL");
    assertThat(standings().get("mail").policy().isLocked()).isTrue();
    write("UPDATE policy_access SET refused_at = NULL");
    assertThat(standings().get("mail").policy().isLocked()).isTrue();
    assertThat(fixture.policies.get(fixture.tenant, policy.id()).isLocked()).isTrue();
    assertThat(standings().get("other").policy().isLocked()).isFalse();
  }

  private void write(String statement) {
    fixture.database.write(tx -> tx.execute(statement));
  }

  @Test
  @DisplayName(
      "mailboxes and sites are counted by the policy of their key and where they have to go")
  void byPolicy() {
    UUID mail = fixture.mailboxPolicy("mail").id();
    UUID other = fixture.mailboxPolicy("other").id();
    Geo geo = fixture.geos.create(fixture.tenant, "NAM", ADMIN);
    fixture.mailboxes(3, Optional.of(mail));
    UUID moving = fixture.mailbox(Optional.of(mail));
    fixture.mailbox();
    fixture.site(geo.id());
    UUID service =
        standings().values().stream()
            .map(PolicyStanding::policy)
            .filter(policy -> policy.kind() == PolicyKind.SERVICE_MANAGED)
            .findFirst()
            .orElseThrow()
            .id();
    fixture.database.write(
        tx ->
            tx.execute("UPDATE key_owners SET ordered_policy_id = ? WHERE id = ?", other, moving));
    assertThat(owners(mail, mail, OwnerKind.MAILBOX, OwnerProtection.ENCRYPTED)).isEqualTo(3);
    assertThat(owners(mail, other, OwnerKind.MAILBOX, OwnerProtection.MOVING)).isEqualTo(1);
    assertThat(owners(service, service, OwnerKind.MAILBOX, OwnerProtection.ENCRYPTED)).isEqualTo(1);
    assertThat(owners(service, service, OwnerKind.SITE, OwnerProtection.ENCRYPTED)).isEqualTo(1);
    assertThat(counts())
        .filteredOn(count -> count.kind() == OwnerKind.SITE)
        .extracting(OwnerCount::geoId)
        .containsExactly(Optional.of(geo.id()));
    assertThat(counts().stream().mapToLong(OwnerCount::owners).sum()).isEqualTo(6);
  }

  @Test
  @DisplayName("nothing of another tenant is told or counted")
  void isolation() {
    UUID mail = fixture.mailboxPolicy("mail").id();
    fixture.mailboxes(2, Optional.of(mail));
    fixture.crossCheck.run();
    Tenant other = fixture.custody.tenants.create("fabrikam", ADMIN);
    assertThat(standings(other.id())).isEmpty();
    assertThat(counts(other.id())).isEmpty();
  }

  @Test
  @DisplayName("the number of statements is the same for one policy and for many")
  void statements() {
    fixture.mailboxPolicy("p0");
    int one = countStatements();
    for (int i = 1; i < 8; i++) {
      Policy policy = fixture.mailboxPolicy("p" + i);
      fixture.mailbox(Optional.of(policy.id()));
    }
    fixture.crossCheck.run();
    assertThat(standings()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(countStatements()).isEqualTo(one).isLessThanOrEqualTo(9);
  }

  private int countStatements() {
    AtomicInteger statements = new AtomicInteger();
    fixture.database.read(
        tx -> {
          tx.setSqlLogger(
              new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                  statements.incrementAndGet();
                }
              });
          PolicyStanding.ofTenant(tx, fixture.tenant, now());
          OwnerCount.of(tx, fixture.tenant);
          tx.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
          return null;
        });
    return statements.get();
  }
}
