package dev.freehold.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that says why a request was refused or failed, in the form of RFC 9457.
 *
 * @param status the HTTP status
 * @param code the stable code, for programs
 * @param detail what was expected and what to do; safe to show
 * @param challenge how a caller who is not known well enough can be, for {@code WWW-Authenticate};
 *     empty for none
 */
public record Problem(int status, String code, String detail, String challenge) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String UNEXPECTED = "internal-error";

  /** A problem without a challenge, but for the usual one with a 401. */
  public Problem(int status, String code, String detail) {
    this(status, code, detail, status == 401 ? "Bearer" : "");
  }

  /** A request that was refused before anybody looked at what it asks for. */
  public static Problem of(RequestRefusedException refused) {
    String code =
        switch (refused.reason()) {
          case MALFORMED -> "request-invalid";
          case BODY_CUT_SHORT -> "request-cut-short";
          case BODY_TOO_SLOW -> "body-too-slow";
          case BODY_TOO_LONG -> "body-too-large";
          case NO_ROOM, BUSY -> "too-many-requests";
        };
    return new Problem(refused.reason().status(), code, refused.getMessage());
  }

  /** A fault in the server that no code of ours names; the log has the details. */
  public static Problem unexpected() {
    return new Problem(500, UNEXPECTED, "an internal error; see the server's log");
  }

  /** Whether the code says nothing, so that the log needs the cause. */
  public boolean isUnexpected() {
    return code.equals(UNEXPECTED);
  }

  static Problem wrongMethod(Collection<String> methods) {
    return new Problem(
        405,
        "method-not-allowed",
        "this path allows only these methods: " + String.join(", ", methods));
  }

  /** A name of the problem's type that needs no server to resolve. */
  public String type() {
    return "urn:freehold:problem:" + code;
  }

  /** The answer's body, for the request {@code requestId}. */
  public byte[] toJson(String requestId) {
    try {
      return JSON.writeValueAsBytes(toBody(requestId));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts and numbers have a form in JSON", impossible);
    }
  }

  /** The members of that body. */
  public Map<String, Object> toBody(String requestId) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type());
    body.put("status", status);
    body.put("code", code);
    body.put("detail", detail);
    body.put("requestId", requestId);
    return body;
  }
}
