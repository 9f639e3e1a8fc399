package dev.freehold.ledger.witness;

/** Why a witness refused a head that its log had signed. The service uses the same words. */
public enum RefusedFor {
  /** The head is older than the one that was cosigned last. */
  ROLLED_BACK("rolled-back"),
  /** Another root was cosigned at the same size. */
  FORKED("forked"),
  /** It is not shown to continue what was cosigned. */
  INCONSISTENT("inconsistent");

  private final String word;

  RefusedFor(String word) {
    this.word = word;
  }

  /** The stable word for it in logs, file names and figures. */
  public String word() {
    return word;
  }
}
