package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootFailure;

/** What asking the roots of a policy came to. */
sealed interface Verdict {

  /**
   * One root agreed.
   *
   * @param depKey the policy's key, checked against its commitment
   * @param askedAtNanos when that root was asked
   */
  record Agreed(Key256 depKey, long askedAtNanos) implements Verdict {}

  /**
   * Neither root gave the key.
   *
   * @param first of the root asked first
   * @param second of the root asked second
   */
  record Failed(RootFailure first, RootFailure second) implements Verdict {

    AccessRule rule() {
      return AccessRule.of(first.kind(), second.kind());
    }
  }
}
