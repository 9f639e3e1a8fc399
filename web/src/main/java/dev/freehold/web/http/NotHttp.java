package dev.freehold.web.http;

import dev.freehold.web.WebLimits;

/**
 * Why received bytes are not a request. Each listener answers it in its own protocol.
 *
 * @param status the HTTP status of the answer, from 400
 */
public record NotHttp(int status) {

  /** The methods that requests have here; {@code Allow} names them where no path does. */
  public static final String METHODS = "DELETE, GET, HEAD, PATCH, POST, PUT";

  /** The status where no other says more. */
  public static final int BAD_REQUEST = 400;

  /** The status of methods and targets for proxies or whole servers: {@code CONNECT}, a star. */
  public static final int METHOD_NOT_ALLOWED = 405;

  /** The stable code. */
  public String code() {
    return status == METHOD_NOT_ALLOWED ? "method-not-allowed" : "http-" + status;
  }

  /** What was expected. */
  public String message() {
    return switch (status) {
      case METHOD_NOT_ALLOWED -> "a path is expected, and a method that is not for proxies";
      case 408 -> "the request did not come in time";
      case 414, 431 ->
          "the request line and the headers may have %d bytes together"
              .formatted(WebLimits.MAX_HEADER_BYTES);
      case 417 -> "of the header Expect only 100-continue is known";
      case 426, 505 -> "HTTP/1.1 is expected, or HTTP/2 where it is offered";
      default -> "the request is not valid HTTP";
    };
  }
}
