package dev.freehold.custody.people;

/**
 * What a client shows for its tokens.
 *
 * @param code the authorization code, as it was presented
 * @param clientId the client id that it claims
 * @param redirectUri where it got the code
 * @param verifier the secret whose challenge it showed before
 */
public record ShownCode(String code, String clientId, String redirectUri, String verifier) {

  /** Never shows the code or the verifier. */
  @Override
  public String toString() {
    return "ShownCode[" + clientId + "]";
  }
}
