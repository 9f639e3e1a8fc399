package dev.freehold.ledger.publish;

import dev.freehold.ledger.note.VerifierKey;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A witness that the service asks for cosignatures.
 *
 * @param isOwn whether it is some tenant's own; then its answer decides for that tenant
 * @param tenants the tenants whose logs are shown to it; quick, and safe for use by many threads
 * @param key verifies its cosignatures
 * @param submission the way to reach it
 */
public record LogWitness(
    boolean isOwn, Predicate<UUID> tenants, VerifierKey key, WitnessSubmission submission) {

  /** Checks what the key is for. */
  public LogWitness {
    if (key.use() != VerifierKey.Use.COSIGNATURE) {
      throw new IllegalArgumentException("a witness's key is one for cosignatures");
    }
  }

  /** A witness for every tenant. */
  public static LogWitness forAll(VerifierKey key, WitnessSubmission submission) {
    return new LogWitness(false, tenant -> true, key, submission);
  }

  /** The own witness of the tenants that {@code tenants} picks. */
  public static LogWitness own(
      Predicate<UUID> tenants, VerifierKey key, WitnessSubmission submission) {
    return new LogWitness(true, tenants, key, submission);
  }
}
