package dev.freehold.content.purge;

/**
 * How far the freeing of what was purged has come.
 *
 * @param owners mailboxes and sites whose content was to be freed
 * @param freedOwners those of which nothing is left
 * @param freedObjects objects whose blob and row are gone
 * @param freedBytes the length of those blobs
 */
public record FreedCounts(long owners, long freedOwners, long freedObjects, long freedBytes) {

  static final FreedCounts NONE = new FreedCounts(0, 0, 0, 0);
}
