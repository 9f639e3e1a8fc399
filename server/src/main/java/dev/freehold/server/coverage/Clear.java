package dev.freehold.server.coverage;

/** The kinds of data that are not encrypted. None of them may contain content or keys. */
public enum Clear {
  /** Random ids and references to them. */
  IDS("ids"),
  /** Sizes, times, counts, positions. */
  NUMBERS("sizes, times, counts"),
  /** Kinds, states, flags, codes. */
  STATES("states and flags"),
  /** What people chose as names, addresses, tags and reasons. */
  NAMES("names and texts by people"),
  /** Public keys, addresses of keys, versions of the program. */
  PUBLIC("public parts"),
  /** The audit log, which names who did what to which object. */
  LEDGER("audit records"),
  /** Locks, marks and native libraries. */
  NO_DATA("no data of tenants");

  private final String text;

  Clear(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
