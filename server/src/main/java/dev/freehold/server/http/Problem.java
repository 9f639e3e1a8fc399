package dev.freehold.server.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that says why a request was not done, in the form of RFC 9457.
 *
 * @param status the HTTP status
 * @param code the stable code, for programs
 * @param detail what was expected and what to do; safe to show
 */
public record Problem(int status, String code, String detail) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A name of the problem's type that needs no server to resolve. */
  public String type() {
    return "urn:freehold:problem:" + code;
  }

  /** The members of the answer's body, for the request {@code requestId}. */
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
