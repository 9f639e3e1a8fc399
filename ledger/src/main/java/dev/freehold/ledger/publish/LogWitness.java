package dev.freehold.ledger.publish;

import dev.freehold.ledger.note.VerifierKey;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A witness that the service asks for cosignatures.
 *
 * @param isOwn whether it is some tenant's own; then its word decides for that tenant
 * @param tenants about whose logs it is asked; quick, and safe for use by many threads
 * @param key by which its cosignatures are known
 * @param submission how it is reached
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
