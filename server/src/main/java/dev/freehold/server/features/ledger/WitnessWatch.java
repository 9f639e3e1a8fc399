package dev.freehold.server.features.ledger;

import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.ledger.publish.SubmissionOutcome;
import dev.freehold.ledger.publish.WitnessRounds;
import dev.freehold.server.health.Check;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last answers of witnesses, for metrics and the service's health: the counter {@code
 * freehold.ledger.checkpoints} by ledger, witness and outcome. Thread-safe.
 */
public final class WitnessWatch {

  private final MeterRegistry meters;
  private final Set<String> refusing = ConcurrentHashMap.newKeySet();
  private final Set<VerifierKey> silent = ConcurrentHashMap.newKeySet();

  /** Counts in {@code meters}. */
  WitnessWatch(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Takes what they say of logs of one kind: a refusal of one says nothing of the other. */
  WitnessRounds.Listener of(LogKind kind) {
    return (tenantId, witness, outcome) -> submitted(kind, tenantId, witness, outcome);
  }

  private void submitted(
      LogKind kind, UUID tenantId, VerifierKey witness, SubmissionOutcome outcome) {
    meters
        .counter(
            "freehold.ledger.checkpoints",
            "ledger",
            kind.part(),
            "witness",
            witness.name(),
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT))
        .increment();
    String pair = kind + " " + tenantId + " " + witness;
    switch (outcome) {
      case SKIPPED -> {
        // What was known is still all that is known.
      }
      case UNREACHABLE -> silent.add(witness);
      case COSIGNED -> {
        silent.remove(witness);
        refusing.remove(pair);
      }
      case FORKED, ROLLED_BACK, INCONSISTENT, KEY_NOT_TRUSTED, LOG_UNKNOWN, NOT_UNDERSTOOD -> {
        silent.remove(witness);
        refusing.add(pair);
      }
    }
  }

  /** Fails while a witness refuses a log or does not answer; it only degrades. */
  public Check check() {
    return new Check("witnesses", false, this::requireContent);
  }

  private void requireContent() {
    if (!refusing.isEmpty()) {
      throw new IllegalStateException("a witness refuses a tenant's log; see the ledger");
    }
    if (!silent.isEmpty()) {
      throw new IllegalStateException("a witness does not answer");
    }
  }
}
