package dev.freehold.custody.availability;

import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.availability.AvailabilityFinding.Fault;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.custody.testing.ReadyServiceRoots;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.SqlWork;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The availability database and the main database")
class AvailabilityCheckTest {

  private static final String COUNT = "UPDATE availability_identity SET changes = changes + ";

  private static final SqlWork<AvailabilityIdentity> COUNTED = AvailabilityIdentityRows::change;

  @TempDir private Path folder;

  private static Fault look(CustodyFixture custody) {
    return new AvailabilityCheck(custody.database).look(custody.availabilityDatabase).fault();
  }

  private static void inAvailability(CustodyFixture custody, String statement) {
    custody.availabilityDatabase.write(tx -> tx.execute(statement));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("know each other by id and count; a crash before the confirmation is accepted")
  void counts(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      AvailabilityCheck check = new AvailabilityCheck(custody.database);
      assertThat(check.withoutAny().fault()).isEqualTo(Fault.NONE);
      assertThat(look(custody)).isEqualTo(Fault.NONE);
      assertThat(check.adopt(custody.availabilityDatabase)).isTrue();
      assertThat(check.withoutAny().fault()).isEqualTo(Fault.EMPTY);
      Database kept = new ConfirmedDatabase(custody.availabilityDatabase, custody.database);
      for (int i = 0; i < 3; i++) {
        kept.write(tx -> null);
      }
      assertThat(look(custody)).isEqualTo(Fault.NONE);
      inAvailability(custody, COUNT + "1");
      assertThat(look(custody)).as("not confirmed").isEqualTo(Fault.NONE);
      inAvailability(custody, COUNT + "-2");
      assertThat(look(custody)).isEqualTo(Fault.OLDER);
      inAvailability(custody, "DELETE FROM availability_identity");
      assertThat(look(custody)).isEqualTo(Fault.EMPTY);
      assertThatThrownBy(() -> kept.write(tx -> null))
          .as("a file that was exchanged while the service runs")
          .isInstanceOf(CustodyException.class);
      assertThat(look(custody)).isEqualTo(Fault.OTHER);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("miss keys that policies name, until their loss is accepted; a roll counts anew")
  void missingKeys(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      custody.servicePolicies.ensure(custody.tenant.id());
      AvailabilityCheck check = new AvailabilityCheck(custody.database);
      assertThat(check.adopt(custody.availabilityDatabase)).isTrue();
      assertThat(look(custody)).isEqualTo(Fault.NONE);
      inAvailability(custody, "DELETE FROM availability_keys");
      inAvailability(custody, "DELETE FROM service_roots WHERE slot = 2");
      AvailabilityFinding finding = check.look(custody.availabilityDatabase);
      assertThat(finding.fault()).isEqualTo(Fault.KEYS_MISSING);
      assertThat(finding.lost())
          .extracting(LostKey::kind)
          .containsExactly(LostKey.Kind.AVAILABILITY_KEY, LostKey.Kind.SERVICE_ROOT);
      assertThat(finding.lostPolicies()).contains("service-managed:");
      check.accept(
          finding,
          custody.availabilityDatabase,
          Optional.of(custody.tenant.id()),
          custody.ledger,
          Clock.systemUTC());
      assertThat(look(custody)).isEqualTo(Fault.NONE);
      assertThat(custody.entries("AvailabilityKeyLoss")).hasSize(2);
      assertThat(custody.entries("AvailabilityLossAccept")).hasSize(1);
      custody.database.write(
          tx ->
              tx.execute("UPDATE policies SET availability_key_id = ?", SUITE.random().bytes(16)));
      assertThat(look(custody)).isEqualTo(Fault.KEYS_MISSING);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("belong together for all nodes: changes may be confirmed in any order")
  void confirmedInAnyOrder(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Database kept = new ConfirmedDatabase(custody.availabilityDatabase, custody.database);
      kept.write(tx -> null);
      AvailabilityIdentity first = custody.availabilityDatabase.write(COUNTED);
      AvailabilityIdentity second = custody.availabilityDatabase.write(COUNTED);
      assertThat(custody.database.<Boolean>write(tx -> ConfirmationRows.confirm(tx, second)))
          .isTrue();
      assertThat(custody.database.<Boolean>write(tx -> ConfirmationRows.confirm(tx, first)))
          .as("late, and no loss")
          .isTrue();
      assertThat(custody.database.read(ConfirmationRows::read)).contains(second);
      assertThat(look(custody)).isEqualTo(Fault.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("miss no key that another node makes or rolls while a node looks")
  void rolledMeanwhile(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      ReadyServiceRoots.insert(custody);
      UUID policy = custody.servicePolicies.ensure(custody.tenant.id());
      AvailabilityCheck check = new AvailabilityCheck(custody.database);
      assertThat(check.adopt(custody.availabilityDatabase)).isTrue();
      UUID rolled = UUID.randomUUID();
      Database busy =
          new ForwardingDatabase(custody.availabilityDatabase) {
            @Override
            public <R> R read(SqlWork<R> work) {
              roll(custody, policy, rolled);
              return inner.read(work);
            }
          };
      assertThat(check.look(busy).fault()).isEqualTo(Fault.NONE);
      inAvailability(custody, "DELETE FROM availability_keys");
      assertThat(look(custody)).isEqualTo(Fault.KEYS_MISSING);
    }
  }

  private static void roll(CustodyFixture custody, UUID policy, UUID to) {
    custody.availabilityDatabase.write(
        tx -> tx.execute("UPDATE availability_keys SET id = ? WHERE policy_id = ?", to, policy));
    custody.database.write(
        tx -> tx.execute("UPDATE policies SET availability_key_id = ? WHERE id = ?", to, policy));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are one pair: of two nodes that start first with two databases, one is refused")
  void firstStartsWithTwo(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder);
        Database others = TestDatabases.open(dialect, folder, CustodyMigrations.AVAILABILITY)) {
      AvailabilityCheck check = new AvailabilityCheck(custody.database);
      assertThat(check.look(others).isSound()).isTrue();
      assertThat(check.adopt(custody.availabilityDatabase)).isTrue();
      assertThat(check.adopt(others)).isFalse();
      assertThat(check.adopt(custody.availabilityDatabase)).as("the next start").isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("know a copy that was accepted from what it was a copy of")
  void acceptedCopy(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      AvailabilityCheck check = new AvailabilityCheck(custody.database);
      Database kept = new ConfirmedDatabase(custody.availabilityDatabase, custody.database);
      kept.write(tx -> null);
      kept.write(tx -> null);
      AvailabilityIdentity newest =
          custody.availabilityDatabase.read(AvailabilityIdentityRows::read).orElseThrow();
      inAvailability(custody, COUNT + "-1");
      check.accept(
          check.look(custody.availabilityDatabase),
          custody.availabilityDatabase,
          Optional.empty(),
          custody.ledger,
          Clock.systemUTC());
      assertThat(look(custody)).isEqualTo(Fault.NONE);
      custody.availabilityDatabase.<Void>write(
          tx -> {
            tx.execute("DELETE FROM availability_identity");
            AvailabilityIdentityRows.put(tx, newest);
            return null;
          });
      assertThat(look(custody)).isEqualTo(Fault.OTHER);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName(
      "fault 65: a service default whose own roots are lost is bridged, whatever its stored "
          + "state says")
  void fault65_lostRootsAreNoRefusal(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      UUID id = custody.servicePolicies.ensure(custody.tenant.id());
      inAvailability(custody, "DELETE FROM service_roots");
      custody.database.write(tx -> tx.execute("UPDATE policies SET locked_at = 1"));
      PolicyLocks locks = new PolicyLocks(custody.database, custody.ledger, custody.clock);
      assertThat(new WrappedKeys(custody.database).policy(id).orElseThrow().silence(locks.now()))
          .isEqualTo(Silence.BRIDGED);
    }
  }
}
