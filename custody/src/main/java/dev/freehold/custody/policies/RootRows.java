package dev.freehold.custody.policies;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.policies.RootRolls.RolledRoot;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.persistence.RowIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * The rows of policies' roots, each statement in the caller's transaction. They are sealed: anyone
 * who could change a root's address could make it silent, and then the availability key would be
 * used.
 */
public final class RootRows {

  private static final int ROOTS = 2;
  private static final byte[] NOTHING = new byte[0];

  private static final String SELECT =
      "SELECT %s FROM policy_roots r WHERE r.policy_id = :policyId ORDER BY r.slot"
          .formatted(CustodySeals.POLICY_ROOT.columns("r"));

  private static final String SELECT_MANY =
      "SELECT %s FROM policy_roots r WHERE r.policy_id IN (<ids>) ORDER BY r.policy_id, r.slot"
          .formatted(CustodySeals.POLICY_ROOT.columns("r"));

  /** The column of {@link #SELECT_MANY}, after that of the tenant. */
  private static final int POLICY_ID = 2;

  private RootRows() {}

  /** What is written of a new policy's roots. */
  static List<SealedRow> meanings(Policy policy, WrappedPolicyKey key) {
    return IntStream.range(0, key.roots().size())
        .mapToObj(
            i ->
                CustodySeals.POLICY_ROOT
                    .row(policy.tenantId(), policy.id(), i + 1L)
                    .set("key_uri", policy.roots().get(i).keyUri())
                    .set("key_version_uri", policy.roots().get(i).keyVersionUri())
                    .set("wrapped_key", key.roots().get(i).wrapped().bytes())
                    .done())
        .toList();
  }

  static void insert(Handle tx, WriteAct act, Policy policy, WrappedPolicyKey key) {
    List<SealedRow> rows = meanings(policy, key);
    for (int i = 0; i < rows.size(); i++) {
      SealedRow row = rows.get(i);
      tx.createUpdate(
              """
              INSERT INTO policy_roots (policy_id, slot, key_uri, key_version_uri, wrapped_key)
              VALUES (:policyId, :slot, :keyUri, :keyVersionUri, :wrapped)\
              """)
          .bind("policyId", policy.id())
          .bind("slot", i + 1)
          .bind("keyUri", row.text("key_uri"))
          .bind("keyVersionUri", row.text("key_version_uri"))
          .bind("wrapped", row.bytes("wrapped_key"))
          .execute();
      RowSeals.of(tx).keep(tx, act, row);
    }
  }

  /**
   * Root 1 and root 2 of a policy that has its key.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}, {@code
   *     ROW_OUT_OF_DATE}
   */
  static List<WrappedRoot> wrapped(Handle tx, UUID policyId) {
    List<SealedRow> rows =
        RowSeals.of(tx)
            .requireAll(
                CustodySeals.POLICY_ROOT, tx.createQuery(SELECT).bind("policyId", policyId));
    if (rows.size() != ROOTS) {
      throw new CustodyException(
          CustodyError.ROW_NOT_AUTHENTIC,
          "the policy-root rows of %s are %d instead of 2; its operator puts back what was there"
              .formatted(policyId, rows.size()));
    }
    return rows.stream()
        .map(
            row ->
                new WrappedRoot(
                    RootKeyUri.parse(row.text("key_version_uri")),
                    Ciphertext.of(row.bytes("wrapped_key"))))
        .toList();
  }

  /**
   * The same without their wraps, for administrators; whether a row was put back is not asked.
   *
   * @param isDestroyed whether their wraps are gone, so that they have no seals
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static List<Policy.Root> shown(Handle tx, UUID policyId, boolean isDestroyed) {
    RowSeals seals = RowSeals.of(tx);
    return tx.createQuery(SELECT)
        .bind("policyId", policyId)
        .map(
            (row, _) -> {
              if (!isDestroyed) {
                seals.requireSealed(CustodySeals.POLICY_ROOT, row, 1);
              }
              return new Policy.Root(row.getString("key_uri"), row.getString("key_version_uri"));
            })
        .list();
  }

  /**
   * The same for many policies by one statement; without those of which the row of a root is
   * refused, which is reported.
   */
  static Map<UUID, List<Policy.Root>> shown(Handle tx, Collection<Policy> policies) {
    Map<UUID, List<Policy.Root>> roots = new HashMap<>();
    Set<UUID> destroyed = new HashSet<>();
    for (Policy policy : policies) {
      roots.put(policy.id(), new ArrayList<>());
      if (policy.state().isDestroyed()) {
        destroyed.add(policy.id());
      }
    }
    if (roots.isEmpty()) {
      return roots;
    }
    RowSeals seals = RowSeals.of(tx);
    Set<UUID> refused = new HashSet<>();
    tx.createQuery(SELECT_MANY)
        .bindList("ids", List.copyOf(roots.keySet()))
        .map(
            (row, _) -> {
              UUID policyId = RowIds.read(row, POLICY_ID);
              if (!destroyed.contains(policyId)
                  && seals.sealedOrNone(CustodySeals.POLICY_ROOT, row, 1).isEmpty()) {
                refused.add(policyId);
              }
              return roots
                  .get(policyId)
                  .add(new Policy.Root(row.getString("key_uri"), row.getString("key_version_uri")));
            })
        .list();
    roots.keySet().removeAll(refused);
    return roots;
  }

  /** Puts a rolled root in the place of the one that it was rolled from, unless that is gone. */
  static boolean roll(Handle tx, WriteAct act, RolledRoot rolled) {
    RowSeals seals = RowSeals.of(tx);
    SealedRow before =
        seals
            .forUpdate(tx, CustodySeals.POLICY_ROOT, rolled.policyId(), (long) rolled.slot())
            .orElseThrow(CustodyException::policyNotFound);
    boolean isThere = before.text("key_version_uri").equals(rolled.from().toString());
    if (isThere) {
      seals.update(
          tx,
          act,
          before,
          before
              .with("key_uri", rolled.to().withoutVersion().toString())
              .with("key_version_uri", rolled.to().toString())
              .with("wrapped_key", rolled.wrapped().bytes()));
    }
    return isThere;
  }

  /** Destroys the wraps of both, whatever something else has made of the rows. */
  public static void destroy(Handle tx, UUID policyId) {
    tx.createUpdate(
            "UPDATE policy_roots SET wrapped_key = :nothing, seal = NULL WHERE policy_id = :id")
        .bind("nothing", NOTHING)
        .bind("id", policyId)
        .execute();
  }
}
