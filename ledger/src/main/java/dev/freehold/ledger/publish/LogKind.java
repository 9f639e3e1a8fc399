package dev.freehold.ledger.publish;

/**
 * Whose acts a tenant's log holds: the service's or the vaults'. In a process that runs both, a
 * tenant has one log of each kind, with its own ledger, key and origin.
 */
public enum LogKind {
  /** What was done at the service. */
  SERVICE("ledger", "service"),
  /** What was done at the key vaults, each use of a key among it. */
  VAULTS("vault-ledger", "vaults");

  private final String word;
  private final String part;

  LogKind(String word, String part) {
    this.word = word;
    this.part = part;
  }

  /** The word in the origin of such a log, in routes and in exports; never changes. */
  public String word() {
    return word;
  }

  /** The part of the process whose log it is, as figures are labelled. */
  public String part() {
    return part;
  }
}
