package dev.freehold.ledger.copy;

import java.util.List;

/**
 * The keys that a server states for a tenant's log. They say whom to ask; before you trust a key
 * you must get it from somewhere else.
 *
 * @param origin the log's identity
 * @param log the vkey with which it signs
 * @param witnesses the vkeys of the witnesses that are asked to cosign
 */
public record CopyKeys(String origin, String log, List<String> witnesses) {

  /** Checks that the keys are there, and copies the list. */
  public CopyKeys {
    if (log == null || witnesses == null) {
      throw new IllegalArgumentException("keys have the members log and witnesses");
    }
    witnesses = List.copyOf(witnesses);
  }
}
