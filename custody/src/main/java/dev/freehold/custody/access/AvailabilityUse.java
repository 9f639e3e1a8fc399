package dev.freehold.custody.access;

import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.roots.RootFailure;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One use of an availability key, from the entry that is written before the key is given to the one
 * that is written when its lease has ended. A crash leaves the first without the second.
 *
 * @param key the policy's key
 * @param requester who made the use necessary
 * @param standsIn what it stands in for the roots for; empty if they answered wrongly
 * @param details the fields of the record type that administrators search for (section 7)
 */
record AvailabilityUse(
    WrappedPolicyKey key,
    Requester requester,
    Optional<Silence> standsIn,
    Map<String, String> details) {

  static final String OPERATION = "FallbackToAvailabilityKey";

  static AvailabilityUse of(OpenablePolicy policy, Requester requester, Verdict.Failed failed) {
    WrappedPolicyKey key = policy.key();
    return new AvailabilityUse(
        key,
        requester,
        standsIn(failed),
        Map.of(
            "recordType", "CustomerKeyServiceEncryption",
            "activity", "Fallback to Availability Key",
            "workload", workload(policy.kind()),
            "reason", reason(failed),
            "policyId", key.policyId().toString(),
            "scopeKeyVersionId", key.availabilityKeyId().toString(),
            "requestId", UUID.randomUUID().toString(),
            "firstRoot", describe(failed.first()),
            "secondRoot", describe(failed.second())));
  }

  private static String workload(PolicyKind kind) {
    return switch (kind) {
      case MAILBOX -> "Exchange";
      case MULTI_WORKLOAD -> "MultiWorkload";
      case FILE -> "SharePoint";
      case SERVICE_MANAGED -> "ServiceManaged";
    };
  }

  private static String reason(Verdict.Failed failed) {
    if (failed.rules() == AccessRule.RuleSet.FILES_IN_RECOVERY) {
      return "recovery";
    }
    return failed.rule() == AccessRule.BOTH_SILENT ? "roots-did-not-answer" : "system-work";
  }

  private static Optional<Silence> standsIn(Verdict.Failed failed) {
    if (failed.isOfAddress() && failed.silence() != Silence.LOCKED) {
      return Optional.of(Silence.LAPSED);
    }
    if (failed.isRefusal() || failed.silence() == Silence.LOCKED) {
      return Optional.of(Silence.LOCKED);
    }
    return failed.isSilence() ? Optional.of(failed.silence()) : Optional.empty();
  }

  private static String describe(RootFailure failure) {
    return failure.kind().name() + " " + failure.code();
  }
}
