package dev.freehold.server.restore;

import java.util.Set;
import java.util.UUID;

/**
 * What is known to have been purged. A backup that is older than a purge does not know of it.
 *
 * @param asked whether anybody said where to look: a receipt, a ledger, a list or a policy, even if
 *     it names no purge
 * @param policies policies by their GUIDs
 * @param owners mailboxes and sites; a backup may have them under the policy that they had then
 */
public record Purged(boolean asked, Set<UUID> policies, Set<UUID> owners) {

  /** Copies the sets. */
  public Purged {
    policies = Set.copyOf(policies);
    owners = Set.copyOf(owners);
  }
}
