package dev.freehold.server.stores;

/**
 * The operator's choice for a start after the availability database was lost, as a whole or in
 * part.
 */
public enum AvailabilityLoss {
  /** It ends, and says what is missing. */
  REFUSE,
  /** It writes into the ledger what is missing, and goes on without that for good. */
  ACCEPT
}
