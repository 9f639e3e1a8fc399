package dev.freehold.custody.access;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.locks.Silence;
import dev.freehold.ledger.LedgerException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alert when an availability key begins to stand in for a policy's roots: an entry in the
 * ledger, a line in the log, a metric. What follows for the same reason is counted only.
 */
final class StandInAlerts {

  private static final Logger LOG = LoggerFactory.getLogger(StandInAlerts.class);

  private final PolicyLocks locks;
  private final MeterRegistry meters;

  StandInAlerts(PolicyLocks locks, MeterRegistry meters) {
    this.locks = locks;
    this.meters = meters;
  }

  /**
   * Counts a use that is about to begin.
   *
   * @throws KeyAccessException {@code NOT_RECORDED}
   */
  void used(AvailabilityUse use) {
    meters
        .counter(
            "freehold.key.availability.uses",
            "requester",
            use.requester().kind().name(),
            "silence",
            use.standsIn().map(StandInAlerts::word).orElse("none"))
        .increment();
    use.standsIn()
        .ifPresentOrElse(why -> standsIn(use, why), () -> locks.used(use.key().policyId()));
  }

  private void standsIn(AvailabilityUse use, Silence why) {
    boolean isAlert;
    try {
      isAlert = locks.standsIn(use.key().tenantId(), use.key().policyId(), why);
    } catch (LedgerException e) {
      throw (KeyAccessException)
          new KeyAccessException(
                  Reason.NOT_RECORDED,
                  "the key was not given because the alert about its use could not be written to"
                      + " the ledger; the operator has to make the ledger writable again")
              .initCause(e);
    }
    if (isAlert) {
      meters.counter("freehold.key.availability.alerts", "silence", word(why)).increment();
      LOG.warn(
          "the availability key of policy {} stands in for its root keys: {}",
          use.key().policyId(),
          word(why));
    }
  }

  private static String word(Silence why) {
    return why.name().toLowerCase(Locale.ROOT);
  }
}
