package dev.freehold.vault.wire;

import dev.freehold.crypto.work.BusyException;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.throttling.ThrottledException;
import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.RequestRefusedException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal in the protocol's form. The message is Azure's, word for word where scripts look for
 * it.
 */
public final class WireError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The code where what decides about a key was not written by the vaults. */
  public static final String ROW_NOT_AUTHENTIC = "VaultRowNotAuthentic";

  /** The code where what decides about a key is older than it was. */
  public static final String ROW_OUT_OF_DATE = "VaultRowOutOfDate";

  private final int status;
  private final String code;
  private final String innerCode;
  private final transient Map<String, String> headers;

  private WireError(
      int status, String code, String innerCode, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.innerCode = innerCode;
    this.headers = headers;
  }

  /** A refusal without an inner code. */
  public static WireError of(int status, String code, String message) {
    return new WireError(status, code, null, message, Map.of());
  }

  /** A 400 for something the caller wrote. */
  public static WireError badParameter(String message) {
    return of(400, "BadParameter", message);
  }

  /** A request that was refused before anybody looked at what it asks for. */
  public static WireError of(RequestRefusedException refused) {
    return switch (refused.reason()) {
      case MALFORMED, BODY_CUT_SHORT -> badParameter(refused.getMessage());
      case BODY_TOO_SLOW -> of(408, "RequestTimeout", refused.getMessage());
      case BODY_TOO_LONG -> of(413, "RequestBodyTooLarge", refused.getMessage());
      case NO_ROOM, BUSY -> unavailable();
    };
  }

  /** What is no request that anybody could look at. */
  public static WireError of(NotHttp refusal) {
    String code = refusal.status() == 500 ? "InternalServerError" : "BadParameter";
    return of(refusal.status(), code, refusal.message());
  }

  /** A 405 that names the methods there are (RFC 9110, section 15.5.6). */
  static WireError wrongMethod(String method, String operation, Collection<String> methods) {
    return new WireError(
        405,
        "BadParameter",
        null,
        "Method %s does not allow operation '%s'".formatted(method, operation),
        Map.of("Allow", String.join(", ", methods)));
  }

  /** A 403, with the reason that clients tell apart. */
  public static WireError forbidden(String innerCode, String message) {
    return new WireError(403, "Forbidden", innerCode, message, Map.of());
  }

  /** A 409, with the reason that clients tell apart. */
  public static WireError conflict(String innerCode, String message) {
    return new WireError(409, "Conflict", innerCode, message, Map.of());
  }

  /** A 401 with the challenge that says where to get a token. */
  public static WireError unauthorized(String message, String challenge) {
    Map<String, String> headers = Map.of("WWW-Authenticate", challenge);
    return new WireError(401, "Unauthorized", null, message, headers);
  }

  /** A 429 that says when to come again. */
  public static WireError throttled(ThrottledException refused) {
    return comeAgain(429, "Throttled", refused.getMessage(), refused.retryAfterSeconds());
  }

  /** A 429 if it is the caller's own requests that wait; a 503 if it is those of others. */
  public static WireError busy(BusyException refused) {
    return refused.isOfOwnShare()
        ? comeAgain(
            429,
            "Throttled",
            ThrottledException.message("RequestsWaitingLimitReached"),
            refused.retryAfterSeconds())
        : comeAgain(
            503,
            "ServiceUnavailable",
            "The service is busy; retry later.",
            refused.retryAfterSeconds());
  }

  private static WireError comeAgain(
      int status, String code, String message, long retryAfterSeconds) {
    Map<String, String> headers = Map.of("Retry-After", Long.toString(retryAfterSeconds));
    return new WireError(status, code, null, message, headers);
  }

  /** A 500 for what is our fault. */
  public static WireError internal() {
    return of(500, "InternalServerError", "An internal error occurred; see the log.");
  }

  /**
   * A 500 where what decides about a key is not what the vaults wrote, or older than it was.
   * Neither a refusal of the vault's owner nor silence; services tell it from both by its code.
   */
  public static WireError refusedRow(VaultException refused) {
    return refused.error() == VaultError.ROW_OUT_OF_DATE
        ? of(
            500,
            ROW_OUT_OF_DATE,
            "The records that decide about this are out of date; the vault's operator has to look"
                + " into it.")
        : of(
            500,
            ROW_NOT_AUTHENTIC,
            "The records that decide about this were not written by this service; the vault's"
                + " operator has to look into it.");
  }

  /** A 503 for what may work a moment later. */
  public static WireError unavailable() {
    return new WireError(
        503,
        "ServiceUnavailable",
        null,
        "The service is temporarily unable to record or store; retry later.",
        Map.of("Retry-After", "1"));
  }

  /** A 503 for a request that took longer than its route allows. */
  static WireError timedOut() {
    return new WireError(
        503,
        "ServiceUnavailable",
        null,
        "The request took longer than it may; retry later.",
        Map.of("Retry-After", "1"));
  }

  /** The same under the code that another plane has for it. */
  public WireError withCode(String other) {
    return new WireError(status, other, innerCode, getMessage(), headers);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The member {@code code}. */
  public String code() {
    return code;
  }

  /** The code in {@code innererror}, if there is one. */
  public Optional<String> innerCode() {
    return Optional.ofNullable(innerCode);
  }

  /** The codes without the message, which may quote a stranger: {@code Forbidden/KeyDisabled}. */
  public String describe() {
    return innerCode == null ? code : code + "/" + innerCode;
  }

  /** The error as an answer. */
  public Answer toAnswer() {
    var error = WireJson.object().put("code", code).put("message", getMessage());
    if (innerCode != null) {
      error.putObject("innererror").put("code", innerCode);
    }
    return new Answer(status, Optional.of(WireJson.object().set("error", error)), headers);
  }
}
