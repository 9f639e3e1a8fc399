package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.AccessRule.RuleSet;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootFailure.Kind;
import java.util.stream.Stream;

/** What asking the roots of a policy came to. */
sealed interface Verdict {

  /**
   * One root agreed.
   *
   * @param depKey the policy's key, checked against its commitment
   */
  record Agreed(Key256 depKey) implements Verdict {}

  /**
   * Neither root gave the key.
   *
   * @param rules what counts for the policy
   * @param silence what it means that a root is silent
   * @param first of the policy's first root; of the only one that was heard of, where the other is
   *     still being asked
   * @param second of the other root; says that it was not heard of, where it is still being asked
   */
  record Failed(RuleSet rules, Silence silence, RootFailure first, RootFailure second)
      implements Verdict {

    /** The same failures, of a policy as it is now. */
    Failed of(OpenablePolicy policy, Silence now) {
      return new Failed(RuleSet.of(policy), now, first, second);
    }

    AccessRule rule() {
      return AccessRule.of(first.kind(), second.kind(), silence);
    }

    AccessRule.Decision decide(Requester.Kind requester) {
      return rule().decide(rules, requester);
    }

    boolean mayUseAvailabilityKey(Requester.Kind requester) {
      return decide(requester) == AccessRule.Decision.USE_AVAILABILITY_KEY;
    }

    /** Tells whether a root was heard to refuse. */
    boolean isRefusal() {
      return first.kind() == Kind.REFUSED || second.kind() == Kind.REFUSED;
    }

    /** Tells whether no root refused but for the address of this node. */
    boolean isOfAddress() {
      return isRefusal()
          && Stream.of(first, second)
              .filter(failure -> failure.kind() == Kind.REFUSED)
              .allMatch(RootFailure::isOfAddress);
    }

    /** Tells whether nothing was heard of either root. */
    boolean isSilence() {
      return first.kind() == Kind.DID_NOT_ANSWER && second.kind() == Kind.DID_NOT_ANSWER;
    }

    /** Tells whether nothing was heard of one root at least. */
    boolean hasSilence() {
      return first.kind() == Kind.DID_NOT_ANSWER || second.kind() == Kind.DID_NOT_ANSWER;
    }

    /** Tells whether what was wrong is nothing that the keys' owners could mend. */
    boolean isForOperators() {
      return Stream.of(first, second)
          .filter(failure -> failure.kind() == Kind.WRONG_ANSWER)
          .allMatch(RootFailure::isForOperators);
    }

    /** For the ledger and for logs; nothing secret. */
    String toText() {
      return "%s %s, %s %s"
          .formatted(first.kind().name(), first.code(), second.kind().name(), second.code());
    }

    /** What locks the policy ends what was given before it, where no recovery was approved. */
    boolean endsLeases() {
      return decide(Requester.Kind.USER) == AccessRule.Decision.REFUSED;
    }
  }
}
