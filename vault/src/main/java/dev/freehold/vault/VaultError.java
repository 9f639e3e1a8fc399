package dev.freehold.vault;

/** The ways in which the vault can fail when somebody starts, configures or administers it. */
public enum VaultError {
  /** The master key is absent, or is not the one that the stored keys were sealed under. */
  MASTER_KEY("vault-master-key"),
  /** A stored key does not open: the row was altered or moved to another vault, key or version. */
  SEALED_KEY("vault-sealed-key"),
  /** Something else than the vaults wrote what decides about a key, or its seal is gone. */
  ROW_NOT_AUTHENTIC("vault-row-not-authentic"),
  /** What decides about a key is older than what was seen of it, or is gone. */
  ROW_OUT_OF_DATE("vault-row-out-of-date"),
  /** The memory of the newest states cannot be read or written. */
  SEAL_MARKS("vault-seal-marks"),
  /** The PKCS #11 token is absent, refuses the PIN, or fails. */
  TOKEN("vault-token"),
  /** A name, number or combination is not allowed. */
  INVALID("vault-invalid"),
  /** There is no such subscription or vault. */
  NOT_FOUND("vault-not-found"),
  /** The name or id is taken. */
  ALREADY_EXISTS("vault-already-exists"),
  /** A protection that is switched on forbids it. */
  NOT_ALLOWED("vault-not-allowed"),
  /** The platform lacks an algorithm that every supported Java has. */
  PLATFORM("vault-platform");

  private final String code;

  VaultError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }
}
