package dev.freehold.custody.people;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.tokens.CodeChallenge;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client sent a browser to the sign-in page with. The code that it gets is good for all of
 * this and for nothing else.
 *
 * @param clientId the client id that it claims; 1 to {@link CustodyLimits#MAX_CLIENT_ID_CHARS}
 *     letters, digits, dots, underscores and hyphens
 * @param redirectUri where the browser takes the code; whoever checks that this client may have it
 *     there is the caller
 * @param challenge of the secret that the client has to show for the code
 * @param scope {@code <resource>/.default}, perhaps among OpenID scopes
 * @param nonce goes into the ID token as it is, if there is one
 */
public record CodeRequest(
    String clientId,
    String redirectUri,
    CodeChallenge challenge,
    String scope,
    Optional<String> nonce) {

  private static final Pattern CLIENT_ID =
      Pattern.compile("[0-9A-Za-z._-]{1," + CustodyLimits.MAX_CLIENT_ID_CHARS + "}");

  /** Refuses what is out of bounds. */
  public CodeRequest {
    require(CLIENT_ID.matcher(clientId).matches(), "client id");
    require(redirectUri.length() <= CustodyLimits.MAX_REDIRECT_URI_CHARS, "redirect URI");
    require(scope.length() <= CustodyLimits.MAX_SCOPE_CHARS, "scope");
    require(
        nonce.map(text -> text.length() <= CustodyLimits.MAX_NONCE_CHARS).orElse(true), "nonce");
  }

  private static void require(boolean isInBounds, String name) {
    if (!isInBounds) {
      throw new IllegalArgumentException("the %s is out of bounds".formatted(name));
    }
  }
}
