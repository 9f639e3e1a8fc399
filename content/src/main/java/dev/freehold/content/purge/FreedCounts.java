package dev.freehold.content.purge;

/**
 * How much content of purged mailboxes and sites has been deleted so far.
 *
 * @param owners mailboxes and sites whose content is to be deleted
 * @param freedOwners those of which nothing is left
 * @param freedObjects objects whose blob and row are gone
 * @param freedBytes the length of those blobs
 */
public record FreedCounts(long owners, long freedOwners, long freedObjects, long freedBytes) {

  static final FreedCounts NONE = new FreedCounts(0, 0, 0, 0);
}
