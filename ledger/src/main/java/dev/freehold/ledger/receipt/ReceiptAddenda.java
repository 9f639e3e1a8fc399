package dev.freehold.ledger.receipt;

import java.util.List;

/** Tells which entries of a tenant's log add to the receipt of a purge. Safe for many threads. */
@FunctionalInterface
public interface ReceiptAddenda {

  /** Nothing is ever added. */
  ReceiptAddenda NONE = purge -> List.of();

  /**
   * The indexes of the entries, the oldest first.
   *
   * @param purge the object of the purge's entry, its case
   */
  List<Long> of(String purge);
}
