package dev.freehold.vault.seals;

/** The result of checking a seal; later values are worse. */
public enum VaultSealFinding {
  /** The vaults wrote it, and nothing newer was seen. */
  SOUND("sound"),
  /** The vaults wrote it, and a newer state was seen, or it is gone. */
  PUT_BACK("put-back"),
  /** There is no seal. */
  UNSEALED("unsealed"),
  /** The seal was made under another master key. */
  UNKNOWN_KEY("unknown-key"),
  /** The seal is of something else than what is there. */
  CHANGED("changed");

  private final String word;

  VaultSealFinding(String word) {
    this.word = word;
  }

  /** The word for it in the ledger; never changes. */
  public String word() {
    return word;
  }

  VaultSealFinding or(VaultSealFinding other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
