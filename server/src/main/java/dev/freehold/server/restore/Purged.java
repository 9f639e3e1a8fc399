package dev.freehold.server.restore;

import java.util.Set;
import java.util.UUID;

/**
 * The known purges. A backup from before a purge does not know of it.
 *
 * @param asked whether the user named any source: a receipt, a ledger, a list or a policy, even if
 *     it names no purge
 * @param policies policies by their GUIDs
 * @param owners mailboxes and sites; a backup may have them under an earlier policy
 */
public record Purged(boolean asked, Set<UUID> policies, Set<UUID> owners) {

  /** Copies the sets. */
  public Purged {
    policies = Set.copyOf(policies);
    owners = Set.copyOf(owners);
  }
}
