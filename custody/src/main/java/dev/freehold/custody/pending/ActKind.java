package dev.freehold.custody.pending;

/** The kinds of acts that are requested now and carried out later. */
public enum ActKind {
  /** A new password or secret for somebody who administrates vaults or approves purges. */
  RESET_CREDENTIAL(true),
  /** One more vault administrator, where there are two. */
  GRANT_VAULT_ADMIN(true),
  /** The end of somebody who administrates vaults. */
  DELETE_VAULT_ADMIN(true),
  /** What names a person is taken out of the tenant's log. */
  ERASE_NAMES(false);

  private final boolean concernsKeys;

  ActKind(boolean concernsKeys) {
    this.concernsKeys = concernsKeys;
  }

  /**
   * Whether it touches who holds the tenant's keys: then a second person has to agree and the time
   * passes as well, where otherwise one of the two is enough.
   */
  public boolean concernsKeys() {
    return concernsKeys;
  }
}
