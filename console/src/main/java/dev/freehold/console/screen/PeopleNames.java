package dev.freehold.console.screen;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What people are called, as far as somebody may know. Used by one thread. */
public final class PeopleNames {

  /** Names in a table are a help; a table has a bound, and so has this. */
  private static final int MAX_LOOKUPS = 100;

  private final Visit visit;
  private final Map<UUID, String> known = new HashMap<>();

  /** Names as the person of {@code visit} may know them. */
  public PeopleNames(Visit visit) {
    this.visit = visit;
    known.put(
        visit.person().objectId(),
        shown(visit.person().displayName(), visit.person().userPrincipalName()));
  }

  /** The name of a person; the id where there is none to be known. */
  public String of(UUID principal) {
    if (known.size() >= MAX_LOOKUPS && !known.containsKey(principal)) {
      return principal.toString();
    }
    return known.computeIfAbsent(
        principal,
        id ->
            visit
                .find(Somebody.class, "/users/" + id)
                .map(found -> shown(found.displayName(), found.userPrincipalName()))
                .orElse(id.toString()));
  }

  private static String shown(String displayName, String userPrincipalName) {
    return displayName + " (" + userPrincipalName + ")";
  }

  /**
   * Who may do what.
   *
   * @param what in the words of the API
   */
  public record Right(String who, String what, String grantedAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Somebody(String displayName, String userPrincipalName) {}
}
