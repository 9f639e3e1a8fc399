package dev.freehold.custody.tokens;

import java.time.Instant;

/**
 * A token with its lifetime; the token endpoint writes it as {@code token_type}, {@code
 * expires_in}, {@code ext_expires_in} and {@code access_token}.
 *
 * @param accessToken the signed token
 * @param expiresInSeconds its life from now
 * @param expiresAt the end of its life
 */
public record TokenReply(String accessToken, long expiresInSeconds, Instant expiresAt) {

  /** The only kind of token there is. */
  public static final String TOKEN_TYPE = "Bearer";

  /** Never shows the token. */
  @Override
  public String toString() {
    return "TokenReply[expiresAt=" + expiresAt + "]";
  }
}
