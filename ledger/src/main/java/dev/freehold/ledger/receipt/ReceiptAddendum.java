package dev.freehold.ledger.receipt;

/**
 * A later entry of the log that adds to a receipt: an operator's attestation about backups.
 *
 * @param entry as it was hashed
 * @param proof the content of a {@code .tlog-proof} file
 */
public record ReceiptAddendum(String entry, String proof) {

  /** Checks that no part is missing. */
  public ReceiptAddendum {
    if (entry == null || proof == null) {
      throw new IllegalArgumentException("an addendum has the members entry and proof");
    }
  }
}
