package dev.freehold.custody;

/**
 * The user or the part of the system for whom a key is opened. It decides whether the availability
 * key may be used instead of the tenant's roots, and it is written to the ledger.
 *
 * @param kind a user's own request, work of the system, or work that takes keys away
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

  /**
   * The same work, where it takes keys out of a customer's policy or puts it under other roots, and
   * only one person wants that. A root of the policy has to agree.
   */
  public Requester leaving() {
    return new Requester(Kind.LEAVING, name);
  }

  /** How the ledger names the requester. */
  public String actor() {
    return switch (kind) {
      case USER -> name;
      case SYSTEM, LEAVING -> "system:" + name;
    };
  }

  /** The kinds of requesters that the rules treat differently. */
  public enum Kind {
    /** A request that a person waits for. */
    USER,
    /** Work that nobody waits for. */
    SYSTEM,
    /**
     * Work that would undo a revocation if the availability key stood in: it takes keys out of the
     * policy.
     */
    LEAVING
  }
}
