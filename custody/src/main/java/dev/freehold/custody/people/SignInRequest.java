package dev.freehold.custody.people;

import dev.freehold.custody.CustodyLimits;
import java.util.regex.Pattern;

/**
 * The sign-in that a person's client asks for.
 *
 * @param clientId the client id that it claims, which nobody checks; empty if it names none
 * @param scope {@code <resource>/.default}, perhaps among OpenID scopes; empty if it names none
 * @param address where the request comes from
 */
public record SignInRequest(String clientId, String scope, String address) {

  private static final Pattern PLAIN =
      Pattern.compile("[0-9A-Za-z._-]{0," + CustodyLimits.MAX_CLIENT_ID_CHARS + "}");
  private static final String OFFLINE = "offline_access";
  private static final String OPENID = "openid";

  /** Keeps of the client id what can be one. */
  public SignInRequest {
    clientId = PLAIN.matcher(clientId).matches() ? clientId : "";
  }

  boolean wantsRefreshToken() {
    return has(OFFLINE);
  }

  boolean wantsIdToken() {
    return has(OPENID);
  }

  private boolean has(String word) {
    return (" " + scope + " ").contains(" " + word + " ");
  }
}
