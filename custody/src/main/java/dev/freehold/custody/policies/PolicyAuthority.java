package dev.freehold.custody.policies;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.seals.WriteAct;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * The columns of a policy's row that authorise, checked by its seal. Code that found a policy by a
 * query over many rows must ask here before it decides anything by it.
 *
 * @param tenantId whose it is
 * @param id its GUID
 * @param kind what it covers
 * @param state the state in its life
 * @param isRecovering whether its availability key opens it until everything has moved away
 */
public record PolicyAuthority(
    UUID tenantId, UUID id, PolicyKind kind, PolicyState state, boolean isRecovering) {

  /**
   * The authority of a policy, if the policy exists.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}, {@code
   *     ROW_OUT_OF_DATE}
   */
  public static Optional<PolicyAuthority> find(Handle tx, UUID policyId) {
    return RowSeals.of(tx).find(tx, CustodySeals.POLICY, policyId).map(PolicyAuthority::of);
  }

  /**
   * The authority of a policy, which must exist.
   *
   * @throws dev.freehold.custody.CustodyException {@code POLICY_NOT_FOUND}, {@code
   *     ROW_NOT_AUTHENTIC}, {@code ROW_OUT_OF_DATE}
   */
  public static PolicyAuthority require(Handle tx, UUID policyId) {
    return find(tx, policyId).orElseThrow(CustodyException::policyNotFound);
  }

  /**
   * A policy as administrators see it.
   *
   * @throws dev.freehold.custody.CustodyException {@code POLICY_NOT_FOUND}, {@code
   *     ROW_NOT_AUTHENTIC}, {@code ROW_OUT_OF_DATE}
   */
  public static Policy policy(Handle tx, UUID tenantId, UUID policyId) {
    return PolicyRows.byId(tx, tenantId, policyId).orElseThrow(CustodyException::policyNotFound);
  }

  /** Those of some policies that are authentic, as administrators see them, by their ids. */
  public static Map<UUID, Policy> policies(Handle tx, Collection<UUID> policyIds) {
    return PolicyRows.byIds(tx, policyIds);
  }

  /**
   * Changes what a policy authorises; others wait until the transaction ends.
   *
   * @param change is given the row as it is, and gives it as it is to be; the same row for no
   *     change
   * @return whether anything was changed
   */
  public static boolean change(
      Handle tx, WriteAct act, UUID policyId, UnaryOperator<SealedRow> change) {
    SealedRow before =
        RowSeals.of(tx)
            .forUpdate(tx, CustodySeals.POLICY, policyId)
            .orElseThrow(CustodyException::policyNotFound);
    return write(tx, act, before, change.apply(before));
  }

  /** Ends a policy whose row was put back, whatever it says: its keys do not exist any more. */
  public static boolean overrule(
      Handle tx, WriteAct act, UUID policyId, UnaryOperator<SealedRow> change) {
    SealedRow before =
        RowSeals.of(tx)
            .forUpdateUnchecked(tx, CustodySeals.POLICY, policyId)
            .orElseThrow(CustodyException::policyNotFound);
    return write(tx, act, before, change.apply(before));
  }

  private static boolean write(Handle tx, WriteAct act, SealedRow before, SealedRow after) {
    if (before == after) {
      return false;
    }
    RowSeals.of(tx).update(tx, act, before, after);
    return true;
  }

  static PolicyAuthority of(SealedRow row) {
    return new PolicyAuthority(
        row.tenantId(),
        row.key(),
        PolicyKind.valueOf(row.text("kind")),
        PolicyState.valueOf(row.text("state")),
        row.flag("recovering"));
  }
}
