package dev.freehold.custody.access;

import dev.freehold.custody.Requester;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.roots.RootFailure.Kind;

/**
 * What happens when both roots of a policy failed; decisions 0004 and 0026 say why. This is the
 * table itself: a row is a pair of failures in any order with what silence means for the policy, a
 * column is a rule set for users or for system work.
 *
 * <p>While a policy is locked silence counts as refusal, so that a refusal cannot be turned into an
 * outage.
 *
 * <p>Mail: system work can always be finished as long as the availability key was not destroyed;
 * users are served only when neither root answered, and for as long as their tenant wants that.
 * Files: the availability key never stands in, so everything is locked once the lease is over.
 * Files in recovery: the tenant has approved that the availability key opens, for everyone. Keys
 * that leave a policy: as files, whatever they are of; what two people want to leave counts as
 * system work.
 */
enum AccessRule {
  BOTH_REFUSED(
      Kind.REFUSED,
      Kind.REFUSED,
      /* mailUser= */ Decision.REFUSED,
      /* mailSystem= */ Decision.USE_AVAILABILITY_KEY,
      /* filesUser= */ Decision.REFUSED,
      /* filesSystem= */ Decision.REFUSED,
      /* filesInRecoveryUser= */ Decision.USE_AVAILABILITY_KEY,
      /* filesInRecoverySystem= */ Decision.USE_AVAILABILITY_KEY),
  REFUSED_AND_SILENT(
      Kind.REFUSED,
      Kind.DID_NOT_ANSWER,
      /* mailUser= */ Decision.REFUSED,
      /* mailSystem= */ Decision.USE_AVAILABILITY_KEY,
      /* filesUser= */ Decision.REFUSED,
      /* filesSystem= */ Decision.REFUSED,
      /* filesInRecoveryUser= */ Decision.USE_AVAILABILITY_KEY,
      /* filesInRecoverySystem= */ Decision.USE_AVAILABILITY_KEY),
  REFUSED_AND_WRONG(
      Kind.REFUSED,
      Kind.WRONG_ANSWER,
      /* mailUser= */ Decision.REFUSED,
      /* mailSystem= */ Decision.USE_AVAILABILITY_KEY,
      /* filesUser= */ Decision.REFUSED,
      /* filesSystem= */ Decision.REFUSED,
      /* filesInRecoveryUser= */ Decision.USE_AVAILABILITY_KEY,
      /* filesInRecoverySystem= */ Decision.USE_AVAILABILITY_KEY),
  BOTH_SILENT(
      Kind.DID_NOT_ANSWER,
      Kind.DID_NOT_ANSWER,
      /* mailUser= */ Decision.USE_AVAILABILITY_KEY,
      /* mailSystem= */ Decision.USE_AVAILABILITY_KEY,
      /* filesUser= */ Decision.DID_NOT_ANSWER,
      /* filesSystem= */ Decision.DID_NOT_ANSWER,
      /* filesInRecoveryUser= */ Decision.USE_AVAILABILITY_KEY,
      /* filesInRecoverySystem= */ Decision.USE_AVAILABILITY_KEY),
  BOTH_SILENT_FOR_TOO_LONG(
      Kind.DID_NOT_ANSWER,
      Kind.DID_NOT_ANSWER,
      /* mailUser= */ Decision.DID_NOT_ANSWER,
      /* mailSystem= */ Decision.USE_AVAILABILITY_KEY,
      /* filesUser= */ Decision.DID_NOT_ANSWER,
      /* filesSystem= */ Decision.DID_NOT_ANSWER,
      /* filesInRecoveryUser= */ Decision.USE_AVAILABILITY_KEY,
      /* filesInRecoverySystem= */ Decision.USE_AVAILABILITY_KEY),
  SILENT_AND_WRONG(
      Kind.DID_NOT_ANSWER,
      Kind.WRONG_ANSWER,
      /* mailUser= */ Decision.WRONG_ANSWER,
      /* mailSystem= */ Decision.USE_AVAILABILITY_KEY,
      /* filesUser= */ Decision.WRONG_ANSWER,
      /* filesSystem= */ Decision.WRONG_ANSWER,
      /* filesInRecoveryUser= */ Decision.USE_AVAILABILITY_KEY,
      /* filesInRecoverySystem= */ Decision.USE_AVAILABILITY_KEY),
  BOTH_WRONG(
      Kind.WRONG_ANSWER,
      Kind.WRONG_ANSWER,
      /* mailUser= */ Decision.WRONG_ANSWER,
      /* mailSystem= */ Decision.USE_AVAILABILITY_KEY,
      /* filesUser= */ Decision.WRONG_ANSWER,
      /* filesSystem= */ Decision.WRONG_ANSWER,
      /* filesInRecoveryUser= */ Decision.USE_AVAILABILITY_KEY,
      /* filesInRecoverySystem= */ Decision.USE_AVAILABILITY_KEY);

  private final Kind one;
  private final Kind other;
  private final Decision mailUser;
  private final Decision mailSystem;
  private final Decision filesUser;
  private final Decision filesSystem;
  private final Decision filesInRecoveryUser;
  private final Decision filesInRecoverySystem;

  AccessRule(
      Kind one,
      Kind other,
      Decision mailUser,
      Decision mailSystem,
      Decision filesUser,
      Decision filesSystem,
      Decision filesInRecoveryUser,
      Decision filesInRecoverySystem) {
    this.one = one;
    this.other = other;
    this.mailUser = mailUser;
    this.mailSystem = mailSystem;
    this.filesUser = filesUser;
    this.filesSystem = filesSystem;
    this.filesInRecoveryUser = filesInRecoveryUser;
    this.filesInRecoverySystem = filesInRecoverySystem;
  }

  /** The row for two failures in any order. */
  static AccessRule of(Kind first, Kind second, Silence silence) {
    return switch (silence) {
      case BRIDGED -> of(first, second);
      case LAPSED -> {
        AccessRule rule = of(first, second);
        yield rule == BOTH_SILENT ? BOTH_SILENT_FOR_TOO_LONG : rule;
      }
      case LOCKED -> of(silenceRefuses(first), silenceRefuses(second));
    };
  }

  private static Kind silenceRefuses(Kind kind) {
    return switch (kind) {
      case DID_NOT_ANSWER, REFUSED -> Kind.REFUSED;
      case WRONG_ANSWER -> Kind.WRONG_ANSWER;
    };
  }

  private static AccessRule of(Kind first, Kind second) {
    for (AccessRule rule : values()) {
      if ((rule.one == first && rule.other == second)
          || (rule.one == second && rule.other == first)) {
        return rule;
      }
    }
    throw new IllegalStateException("the table has a row for every pair of failures");
  }

  /** The cell for policies of a rule set, and this kind of requester. */
  Decision decide(RuleSet rules, Requester.Kind requester) {
    return switch (requester) {
      case USER ->
          switch (rules) {
            case MAIL -> mailUser;
            case FILES -> filesUser;
            case FILES_IN_RECOVERY -> filesInRecoveryUser;
          };
      case SYSTEM ->
          switch (rules) {
            case MAIL -> mailSystem;
            case FILES -> filesSystem;
            case FILES_IN_RECOVERY -> filesInRecoverySystem;
          };
      // Whatever it is that leaves: nothing stands in for a root, as with files.
      case LEAVING -> filesUser;
    };
  }

  /** Which columns of the table count for a policy. */
  enum RuleSet {
    /** Mailbox, multi-workload and service-managed policies, in recovery or not. */
    MAIL,
    /** A geo's files. */
    FILES,
    /** A geo's files, after both roots were lost and the tenant has approved recovery. */
    FILES_IN_RECOVERY;

    static RuleSet of(OpenablePolicy policy) {
      return of(policy.kind(), policy.isRecovering());
    }

    /** Recovery of mail is system work, which may use the availability key anyway. */
    static RuleSet of(PolicyKind kind, boolean isRecovering) {
      return switch (kind) {
        case MAILBOX, MULTI_WORKLOAD, SERVICE_MANAGED -> MAIL;
        case FILE -> isRecovering ? FILES_IN_RECOVERY : FILES;
      };
    }
  }

  /** What to do about two roots that failed. */
  enum Decision {
    /** It stands in for the roots. */
    USE_AVAILABILITY_KEY,
    /** The key is not given: the owner of a root wants it so. */
    REFUSED,
    /** The key is not given: nobody can tell what the roots' owner wants. */
    DID_NOT_ANSWER,
    /** The key is not given: a root's answer was not one to act on. */
    WRONG_ANSWER
  }
}
