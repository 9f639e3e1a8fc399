package dev.freehold.vault.seals;

/** Decides what a start does with vaults that are older than this node remembers. */
public enum RollBack {
  /** They stay refused. */
  REFUSE,
  /** They count as they are, which the ledger says; for a restore that was meant. */
  ACCEPT
}
