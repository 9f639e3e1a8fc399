package dev.freehold.custody.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyEdit;
import dev.freehold.custody.seals.RowAcceptance.Side;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.FakeVaults;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("After a restore of the main database alone,")
class RowAcceptanceTest {

  @TempDir private Path folder;
  private CustodyFixture custody;
  private Policies policies;
  private Policy policy;
  private RowAcceptance rows;

  @BeforeEach
  void restoreAnOlderPolicy() {
    custody = new CustodyFixture(Dialect.SQLITE, folder);
    FakeVaults vaults = new FakeVaults();
    policies = custody.policies(vaults);
    policy = custody.policy(vaults, "mail");
    rows = RowAcceptance.of(custody.database);
    custody.database.write(tx -> tx.execute("CREATE TABLE kept AS SELECT * FROM policies"));
    policies.edit(
        custody.tenant.id(),
        policy.id(),
        new PolicyEdit(Optional.empty(), Optional.empty(), Optional.of(false)),
        CustodyFixture.ADMIN);
    custody.database.write(
        tx ->
            tx.execute(
                "UPDATE policies SET enabled = 1, seal = (SELECT seal FROM kept),"
                    + " seal_version = (SELECT seal_version FROM kept)"));
    custody.clock.advance(CustodyLimits.MAX_SEALED_READ);
  }

  @AfterEach
  void tearDown() {
    custody.close();
  }

  private Policy read() {
    return policies.get(custody.tenant.id(), policy.id());
  }

  private boolean accept(Side side, String actor) {
    return rows.accept(
        "policy",
        policy.id().toString(),
        side,
        side == Side.TENANT ? Optional.of(custody.tenant.id()) : Optional.empty(),
        actor);
  }

  private static void refused(CustodyError error, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  @DisplayName("an older row is refused by its name until the operator and the tenant accept it")
  void fault57_twoAccept() {
    refused(CustodyError.ROW_OUT_OF_DATE, this::read);
    assertThat(rows.refused(Optional.of(custody.tenant.id())))
        .containsExactly(
            new RefusedRow(
                custody.tenant.id(), "policy", policy.id().toString(), SealFinding.OUT_OF_DATE));

    assertThat(accept(Side.OPERATOR, "operator")).isFalse();
    refused(CustodyError.ROW_OUT_OF_DATE, this::read);
    assertThat(accept(Side.OPERATOR, "second operator")).isFalse();
    refused(CustodyError.ROW_OUT_OF_DATE, this::read);
    assertThat(accept(Side.TENANT, "administrator")).isTrue();

    assertThat(read().enabled()).isTrue();
    assertThat(rows.refused(Optional.empty())).isEmpty();
    assertThat(custody.entries("RowAccept")).hasSize(3);
  }

  @Test
  @DisplayName("one person is not both sides, and another tenant has no say")
  void fault57_onePersonIsNotTwo() {
    accept(Side.OPERATOR, "somebody");
    refused(CustodyError.ROW_ACCEPTANCE_REFUSED, () -> accept(Side.TENANT, "somebody"));
    refused(
        CustodyError.ROW_NOT_FOUND,
        () ->
            rows.accept(
                "policy",
                policy.id().toString(),
                Side.TENANT,
                Optional.of(UUID.randomUUID()),
                "stranger"));
    refused(CustodyError.ROW_OUT_OF_DATE, this::read);
  }

  @Test
  @DisplayName("what was accepted is that state of the row and no other")
  void fault57_anotherStateIsNotAccepted() {
    accept(Side.OPERATOR, "operator");
    custody.database.write(tx -> tx.execute("UPDATE policies SET recovering = 1"));
    refused(CustodyError.ROW_ACCEPTANCE_REFUSED, () -> accept(Side.TENANT, "administrator"));
    refused(CustodyError.ROW_NOT_AUTHENTIC, this::read);
  }

  @Test
  @DisplayName("a row that is good, or is none, cannot be accepted")
  void fault57_nothingToAccept() {
    for (Side side : List.of(Side.OPERATOR, Side.TENANT)) {
      accept(side, side.name());
    }
    refused(CustodyError.ROW_ACCEPTANCE_REFUSED, () -> accept(Side.TENANT, "administrator"));
    refused(
        CustodyError.ROW_NOT_FOUND,
        () -> rows.accept("policy", "no id", Side.OPERATOR, Optional.empty(), "operator"));
    refused(
        CustodyError.ROW_NOT_FOUND,
        () ->
            rows.accept(
                "badge", policy.id().toString(), Side.OPERATOR, Optional.empty(), "operator"));
  }
}
