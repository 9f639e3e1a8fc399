package dev.freehold.server.http;

import dev.freehold.custody.identity.Role;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/**
 * Who may call a route, and what is checked about the caller first. Every way to make one says
 * which {@link Standing} the route needs.
 *
 * @param standing what is checked about the caller
 * @param roles the caller needs one of these; empty if and only if anyone may call
 * @param plainUsers whether a caller without any role may call as well
 * @param isFresh whether a person must have signed in a short while ago
 */
public record Admission(Standing standing, Set<Role> roles, boolean plainUsers, boolean isFresh) {

  /** Copies the roles. */
  public Admission {
    roles = Set.copyOf(roles);
    if ((standing == Standing.ANYONE || standing == Standing.BROWSER) != roles.isEmpty()) {
      throw new IllegalArgumentException(
          "a route names roles if and only if it looks at tokens, got %s for %s"
              .formatted(standing, roles));
    }
    if (isFresh && standing != Standing.CURRENT) {
      throw new IllegalArgumentException(
          "a route that needs a fresh sign-in looks at who the caller is now, got " + standing);
    }
  }

  /** Anyone at all. */
  public static Admission ofAnyone() {
    return new Admission(Standing.ANYONE, Set.of(), false, false);
  }

  /** Anyone with a browser, who has a session or not. */
  public static Admission ofBrowser() {
    return new Admission(Standing.BROWSER, Set.of(), false, false);
  }

  /** Anyone who has one of these roles in a token, even if that is no longer so. */
  public static Admission byToken(Collection<Role> roles) {
    return new Admission(Standing.TOKEN, Set.copyOf(roles), false, false);
  }

  /** Anyone who has one of these roles now. */
  public static Admission current(Role... roles) {
    return current(Set.of(roles));
  }

  /** Anyone who has one of these roles now. */
  public static Admission current(Collection<Role> roles) {
    return new Admission(Standing.CURRENT, Set.copyOf(roles), false, false);
  }

  /** The same and callers without any role. */
  public Admission andPlainUsers() {
    return new Admission(standing, roles, true, isFresh);
  }

  /**
   * The same, for acts that destroy or grant: a person must have signed in within {@link
   * dev.freehold.custody.CustodyLimits#FRESH_SIGN_IN_AGE}, with the second factor if there is one.
   * Programs show their secret for every token, so theirs is fresh.
   */
  public Admission freshly() {
    return new Admission(standing, roles, plainUsers, true);
  }

  /** Whether a caller with these roles may come to a route that is not open. */
  boolean admits(Set<Role> callers) {
    return callers.isEmpty() ? plainUsers : !Collections.disjoint(callers, roles);
  }
}
