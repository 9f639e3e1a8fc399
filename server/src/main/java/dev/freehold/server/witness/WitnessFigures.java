package dev.freehold.server.witness;

import dev.freehold.ledger.witness.RefusedFor;
import dev.freehold.ledger.witness.WitnessListener;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what a witness decides: {@code freehold.witness.checkpoints} by log and outcome, which is
 * {@code cosigned} or the reason of a refusal. Thread-safe.
 */
record WitnessFigures(MeterRegistry meters) implements WitnessListener {

  @Override
  public void cosigned(String log) {
    count(log, "cosigned");
  }

  @Override
  public void refused(String log, RefusedFor reason) {
    count(log, reason.word());
  }

  private void count(String log, String outcome) {
    meters.counter("freehold.witness.checkpoints", "log", log, "outcome", outcome).increment();
  }
}
