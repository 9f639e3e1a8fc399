package dev.freehold.custody;

/**
 * On whose behalf a key is opened. It decides whether the availability key may stand in for the
 * tenant's roots (customer-key reference, section 2.5), and it is written to the ledger.
 *
 * @param kind a user's own request, or work of the system
 * @param name who: a user's object id, or what the system is doing, such as {@code import}
 */
public record Requester(Kind kind, String name) {

  /** A request that a person waits for. */
  public static Requester user(String name) {
    return new Requester(Kind.USER, name);
  }

  /** Work that nobody waits for: indexing, moves, sweeping. */
  public static Requester system(String name) {
    return new Requester(Kind.SYSTEM, name);
  }

  /** How the ledger names the requester. */
  public String actor() {
    return switch (kind) {
      case USER -> name;
      case SYSTEM -> "system:" + name;
    };
  }

  /** The two kinds that the rules tell apart. */
  public enum Kind {
    /** A request that a person waits for. */
    USER,
    /** Work that nobody waits for. */
    SYSTEM
  }
}
