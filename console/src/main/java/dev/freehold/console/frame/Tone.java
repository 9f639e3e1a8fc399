package dev.freehold.console.frame;

import java.util.Set;

/** How a word of state is coloured; the word itself says everything. */
public final class Tone {

  private static final Set<String> GOOD =
      Set.of(
          "active",
          "agrees",
          "done",
          "registered",
          "encrypted",
          "approved",
          "agreed",
          "completed",
          "synced",
          "enabled",
          "held",
          "taken",
          "protected");
  private static final Set<String> BAD =
      Set.of(
          "locked",
          "broken",
          "refused",
          "wrongAnswer",
          "failed",
          "denied",
          "purged",
          "revoked",
          "expired");
  private static final Set<String> WARN =
      Set.of(
          "recovering",
          "disabled",
          "unprotected",
          "notYetValid",
          "addressRefused",
          "didNotAnswer",
          "waiting",
          "pending",
          "paused",
          "requested",
          "purgeRequested",
          "purgeAuthorised",
          "purging",
          "rolling",
          "registering",
          "moving",
          "running",
          "starting",
          "syncing",
          "incrementalSyncing",
          "syncedWithErrors",
          "completing",
          "stopped",
          "completedWithErrors",
          "notKnown",
          "queued");

  private Tone() {}

  /** The class of the style sheet for a word of the API. */
  public static String of(String word) {
    return GOOD.contains(word)
        ? "good"
        : BAD.contains(word) ? "bad" : WARN.contains(word) ? "warn" : "neutral";
  }
}
