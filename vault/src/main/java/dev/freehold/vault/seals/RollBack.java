package dev.freehold.vault.seals;

/** What a start makes of vaults that are older than they were. */
public enum RollBack {
  /** They stay refused. */
  REFUSE,
  /** They count as they are, which the ledger says; for a restore that was meant. */
  ACCEPT
}
