package dev.freehold.server.features.console;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.tokens.CodeChallenge;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sign-in that a browser began at the console. Only that browser knows it, by a cookie, so only
 * it can finish the sign-in (RFC 6749, section 10.12; RFC 7636).
 *
 * @param state comes back with the code
 * @param verifier is shown for the code
 * @param page where the browser goes then, below {@code /console}
 */
record BegunSignIn(String state, String verifier, String page) {

  private static final int MAX_PAGE_CHARS = 1_000;
  private static final Pattern PAGE =
      Pattern.compile("/console(/[!-~&&[^\\\\]]*)?([?][!-~&&[^\\\\]]*)?");

  static BegunSignIn of(RandomSource random, String page) {
    return new BegunSignIn(secret(random), secret(random), isPage(page) ? page : "/console");
  }

  private static String secret(RandomSource random) {
    return OpaqueToken.of(OpaqueToken.secret(random)).text();
  }

  /** Only a page of ours: a browser must not be led anywhere else. */
  private static boolean isPage(String page) {
    return page.length() <= MAX_PAGE_CHARS && PAGE.matcher(page).matches();
  }

  /** The value of the cookie. */
  String cookie() {
    return state
        + "."
        + verifier
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(page.getBytes(StandardCharsets.US_ASCII));
  }

  /** What a cookie says, if it is one of ours. */
  static Optional<BegunSignIn> parse(String cookie) {
    String[] parts = cookie.split("[.]", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String page = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.US_ASCII);
      return Optional.of(new BegunSignIn(parts[0], parts[1], page))
          .filter(begun -> isPage(begun.page));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** Whether this is the state; compares in constant time. */
  boolean isOf(String presented) {
    return MessageDigest.isEqual(
        state.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  /** The page of the issuer on which people sign in for the console. */
  String issuersPage(URI own) {
    return own
        + "/organizations/oauth2/v2.0/authorize?response_type=code&client_id="
        + PublicClient.CONSOLE_APP_ID
        + "&redirect_uri="
        + RequestUri.encode(own + PublicClient.CONSOLE_REDIRECT_PATH)
        + "&scope=openid&state="
        + state
        + "&code_challenge="
        + CodeChallenge.of(verifier).orElseThrow().text()
        + "&code_challenge_method=S256";
  }

  /** Never shows the secrets. */
  @Override
  public String toString() {
    return "BegunSignIn[" + page + "]";
  }
}
