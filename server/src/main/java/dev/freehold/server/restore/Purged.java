package dev.freehold.server.restore;

import java.util.Set;
import java.util.UUID;

/**
 * What is known to have been purged. A backup from before a purge does not know of it.
 *
 * @param policies policies by their GUIDs
 * @param owners mailboxes and sites; a backup may have them under the policy that they had then
 */
public record Purged(Set<UUID> policies, Set<UUID> owners) {

  /** Copies the sets. */
  public Purged {
    policies = Set.copyOf(policies);
    owners = Set.copyOf(owners);
  }

  boolean isEmpty() {
    return policies.isEmpty() && owners.isEmpty();
  }
}
