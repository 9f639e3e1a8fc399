package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OpenablePolicy;
import dev.freehold.custody.hierarchy.WrappedRoot;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import java.util.function.LongSupplier;

/**
 * Asks the roots of a policy, each ask recorded: for mail one at random, then the other; for files
 * both, hedged (customer-key reference, 9.8).
 */
final class RootAsker {

  private final RootCall call;
  private final HedgedAsker hedged;
  private final RandomSource random;
  private final LongSupplier nanoTime;

  RootAsker(RootCall call, HedgedAsker hedged, RandomSource random, LongSupplier nanoTime) {
    this.call = call;
    this.hedged = hedged;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /** Never keeps a key that does not match the policy's commitment, whoever gave it. */
  Verdict ask(OpenablePolicy policy, Requester requester) {
    return switch (policy.kind()) {
      case MAILBOX, MULTI_WORKLOAD, SERVICE_MANAGED -> inTurn(policy, requester);
      case FILE -> hedged.ask(policy, requester);
    };
  }

  private Verdict inTurn(OpenablePolicy policy, Requester requester) {
    int first = random.bytes(1)[0] & 1;
    long firstAskedAt = nanoTime.getAsLong();
    return switch (unwrap(policy, policy.key().roots().get(first), requester)) {
      case Given<Key256>(Key256 depKey) -> new Verdict.Agreed(depKey, firstAskedAt);
      case NotGiven<Key256>(RootFailure firstFailure) -> {
        long secondAskedAt = nanoTime.getAsLong();
        yield switch (unwrap(policy, policy.key().roots().get(1 - first), requester)) {
          case Given<Key256>(Key256 depKey) -> new Verdict.Agreed(depKey, secondAskedAt);
          case NotGiven<Key256>(RootFailure secondFailure) ->
              new Verdict.Failed(AccessRule.RuleSet.of(policy), firstFailure, secondFailure);
        };
      }
    };
  }

  private RootAnswer<Key256> unwrap(OpenablePolicy policy, WrappedRoot root, Requester requester) {
    RootAnswer<Key256> answer = call.ask(policy, root);
    call.record(policy, root, requester, answer);
    return answer;
  }
}
