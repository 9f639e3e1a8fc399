package dev.freehold.content.preview;

import java.util.List;
import java.util.Optional;

/**
 * A page of a preview.
 *
 * @param totals of all pages, as of the moment of this page; only on the first
 * @param entries those that something lies of under the policy, then those that wait
 * @param next where the next page begins; empty after the last
 */
public record PreviewPage(
    Optional<PreviewTotals> totals, List<PreviewEntry> entries, Optional<PreviewCursor> next) {

  /** Copies the list. */
  public PreviewPage {
    entries = List.copyOf(entries);
  }
}
