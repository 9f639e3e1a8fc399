package dev.freehold.custody.seals;

/** The result of checking the seal of a row that authorises. */
public enum SealFinding {
  /** This service wrote it as it is. */
  AUTHENTIC("authentic"),
  /** It has no seal, though all rows of its kind were sealed once. */
  UNSEALED("unsealed"),
  /** Its seal is of a key that this service does not have. */
  UNKNOWN_KEY("sealed-by-an-unknown-key"),
  /** It is not what was sealed. */
  CHANGED("changed"),
  /** This service wrote it, and something else afterwards: it was put back. */
  OUT_OF_DATE("out-of-date");

  private final String word;

  SealFinding(String word) {
    this.word = word;
  }

  /** The stable word, for reports. */
  public String word() {
    return word;
  }
}
