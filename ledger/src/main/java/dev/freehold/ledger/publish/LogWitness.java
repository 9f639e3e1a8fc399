package dev.freehold.ledger.publish;

import dev.freehold.ledger.note.VerifierKey;
import java.util.Optional;
import java.util.UUID;

/**
 * A witness that the service asks for cosignatures.
 *
 * @param tenantId the one tenant whose own witness it is; empty if it is asked for every tenant
 * @param key by which its cosignatures are known
 * @param submission how it is reached
 */
public record LogWitness(Optional<UUID> tenantId, VerifierKey key, WitnessSubmission submission) {

  /** Checks what the key is for. */
  public LogWitness {
    if (key.use() != VerifierKey.Use.COSIGNATURE) {
      throw new IllegalArgumentException("a witness's key is one for cosignatures");
    }
  }

  /** Whether it is asked about this tenant's log. */
  boolean isFor(UUID tenant) {
    return tenantId.isEmpty() || tenantId.get().equals(tenant);
  }
}
