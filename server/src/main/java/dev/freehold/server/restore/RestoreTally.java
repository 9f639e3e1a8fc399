package dev.freehold.server.restore;

import java.util.ArrayList;
import java.util.List;

/** Counts results. */
final class RestoreTally {

  private static final int MAX_NOTES = 50;

  private final List<String> notes = new ArrayList<>();
  private long policies;
  private long openable;
  private long purgedOpenable;

  void note(String note) {
    if (notes.size() < MAX_NOTES) {
      notes.add(note);
    }
  }

  void count(PolicyResult policy) {
    policies++;
    if (policy.standing().isOpenable()) {
      openable++;
      purgedOpenable += policy.isPurged() ? 1 : 0;
    }
  }

  /** Keys of a purged policy are counted with it. */
  void count(PolicyResult policy, OwnerResult owner) {
    if (owner.isPurged() && !policy.isPurged() && owner.standing().isOpenable()) {
      purgedOpenable++;
    }
  }

  RestoreSummary summary() {
    return new RestoreSummary(policies, openable, purgedOpenable, notes);
  }
}
