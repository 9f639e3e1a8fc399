package dev.freehold.custody.policies;

import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** Makes a policy exist: its bundle part first, then its rows with the ledger entry. */
final class PolicyStore {

  private final Database database;
  private final PolicyBundle bundle;
  private final Ledger ledger;

  PolicyStore(Database database, BundleSink bundle, Ledger ledger) {
    this.database = database;
    this.bundle = new PolicyBundle(database, bundle);
    this.ledger = ledger;
  }

  /**
   * The bundle part comes before the rows: a crash between them leaves a part that nothing uses,
   * where the other order could leave a policy whose content cannot be rescued.
   *
   * @param further what else has to be true in the same transaction
   */
  Policy keep(
      Policy policy, WrappedPolicyKey key, String actor, BiConsumer<Handle, WriteAct> further) {
    writePart(key);
    return RowSeals.of(database)
        .write(
            PolicyRows.meanings(policy, key),
            act -> database.write(tx -> keep(tx, act, policy, key, actor, further)));
  }

  private Policy keep(
      Handle tx,
      WriteAct act,
      Policy policy,
      WrappedPolicyKey key,
      String actor,
      BiConsumer<Handle, WriteAct> further) {
    PolicyCounts.take(tx, policy.tenantId(), policy.kind());
    PolicyRows.insert(tx, act, policy, key);
    further.accept(tx, act);
    ledger.append(
        tx,
        new LedgerEntry(
            policy.tenantId(),
            actor,
            "PolicyCreate",
            policy.id().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of(
                "kind", policy.kind().name(),
                "name", policy.name(),
                "root1", policy.roots().getFirst().keyVersionUri(),
                "root2", policy.roots().getLast().keyVersionUri(),
                "availabilityKeyId", key.availabilityKeyId().toString())));
    return policy;
  }

  /** Keeps a copy of the policy's part of the bundle beside those before it. */
  void writePart(WrappedPolicyKey key) {
    bundle.write(key);
  }
}
