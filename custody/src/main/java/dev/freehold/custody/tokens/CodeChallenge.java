package dev.freehold.custody.tokens;

import dev.freehold.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client shows of a secret when it sends somebody to sign in; it shows the secret itself,
 * the verifier, when it comes for its tokens (RFC 7636). Only the method S256 is taken.
 *
 * @param text the SHA-256 of the verifier, in base64url
 */
public record CodeChallenge(String text) {

  /** The only method. */
  public static final String METHOD = "S256";

  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  /** Takes what {@link #parse} takes. */
  public CodeChallenge {
    if (!CHALLENGE.matcher(text).matches()) {
      throw new IllegalArgumentException("a challenge has 43 characters of base64url");
    }
  }

  /** What a client presents, if it can be a challenge. */
  public static Optional<CodeChallenge> parse(String presented) {
    return CHALLENGE.matcher(presented).matches()
        ? Optional.of(new CodeChallenge(presented))
        : Optional.empty();
  }

  /** The challenge of a verifier, for clients; empty if it is none. */
  public static Optional<CodeChallenge> of(String verifier) {
    return VERIFIER.matcher(verifier).matches()
        ? Optional.of(new CodeChallenge(hash(verifier)))
        : Optional.empty();
  }

  /** Whether this is the verifier; compares in constant time. */
  public boolean isOf(String verifier) {
    return of(verifier).filter(other -> isEqual(text, other.text)).isPresent();
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hash(String verifier) {
    byte[] digest = Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }
}
