package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.WrappedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Renews a policy's lease: has its roots asked, and sees to everything that follows from their
 * answers. Safe for use by many threads.
 */
final class LeaseRenewer {

  private final WrappedKeys wrappedKeys;
  private final RootAsker asker;
  private final KnownLocks locks;
  private final RenewalAlerts alerts;
  private final LastAnswers answers;
  private final long lengthNanos;
  private final LongSupplier nanoTime;

  LeaseRenewer(
      WrappedKeys wrappedKeys,
      RootAsker asker,
      KnownLocks locks,
      RenewalAlerts alerts,
      LastAnswers answers,
      long lengthNanos,
      LongSupplier nanoTime) {
    this.wrappedKeys = wrappedKeys;
    this.asker = asker;
    this.locks = locks;
    this.alerts = alerts;
    this.answers = answers;
    this.lengthNanos = lengthNanos;
    this.nanoTime = nanoTime;
  }

  /**
   * Asks the roots, and completes {@code awaited}. An unlock is known to all before the key is had,
   * and a refusal counts here before it is known to all. Nobody waits until the measured lag is
   * written.
   */
  void run(PolicySlot slot, UUID policyId, Requester requester, AwaitedVerdict awaited) {
    Optional<RenewalAlert> alert;
    Instant askedAt = locks.now();
    long readAt = nanoTime.getAsLong();
    try {
      OpenablePolicy policy = KeyRefusals.openable(wrappedKeys, policyId);
      Verdict verdict = asker.ask(policy, locks.silence(policy), requester, awaited::hear);
      Optional<Duration> lag = sinceAgreement(slot, verdict);
      alert =
          switch (verdict) {
            case Verdict.Agreed agreed -> {
              locks.learn(policy.key(), agreed, askedAt);
              yield ended(slot, policy, agreed, readAt);
            }
            case Verdict.Failed failed -> {
              Optional<RenewalAlert> due = ended(slot, policy, failed, readAt);
              locks.learn(policy.key(), failed, askedAt);
              yield due;
            }
          };
      answers.keep(policy, verdict, nanoTime.getAsLong());
      awaited.end(verdict);
      lag.ifPresent(measured -> locks.measured(policyId, measured));
    } catch (RuntimeException | Error e) {
      synchronized (slot) {
        slot.end();
        alert = slot.renewalFailed(e.getClass().getSimpleName(), nanoTime.getAsLong());
      }
      awaited.fail(e);
    }
    alert.ifPresent(alerts::raise);
  }

  /** How long after the last agreement of a root this verdict ends reading; empty if not now. */
  private Optional<Duration> sinceAgreement(PolicySlot slot, Verdict verdict) {
    synchronized (slot) {
      return verdict instanceof Verdict.Failed failed && failed.isRefusal() && failed.endsLeases()
          ? slot.sinceAgreement(nanoTime.getAsLong())
          : Optional.empty();
    }
  }

  private Optional<RenewalAlert> ended(
      PolicySlot slot, OpenablePolicy policy, Verdict verdict, long readAtNanos) {
    synchronized (slot) {
      slot.end();
      slot.asked(policy);
      long now = nanoTime.getAsLong();
      return switch (verdict) {
        case Verdict.Agreed(Key256 depKey) -> {
          if (slot.isRemoved()) {
            depKey.close();
          } else {
            slot.agreed(depKey, readAtNanos, lengthNanos);
          }
          yield Optional.empty();
        }
        case Verdict.Failed failed -> {
          slot.failed(failed, now);
          yield slot.renewalFailed(failed.toText(), now);
        }
      };
    }
  }
}
