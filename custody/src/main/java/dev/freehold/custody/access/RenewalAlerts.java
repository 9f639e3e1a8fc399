package dev.freehold.custody.access;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises alerts about leases that run out: a metric, a line in the log, an entry in the ledger. */
final class RenewalAlerts {

  /** On whose behalf leases are renewed ahead of their end. */
  static final Requester REQUESTER = Requester.system("key-renewal");

  private static final Logger LOG = LoggerFactory.getLogger(RenewalAlerts.class);

  private final KeyUseLedger ledger;
  private final MeterRegistry meters;

  RenewalAlerts(KeyUseLedger ledger, MeterRegistry meters) {
    this.ledger = ledger;
    this.meters = meters;
  }

  void raise(RenewalAlert alert) {
    meters.counter("freehold.key.renewal.failing").increment();
    LOG.warn(
        "the key of policy {} could not be renewed {} times; its files are locked in {}",
        alert.policyId(),
        alert.failures(),
        alert.leaseEndsIn());
    try {
      ledger.renewalFailing(alert, REQUESTER);
    } catch (KeyAccessException e) {
      LOG.warn("the alert about policy {} is not in the ledger", alert.policyId(), e);
    }
  }
}
