package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.policies.PolicyState;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** The messages for refused steps of a purge. */
public final class PurgeRefusals {

  private static final int MAX_NAMED = 10;

  private PurgeRefusals() {}

  /** {@code PURGE_NOT_FOUND}. */
  public static CustodyException noSuchCase() {
    return new CustodyException(
        CustodyError.PURGE_NOT_FOUND, "the tenant has no such purge; list its purges");
  }

  /**
   * {@code PURGE_STEP_REFUSED}.
   *
   * @param what when the step can be taken
   */
  public static CustodyException step(PurgeCase purge, String what) {
    return new CustodyException(
        CustodyError.PURGE_STEP_REFUSED,
        "the purge of the policy %s is at %s; %s"
            .formatted(purge.policyName(), word(purge.state()), what));
  }

  /** A state as the interfaces show it. */
  private static String word(PolicyState state) {
    return switch (state) {
      case ACTIVE -> "active";
      case PURGE_REQUESTED -> "purgeRequested";
      case PURGE_AUTHORISED -> "purgeAuthorised";
      case PURGING -> "purging";
      case PURGED -> "purged";
      case RETIRED -> "retired";
    };
  }

  static CustodyException rolled(String policyName) {
    return new CustodyException(
        CustodyError.JOB_RUNNING,
        "a key of the policy %s was rolled while both were tried; ask again".formatted(policyName));
  }

  /** Refuses if one of them is there. */
  static void requireNoHold(List<UUID> held) {
    if (!held.isEmpty()) {
      String more = held.size() > MAX_NAMED ? " and more" : "";
      throw new CustodyException(
          CustodyError.LEGAL_HOLD,
          "under a legal hold: %s; nothing is purged before the holds are lifted"
              .formatted(
                  held.stream()
                          .limit(MAX_NAMED)
                          .map(UUID::toString)
                          .collect(Collectors.joining(", "))
                      + more));
    }
  }

  /** Refuses unless there is somebody who had to agree, and all of them have. */
  static void requireConsents(List<Consent> needed) {
    if (needed.isEmpty()) {
      throw new CustodyException(
          CustodyError.PURGE_CONSENT_MISSING,
          "the tenant has no vault administrator who could agree to the purge; give somebody that"
              + " role");
    }
    List<Consent> missing = needed.stream().filter(one -> one.givenAt().isEmpty()).toList();
    if (!missing.isEmpty()) {
      String more = missing.size() > MAX_NAMED ? " and more" : "";
      throw new CustodyException(
          CustodyError.PURGE_CONSENT_MISSING,
          "every vault administrator has to agree first; not yet: %s"
              .formatted(
                  missing.stream()
                          .limit(MAX_NAMED)
                          .map(Consent::displayName)
                          .collect(Collectors.joining(", "))
                      + more));
    }
  }

  static void requireRequested(PurgeCase purge, String what) {
    if (purge.state() != PolicyState.PURGE_REQUESTED) {
      throw step(purge, what);
    }
  }

  static void requireApprovable(PurgeCase purge, OperatorApproval approval) {
    boolean isSame =
        purge.approvals().stream()
            .anyMatch(
                other ->
                    other.keyId().equals(approval.keyId())
                        || fold(other.operatorName()).equals(fold(approval.operatorName())));
    if (isSame) {
      throw new CustodyException(
          CustodyError.PURGE_APPROVAL_REFUSED,
          "this operator's approval is there already; two different operators approve a purge, each"
              + " with a key of their own");
    }
    if (purge.state() != PolicyState.PURGE_AUTHORISED) {
      throw step(purge, "operators can approve it after it is authorised and before it begins");
    }
  }

  private static String fold(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
