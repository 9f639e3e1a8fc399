package dev.freehold.custody.sessions;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.tokens.PublicClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A sign-in that a browser goes on with. It says who somebody is and not what they may: that is
 * looked up for each request.
 *
 * @param id the way in that it is
 * @param tenantId of which tenant its owner is
 * @param objectId its owner: a person, or an operator, which is a program
 * @param signOuts how often its owner had been signed out everywhere when it began
 * @param signedInAt when its owner proved who they are
 * @param factors what its owner showed
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
   * @param owner the person or program, with the roles of now
   */
  public Caller caller(Identity owner) {
    return new Caller(
        tenantId,
        objectId,
        Optional.ofNullable(owner.appId()).orElse(PublicClient.APP_ID),
        owner.roles(),
        Optional.of(signedInAt),
        factors,
        signOuts);
  }
}
