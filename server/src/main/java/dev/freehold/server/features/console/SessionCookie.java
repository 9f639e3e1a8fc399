package dev.freehold.server.features.console;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.web.http.WebRequest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cookies of the console. The prefix {@code __Host-} makes browsers take them from this host
 * over HTTPS alone, and for no other host.
 */
public final class SessionCookie {

  /** The header of requests that a page makes by itself, which do not keep its session open. */
  public static final String BY_ITSELF = "X-Freehold-By-Itself";

  /** The type that a page asks for to follow jobs. */
  static final String EVENT_STREAM = "text/event-stream";

  private static final String SESSION = "__Host-freehold-session";
  private static final String SIGN_IN = "__Host-freehold-sign-in";
  private static final String RULES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
  private static final String OPERATOR = "__Host-freehold-operator-sign-in";
  private static final int SIGN_IN_SECONDS = 600;

  private SessionCookie() {}

  /** What a browser shows of its session, from the header {@code Cookie}. */
  public static Optional<String> in(Optional<String> header) {
    return value(header, SESSION);
  }

  /** Whether a page makes this request by itself, which is no use of the session by a person. */
  public static boolean isByItself(WebRequest request) {
    return request.header(BY_ITSELF).isPresent()
        || request.header("Accept").filter(EVENT_STREAM::equals).isPresent();
  }

  /** What a browser shows of a sign-in that it began. */
  static Optional<String> signInOf(Optional<String> header) {
    return value(header, SIGN_IN);
  }

  /** The cookie of a browser that waits for an operator. */
  static Optional<String> operatorOf(Optional<String> header) {
    return value(header, OPERATOR);
  }

  /** Lets a browser wait for an operator. */
  static String operator(String value) {
    return OPERATOR + "=" + value + RULES + CustodyLimits.OPERATOR_CODE_LIFETIME.toSeconds();
  }

  /** Begins a session, in the header {@code Set-Cookie}. */
  static String session(String token) {
    return SESSION + "=" + token + RULES + CustodyLimits.BROWSER_SESSION_LIFETIME.toSeconds();
  }

  /** Ends a session. */
  static String noSession() {
    return SESSION + "=" + RULES + 0;
  }

  /** Begins a sign-in. */
  static String signIn(String value) {
    return SIGN_IN + "=" + value + RULES + SIGN_IN_SECONDS;
  }

  private static Optional<String> value(Optional<String> header, String name) {
    return header.stream()
        .flatMap(all -> Arrays.stream(all.split(";", -1)))
        .map(String::strip)
        .filter(one -> one.startsWith(name + "="))
        .map(one -> one.substring(name.length() + 1))
        .findFirst();
  }
}
