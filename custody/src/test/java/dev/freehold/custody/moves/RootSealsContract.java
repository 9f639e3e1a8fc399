package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.seals.RowAcceptance;
import dev.freehold.custody.seals.RowAcceptance.Side;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault matrix, rows 55 and 57: nobody makes silence by writing where a policy's roots are. */
abstract class RootSealsContract {

  private static final Requester USER = Requester.user("alice");

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;
  private Policy policy;
  private UUID keyId;

  RootSealsContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    policy = fixture.mailboxPolicy("mail");
    keyId = fixture.standing(fixture.mailbox(Optional.of(policy.id()))).keyId();
    attack("CREATE TABLE kept AS SELECT * FROM policy_roots");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void attack(String sql, Object... values) {
    fixture.database.write(tx -> tx.execute(sql, values));
  }

  private void putBack() {
    attack("DELETE FROM policy_roots");
    attack("INSERT INTO policy_roots SELECT * FROM kept");
  }

  private void assertOpens() {
    try (OwnerKey key = fixture.openCold(keyId, USER)) {
      assertThat(key.keyId()).isEqualTo(keyId);
    }
  }

  private void assertRefused() {
    assertThatThrownBy(() -> fixture.openCold(keyId, USER))
        .isInstanceOfSatisfying(
            KeyAccessException.class,
            e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.NOT_AUTHENTIC))
        .hasMessageContaining("policy-root " + policy.id());
  }

  @Test
  @DisplayName(
      "Forged addresses of roots are not asked, and the availability key does not replace them")
  void fault55_otherRoots() {
    assertOpens();
    for (String change :
        List.of(
            "key_uri = REPLACE(key_uri, 'https://', 'https://x')",
            "key_version_uri = REPLACE(key_version_uri, 'https://', 'https://x')",
            "wrapped_key = (SELECT wrapped_key FROM kept k WHERE k.slot <> policy_roots.slot"
                + " AND k.policy_id = policy_roots.policy_id)",
            "seal = NULL")) {
      attack("UPDATE policy_roots SET " + change);
      assertRefused();
      putBack();
      assertOpens();
    }
  }

  @Test
  @DisplayName("Deleting the row of a root does not make the root count as silent")
  void fault55_rootThatIsGone() {
    for (String gone : List.of("slot = 2", "slot IN (1, 2)")) {
      attack("DELETE FROM policy_roots WHERE " + gone);
      assertThatThrownBy(() -> fixture.openCold(keyId, USER))
          .isInstanceOfSatisfying(
              KeyAccessException.class,
              e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.NOT_AUTHENTIC));
      putBack();
      assertOpens();
    }
  }

  @Test
  @DisplayName("A root from before a roll does not come back, unless two people accept it")
  void fault57_olderRoots() {
    fixture.vaults.newVersion(MovesFixture.ALPHA);
    TreeMap<Integer, Optional<String>> first = new TreeMap<>();
    first.put(1, Optional.empty());
    fixture.runToTheEnd(fixture.rolls.roll(fixture.tenant, policy.id(), policy.id(), first, ADMIN));
    assertOpens();
    putBack();
    fixture.custody.clock.advance(CustodyLimits.MAX_SEALED_READ);
    assertRefused();

    RowAcceptance rows = RowAcceptance.of(fixture.database);
    String root = policy.id() + ":1";
    assertThat(rows.refused(Optional.of(fixture.tenant)))
        .singleElement()
        .satisfies(row -> assertThat(row.rowId()).isEqualTo(root));
    assertThat(rows.accept("policy-root", root, Side.OPERATOR, Optional.empty(), "operator"))
        .isFalse();
    assertThat(rows.accept("policy-root", root, Side.TENANT, Optional.of(fixture.tenant), "admin"))
        .isTrue();
    assertOpens();
  }
}
