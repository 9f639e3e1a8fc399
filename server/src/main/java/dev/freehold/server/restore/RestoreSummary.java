package dev.freehold.server.restore;

import java.util.List;

/**
 * The result of a restore check.
 *
 * @param policies how many policies the backup has
 * @param openablePolicies how many of them have a key that was opened or might be
 * @param purgedOpenable how many of these, or of their mailboxes and sites, are known to have been
 *     purged: content that a purge destroyed could come back
 * @param notes remarks for the reader
 */
public record RestoreSummary(
    long policies, long openablePolicies, long purgedOpenable, List<String> notes) {

  /** Copies the list. */
  public RestoreSummary {
    notes = List.copyOf(notes);
  }

  /** Whether nothing that is known to have been purged could be opened. */
  public boolean isClean() {
    return purgedOpenable == 0;
  }
}
