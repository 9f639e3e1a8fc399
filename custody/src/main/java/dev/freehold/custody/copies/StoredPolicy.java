package dev.freehold.custody.copies;

import java.util.List;
import java.util.UUID;

/**
 * A policy as a database has it.
 *
 * @param kind as stored, such as {@code MAILBOX}
 * @param state as stored, such as {@code ACTIVE}
 * @param wraps the wrapped forms of its key that were not destroyed
 */
public record StoredPolicy(
    UUID tenantId, UUID id, String name, String kind, String state, List<PolicyWrap> wraps) {

  /** Copies the list. */
  public StoredPolicy {
    wraps = List.copyOf(wraps);
  }

  /** Whether this database itself knows that the policy is being or was purged. */
  public boolean isPurged() {
    return state.equals("PURGING") || state.equals("PURGED");
  }
}
