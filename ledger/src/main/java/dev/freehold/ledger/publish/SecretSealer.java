package dev.freehold.ledger.publish;

/** Seals the log's private key for the database, under a key that is not in it. */
public interface SecretSealer {

  /** Seals {@code secret}, which the caller overwrites. */
  byte[] seal(byte[] secret);

  /**
   * Opens what {@link #seal} gave; the caller overwrites it.
   *
   * @throws RuntimeException the sealer's own, if it does not open
   */
  byte[] open(byte[] sealed);
}
