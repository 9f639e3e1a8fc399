package dev.freehold.custody.people;

import dev.freehold.custody.identity.User;
import dev.freehold.custody.tokens.TokenReply;
import java.util.Optional;

/**
 * The tokens that a person's client gets.
 *
 * @param user who signed in
 * @param token for the resource asked for
 * @param scope of the token, as it was asked for
 * @param refreshToken gets further tokens for any resource, once; given if it was asked for
 * @param idToken tells the client who signed in; given if it was asked for
 */
public record UserGrant(
    User user,
    TokenReply token,
    String scope,
    Optional<String> refreshToken,
    Optional<String> idToken) {

  /** Never shows a token. */
  @Override
  public String toString() {
    return "UserGrant[" + user.identity().objectId() + "]";
  }
}
