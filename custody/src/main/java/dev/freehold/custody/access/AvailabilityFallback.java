package dev.freehold.custody.access;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.OpenablePolicy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a policy's key with its availability key, recorded before the key is given, and once more
 * when the use has ended.
 */
final class AvailabilityFallback {

  private static final Logger LOG = LoggerFactory.getLogger(AvailabilityFallback.class);

  private final AvailabilityKeys availabilityKeys;
  private final KeyUseLedger ledger;
  private final StandInAlerts alerts;
  private final KeyWrap wrap;

  /** Ends that are to be written. No longer than the uses that were begun in the ledger. */
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

  AvailabilityFallback(
      AvailabilityKeys availabilityKeys,
      KeyUseLedger ledger,
      StandInAlerts alerts,
      CryptoSuite suite) {
    this.availabilityKeys = availabilityKeys;
    this.ledger = ledger;
    this.alerts = alerts;
    this.wrap = new KeyWrap(suite);
  }

  Opened open(OpenablePolicy policy, Requester requester, Verdict.Failed failed) {
    WrappedPolicyKey key = policy.key();
    try (Key256 availabilityKey =
        availabilityKeys
            .open(key.availabilityKeyId(), key.policyId())
            .orElseThrow(AvailabilityFallback::missing)) {
      AvailabilityUse use = AvailabilityUse.of(policy, requester, failed);
      ledger.availabilityKeyUseBegins(use);
      alerts.used(use);
      return new Opened(unwrap(key, availabilityKey, use), count -> end(use, count));
    }
  }

  private Key256 unwrap(WrappedPolicyKey key, Key256 availabilityKey, AvailabilityUse use) {
    boolean opened = false;
    try {
      Key256 depKey =
          wrap.unwrap(
              availabilityKey,
              key.wrappedByAvailability().bytes(),
              key.availabilityContext(),
              key.commitment());
      opened = true;
      return depKey;
    } finally {
      if (!opened) {
        end(use, 0);
      }
    }
  }

  private void end(AvailabilityUse use, long objectCount) {
    ended.add(new Ended(use, objectCount));
  }

  /** Writes the ends that are not written yet; what the ledger does not take is kept. */
  synchronized void recordEnded() {
    try {
      for (Ended next = ended.peek(); next != null; next = ended.peek()) {
        ledger.availabilityKeyUseEnds(next.use, next.objectCount);
        ended.remove();
      }
    } catch (KeyAccessException e) {
      LOG.warn("{} ended uses of availability keys are not in the ledger yet", ended.size(), e);
    }
  }

  private static KeyAccessException missing() {
    return new KeyAccessException(
        Reason.AVAILABILITY_KEY_MISSING,
        "neither root key gave the policy's key, and the service has lost the availability key that"
            + " stands in for them; the operator has to restore it");
  }

  /**
   * A policy's key that came from its availability key.
   *
   * @param depKey the policy's key
   * @param atEnd to be told, when the key is held no longer, for how many objects it was used; may
   *     be called under a lock
   */
  record Opened(Key256 depKey, LongConsumer atEnd) {}

  private record Ended(AvailabilityUse use, long objectCount) {}
}
