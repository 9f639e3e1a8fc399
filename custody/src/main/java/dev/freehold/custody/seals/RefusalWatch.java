package dev.freehold.custody.seals;

/** Is told of rows that are refused. Called inside transactions, so it does not wait. */
@FunctionalInterface
interface RefusalWatch {

  /**
   * Takes note of a refusal.
   *
   * @param row what the row states
   * @param seal its seal; null for none
   */
  void refused(SealedRow row, byte[] seal, SealFinding finding);
}
