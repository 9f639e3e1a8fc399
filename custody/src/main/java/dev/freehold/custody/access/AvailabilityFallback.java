package dev.freehold.custody.access;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.KeyWrap;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.AvailabilityKeys;
import dev.freehold.custody.hierarchy.WrappedPolicyKey;
import io.micrometer.core.instrument.MeterRegistry;

/** Opens a policy's key with its availability key, recorded before the key is given. */
final class AvailabilityFallback {

  private final AvailabilityKeys availabilityKeys;
  private final KeyUseLedger ledger;
  private final KeyWrap wrap;
  private final MeterRegistry meters;

  AvailabilityFallback(
      AvailabilityKeys availabilityKeys,
      KeyUseLedger ledger,
      CryptoSuite suite,
      MeterRegistry meters) {
    this.availabilityKeys = availabilityKeys;
    this.ledger = ledger;
    this.wrap = new KeyWrap(suite);
    this.meters = meters;
  }

  Key256 open(WrappedPolicyKey key, Requester requester, Verdict.Failed failed) {
    try (Key256 availabilityKey =
        availabilityKeys
            .open(key.availabilityKeyId(), key.policyId())
            .orElseThrow(AvailabilityFallback::destroyed)) {
      ledger.availabilityKeyUsed(key, requester, failed);
      meters
          .counter("freehold.key.availability.uses", "requester", requester.kind().name())
          .increment();
      return wrap.unwrap(
          availabilityKey,
          key.wrappedByAvailability().bytes(),
          key.availabilityContext(),
          key.commitment());
    }
  }

  private static KeyAccessException destroyed() {
    return new KeyAccessException(
        Reason.NO_SUCH_KEY,
        "neither root key gave the policy's key and its availability key is gone; restore access to"
            + " a root key");
  }
}
