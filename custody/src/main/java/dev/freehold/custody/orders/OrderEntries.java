package dev.freehold.custody.orders;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The ledger entries about orders: who assigned which policy to what. */
public final class OrderEntries {

  /** How many GUIDs fit one detail of an entry. */
  private static final int MAX_NAMED = 25;

  private static final String NONE = "none";

  private final Ledger ledger;

  /** Writes to {@code ledger}. */
  public OrderEntries(Ledger ledger) {
    this.ledger = ledger;
  }

  /** As many entries as the names of the mailboxes need. */
  public void assign(Handle tx, Order order, List<UUID> mailboxIds, Optional<UUID> policyId) {
    for (int from = 0; from < mailboxIds.size(); from += MAX_NAMED) {
      List<UUID> some = mailboxIds.subList(from, Math.min(mailboxIds.size(), from + MAX_NAMED));
      append(
          tx,
          order,
          "PolicyAssign",
          policyId,
          Map.of("mailboxes", some.stream().map(UUID::toString).collect(Collectors.joining(" "))));
    }
  }

  /** All mailboxes of a policy were assigned to another one. */
  public void assignAll(Handle tx, Order order, UUID from, UUID to) {
    append(tx, order, "PolicyAssignAll", Optional.of(to), Map.of("from", from.toString()));
  }

  /** The tenant was assigned a multi-workload policy, or none. */
  public void multiWorkload(Handle tx, Order order, Optional<UUID> policyId) {
    append(tx, order, "MultiWorkloadAssign", policyId, Map.of());
  }

  private void append(
      Handle tx,
      Order order,
      String operation,
      Optional<UUID> policyId,
      Map<String, String> further) {
    Map<String, String> details = new HashMap<>(further);
    details.put("jobId", order.jobId().toString());
    String policy = policyId.map(UUID::toString).orElse(NONE);
    ledger.append(
        tx,
        new LedgerEntry(
            order.tenantId(), order.actor(), operation, policy, LedgerEntry.Outcome.DONE, details));
  }

  /** Who ordered, and the job that carries it out. */
  public record Order(UUID tenantId, UUID jobId, String actor) {}
}
