package dev.freehold.content.preview;

import java.util.List;
import java.util.Optional;

/**
 * A page of a preview.
 *
 * @param totals of all pages, as of the moment of this page; only on the first
 * @param entries first mailboxes and sites that have content under the policy, then those that have
 *     yet to come under it
 * @param next where the next page begins; empty after the last
 */
public record PreviewPage(
    Optional<PreviewTotals> totals, List<PreviewEntry> entries, Optional<PreviewCursor> next) {

  /** Copies the list. */
  public PreviewPage {
    entries = List.copyOf(entries);
  }
}
