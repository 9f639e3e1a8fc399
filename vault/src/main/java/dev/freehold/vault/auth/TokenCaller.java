package dev.freehold.vault.auth;

import java.util.Set;
import java.util.UUID;

/**
 * The caller to whom a verified token was issued.
 *
 * @param tenantId the tenant of the principal
 * @param objectId the principal
 * @param applicationId the application that got the token, empty if the token does not say
 * @param userName the name a person signed in with, empty if the token has none
 * @param user whether a person signed in, or the application by itself
 * @param secondFactor whether a person showed more than a password; false if the token does not say
 * @param groups groups the principal is in
 * @param issuer who issued the token
 * @param signOuts how often the principal had been signed out everywhere when the token was made, 0
 *     if the token does not say
 */
public record TokenCaller(
    UUID tenantId,
    UUID objectId,
    String applicationId,
    String userName,
    boolean user,
    boolean secondFactor,
    Set<UUID> groups,
    String issuer,
    long signOuts) {

  /** Copies the groups. */
  public TokenCaller {
    groups = Set.copyOf(groups);
  }

  /** The same caller, in these groups and no others. */
  public TokenCaller inGroups(Set<UUID> now) {
    return new TokenCaller(
        tenantId, objectId, applicationId, userName, user, secondFactor, now, issuer, signOuts);
  }

  /** Tells whether this is a person who came through {@code application}. */
  public boolean isUserThrough(UUID application) {
    return user && application.toString().equalsIgnoreCase(applicationId);
  }

  /** The caller as refusals name it. */
  public String describe() {
    return "appid=%s;oid=%s;numgroups=%d;iss=%s"
        .formatted(applicationId, objectId, groups.size(), issuer);
  }
}
