package dev.freehold.custody.availability;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of checking the availability database at a start.
 *
 * @param fault what is wrong with it
 * @param lost keys that policies need and that it does not have
 */
public record AvailabilityFinding(Fault fault, List<LostKey> lost) {

  /** A message lists this many policies; the ledger has all of them. */
  private static final int MAX_LISTED = 20;

  /** Copies the list. */
  public AvailabilityFinding {
    lost = List.copyOf(lost);
  }

  /** What can be wrong with an availability database. */
  public enum Fault {
    /** Nothing. */
    NONE("is this service's"),
    /** There is no such file, or it has never been used. */
    EMPTY("is empty or not there, and the database says that it was made"),
    /** A move into it was begun. */
    UNFINISHED(
        "was not moved as a whole; run 'freehold availability move' again, which loses nothing"),
    /** It belongs to another service, or was made again. */
    OTHER("is another one than the database belongs to"),
    /** It is an old copy, without changes that the database knows of. */
    OLDER("is older than the database: keys made since are missing, and destroyed ones are back"),
    /** It is the right one, but rows are missing. */
    KEYS_MISSING("lacks keys that policies count on");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    /** The fault in words that go on after the file's name. */
    public String words() {
      return words;
    }
  }

  /** Tells whether the service may start with it. */
  public boolean isSound() {
    return fault == Fault.NONE;
  }

  /** The policies that have no fallback any more, or roots less, for people; never long. */
  public String lostPolicies() {
    List<String> policies = lost.stream().map(AvailabilityFinding::policy).distinct().toList();
    if (policies.isEmpty()) {
      return "no policy lacks a key now";
    }
    String listed = policies.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
    String more =
        policies.size() > MAX_LISTED ? " and %d more".formatted(policies.size() - MAX_LISTED) : "";
    return "policies without a fallback: " + listed + more;
  }

  /** The names of the service's own defaults have their ids in them. */
  private static String policy(LostKey key) {
    String id = key.policyId().toString();
    return key.policyName().endsWith(id) ? key.policyName() : key.policyName() + " " + id;
  }
}
