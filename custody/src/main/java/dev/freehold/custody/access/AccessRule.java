package dev.freehold.custody.access;

import dev.freehold.custody.Requester;
import dev.freehold.custody.roots.RootFailure.Kind;

/**
 * What happens when both roots of a mailbox policy failed; customer-key reference, sections 2.5 and
 * 9.23. The order of the two failures does not matter.
 *
 * <table>
 * <caption>The decision, by the worse failure first</caption>
 * <tr><th>failures</th><th>user</th><th>system</th></tr>
 * <tr><td>refused, any other</td><td>refused</td><td>availability key</td></tr>
 * <tr><td>wrong answer, wrong answer or no answer</td><td>wrong answer</td>
 *     <td>availability key</td></tr>
 * <tr><td>no answer, no answer</td><td>availability key</td><td>availability key</td></tr>
 * </table>
 */
enum AccessRule {
  BOTH_REFUSED(Kind.REFUSED, Kind.REFUSED, Decision.REFUSED),
  REFUSED_AND_SILENT(Kind.REFUSED, Kind.DID_NOT_ANSWER, Decision.REFUSED),
  REFUSED_AND_WRONG(Kind.REFUSED, Kind.WRONG_ANSWER, Decision.REFUSED),
  BOTH_SILENT(Kind.DID_NOT_ANSWER, Kind.DID_NOT_ANSWER, Decision.USE_AVAILABILITY_KEY),
  SILENT_AND_WRONG(Kind.DID_NOT_ANSWER, Kind.WRONG_ANSWER, Decision.WRONG_ANSWER),
  BOTH_WRONG(Kind.WRONG_ANSWER, Kind.WRONG_ANSWER, Decision.WRONG_ANSWER);

  private final Kind one;
  private final Kind other;
  private final Decision user;

  AccessRule(Kind one, Kind other, Decision user) {
    this.one = one;
    this.other = other;
    this.user = user;
  }

  /** The rule for two failures in any order. */
  static AccessRule of(Kind first, Kind second) {
    for (AccessRule rule : values()) {
      if ((rule.one == first && rule.other == second)
          || (rule.one == second && rule.other == first)) {
        return rule;
      }
    }
    throw new IllegalStateException("the table has a row for every pair of failures");
  }

  /** System work can always be finished as long as the availability key was not destroyed. */
  Decision decide(Requester.Kind requester) {
    return switch (requester) {
      case USER -> user;
      case SYSTEM -> Decision.USE_AVAILABILITY_KEY;
    };
  }

  /** What to do about two roots that failed. */
  enum Decision {
    /** It stands in for the roots. */
    USE_AVAILABILITY_KEY,
    /** The key is not given: the owner of a root wants it so. */
    REFUSED,
    /** The key is not given: a root's answer was not one to act on. */
    WRONG_ANSWER
  }
}
