package dev.freehold.custody.pending;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.approvers.Approver;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.people.OwnCredentials;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Who can be the second of two. It has to be somebody whom the first could not have made for the
 * purpose: the person who agrees has been the only one to know their password or secret for a
 * while. Where keys are concerned it is a vault administrator or the approver, since no
 * administrator alone makes or becomes either of them. Thread-safe.
 */
final class SecondPersonRule {

  private final Approvers approvers;

  SecondPersonRule(Approvers approvers) {
    this.approvers = approvers;
  }

  /**
   * Returns if and only if the caller can agree.
   *
   * @throws CustodyException {@code SECOND_PERSON_UNFIT}
   */
  void require(Handle tx, PendingAct act, Caller caller, Instant now) {
    UUID objectId = caller.objectId();
    if (objectId.equals(act.requestedBy()) || objectId.equals(act.subjectId())) {
      throw unfit("the person who asked for it, and the person it is about, cannot agree to it");
    }
    Instant since = now.minus(CustodyLimits.PENDING_ACT_WAIT);
    if (OwnCredentials.since(tx, act.tenantId(), objectId)
        .filter(own -> !own.isAfter(since))
        .isEmpty()) {
      throw unfit(
          "a person who agrees must have chosen their own password at least %d days ago, and a"
                  .formatted(CustodyLimits.PENDING_ACT_WAIT.toDays())
              + " program must have replaced its secret as long ago");
    }
    if (act.kind().concernsKeys()
        && !caller.roles().contains(Role.VAULT_ADMIN)
        && !isApprover(caller, now)) {
      throw unfit("another vault administrator or the registered approver has to agree");
    }
  }

  /** A registration that is young may have been made for the purpose. */
  private boolean isApprover(Caller caller, Instant now) {
    return approvers
        .standing(caller.tenantId())
        .current()
        .filter(one -> one.objectId().equals(caller.objectId()))
        .filter(one -> one.revokedAt().isEmpty())
        .map(Approver::registeredAt)
        .filter(at -> !at.isAfter(now.minus(CustodyLimits.APPROVER_WAIT)))
        .isPresent();
  }

  private static CustodyException unfit(String why) {
    return new CustodyException(CustodyError.SECOND_PERSON_UNFIT, why);
  }
}
