package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
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
   * @param rules what counts for the policy
   * @param first of the root asked first
   * @param second of the root asked second
   */
  record Failed(AccessRule.RuleSet rules, RootFailure first, RootFailure second)
      implements Verdict {

    AccessRule rule() {
      return AccessRule.of(first.kind(), second.kind());
    }

    AccessRule.Decision decide(Requester.Kind requester) {
      return rule().decide(rules, requester);
    }

    boolean mayUseAvailabilityKey(Requester.Kind requester) {
      return decide(requester) == AccessRule.Decision.USE_AVAILABILITY_KEY;
    }

    /** For the ledger and for logs; nothing secret. */
    String toText() {
      return "%s %s, %s %s"
          .formatted(first.kind().name(), first.code(), second.kind().name(), second.code());
    }

    /** Refusal by both is the owner's will, where no recovery was approved. */
    boolean endsLeases() {
      return rule() == AccessRule.BOTH_REFUSED && !mayUseAvailabilityKey(Requester.Kind.USER);
    }
  }
}
