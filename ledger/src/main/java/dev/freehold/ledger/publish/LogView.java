package dev.freehold.ledger.publish;

import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.tree.HashSource;
import java.util.UUID;

/**
 * A tenant's log as it is published.
 *
 * @param head its present size and root
 * @param hashes its tree, which may have grown beyond the head since
 */
public record LogView(LedgerHead head, HashSource hashes) {

  /** Finds the logs of tenants. */
  @FunctionalInterface
  public interface Logs {
    /** The log as it is now; an empty one if nothing of the tenant was ever recorded. */
    LogView of(UUID tenantId);
  }
}
