package dev.freehold.custody.sessions;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.tokens.PublicClient;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A sign-in that a browser goes on with. It says who the person is and not what the person may:
 * that is looked up for each request.
 *
 * @param id the way in that it is
 * @param tenantId whose tenant's person
 * @param objectId the person
 * @param signOuts how often the person had been signed out everywhere when it began
 * @param signedInAt when the person proved who they are
 * @param factors what the person showed
 * @param expiresAt when it ends, however much it is used
 */
public record BrowserSession(
    UUID id,
    UUID tenantId,
    UUID objectId,
    long signOuts,
    Instant signedInAt,
    SignInFactors factors,
    Instant expiresAt) {

  /**
   * Who makes the requests of this session.
   *
   * @param roles what the person may do now
   */
  public Caller caller(Set<Role> roles) {
    return new Caller(
        tenantId, objectId, PublicClient.APP_ID, roles, Optional.of(signedInAt), factors, signOuts);
  }
}
