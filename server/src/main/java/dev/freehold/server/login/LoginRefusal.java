package dev.freehold.server.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A refusal in the words of OAuth, with the text that clients show to people. */
final class LoginRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("AADSTS(\\d{1,8}):.*", Pattern.DOTALL);
  private static final Pattern GUID = Pattern.compile("[0-9a-fA-F-]{36}");

  private final int status;
  private final String error;
  private final String suberror;
  private final transient Map<String, String> headers;

  private LoginRefusal(int status, String error, String text, Map<String, String> headers) {
    this(status, error, null, text, headers);
  }

  private LoginRefusal(
      int status, String error, String suberror, String text, Map<String, String> headers) {
    super(text, null, false, false);
    this.status = status;
    this.error = error;
    this.suberror = suberror;
    this.headers = headers;
  }

  /** A fault of ours that has a code, so that a service does not take it for silence. */
  static LoginRefusal ours(String code, String text) {
    return new LoginRefusal(500, code, text, Map.of());
  }

  static LoginRefusal badRequest(String error, String text) {
    return new LoginRefusal(400, error, text, Map.of());
  }

  /** The password is right and has to be changed: the vendor's libraries know this suberror. */
  static LoginRefusal expired(String text) {
    return new LoginRefusal(400, "invalid_grant", "user_password_expired", text, Map.of());
  }

  /** The password is right and not enough: the vendor's libraries know this suberror. */
  static LoginRefusal secondFactor(String text) {
    return new LoginRefusal(400, "invalid_grant", "basic_action", text, Map.of());
  }

  static LoginRefusal missing(String parameter) {
    return badRequest(
        "invalid_request",
        "AADSTS900144: The request body must contain the following parameter: '%s'."
            .formatted(parameter));
  }

  static LoginRefusal wrongClient(String text) {
    return new LoginRefusal(401, "invalid_client", text, Map.of("WWW-Authenticate", "Basic"));
  }

  static LoginRefusal unknownTenant() {
    return badRequest(
        "invalid_tenant",
        "AADSTS90002: The tenant was not found. Check that you have the correct tenant ID and are"
            + " signing into the correct server.");
  }

  /** The word would stand for the tenant if there were just one. */
  static LoginRefusal tenantNotNamed(String word) {
    return badRequest(
        "invalid_tenant",
        ("AADSTS90019: The word '%s' stands for the tenant only where a server has just one. Name"
                + " your tenant instead with --tenant, by its id or its name.")
            .formatted(word));
  }

  static LoginRefusal tooMany(long retryAfterSeconds) {
    return new LoginRefusal(
        429,
        "temporarily_unavailable",
        "AADSTS90055: There have been too many failed requests from this address; try later.",
        Map.of("Retry-After", Long.toString(retryAfterSeconds)));
  }

  static LoginRefusal busy(String text) {
    return new LoginRefusal(503, "temporarily_unavailable", text, Map.of("Retry-After", "2"));
  }

  static LoginRefusal notFound() {
    return new LoginRefusal(
        404, "not_found", "AADSTS90019: There is nothing at this address.", Map.of());
  }

  /** As it goes out. */
  LoginReply reply(Optional<String> clientRequestId, Instant now) {
    String trace = UUID.randomUUID().toString();
    String correlation =
        clientRequestId.filter(id -> GUID.matcher(id).matches()).orElseGet(() -> trace);
    Matcher code = CODE.matcher(getMessage());
    List<Integer> codes = code.matches() ? List.of(Integer.valueOf(code.group(1))) : List.of();
    return new LoginReply(
        status,
        new Body(error, getMessage(), codes, suberror, now.toString(), trace, correlation),
        headers);
  }

  /** What is null is left out. */
  private record Body(
      @JsonProperty("error") String error,
      @JsonProperty("error_description") String description,
      @JsonProperty("error_codes") List<Integer> codes,
      @JsonProperty("suberror") String suberror,
      @JsonProperty("timestamp") String timestamp,
      @JsonProperty("trace_id") String traceId,
      @JsonProperty("correlation_id") String correlationId) {}
}
