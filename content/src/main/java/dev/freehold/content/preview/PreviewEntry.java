package dev.freehold.content.preview;

import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.purge.ContentTotals;
import java.util.List;
import java.util.UUID;

/**
 * The effect on one mailbox or site.
 *
 * @param ownerId its id
 * @param kind whether it is a mailbox or a site
 * @param unreadable what nobody could read any more
 * @param readable what could still be read, because it lies under another policy's key
 * @param readableUnder those policies, by id
 * @param isWaiting whether it has yet to come under the policy, and nothing of it has
 * @param legalHolds how many holds are on it
 */
public record PreviewEntry(
    UUID ownerId,
    OwnerKind kind,
    ContentTotals unreadable,
    ContentTotals readable,
    List<UUID> readableUnder,
    boolean isWaiting,
    int legalHolds) {

  /** Copies the list. */
  public PreviewEntry {
    readableUnder = List.copyOf(readableUnder);
  }
}
