package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.RemoteException.Kind;
import java.net.URI;
import java.time.Duration;

/** What goes wrong, in words that say what to do. */
final class Failures {

  private static final double MILLIS_PER_SECOND = 1000;
  private static final int NOT_FOUND = 404;
  private static final int URI_TOO_LONG = 414;

  private Failures() {}

  static RemoteException unreachable(URI uri) {
    return of(
        Kind.UNREACHABLE,
        "unreachable",
        "Nothing answers at %s. Check the address and that the server is running."
            .formatted(origin(uri)));
  }

  static RemoteException broken(URI uri) {
    return of(
        Kind.UNREACHABLE,
        "connection-broken",
        "The connection to %s broke before the answer was complete; try again."
            .formatted(origin(uri)));
  }

  static RemoteException tooSlow(URI uri, Duration waited) {
    return of(
        Kind.UNREACHABLE,
        "timeout",
        "%s did not answer within %s.".formatted(origin(uri), seconds(waited)));
  }

  private static String seconds(Duration waited) {
    long whole = Math.max(1, Math.round(waited.toMillis() / MILLIS_PER_SECOND));
    return whole == 1 ? "1 second" : whole + " seconds";
  }

  static RemoteException interrupted() {
    return of(Kind.UNREACHABLE, "interrupted", "The wait for the server was interrupted.");
  }

  static RemoteException untrusted(String code, String message) {
    return of(Kind.UNTRUSTED, code, message);
  }

  static RemoteException invalidAnswer(URI uri, String what) {
    return of(
        Kind.INVALID_ANSWER,
        "invalid-answer",
        "%s gave an answer that its protocol does not allow: %s.".formatted(origin(uri), what));
  }

  /** A refusal of ours, before anything is sent. */
  static RemoteException refused(String code, String message) {
    return of(Kind.REFUSED, code, message);
  }

  /**
   * What the server's own refusal says. Ours are problems of RFC 9457; vaults answer in Azure's
   * form and token endpoints in OAuth's. A name too long for a request is the name of nothing.
   */
  static RemoteException refusal(URI uri, int status, JsonNode body, String text) {
    if (status == URI_TOO_LONG) {
      return new RemoteException(
          Kind.REFUSED,
          NOT_FOUND,
          "name-too-long",
          "nothing was found: the name is longer than any name can be",
          Shown.text(text));
    }
    JsonNode azure = body.path("error");
    String code =
        body.path("code")
            .asText(
                azure.path("code").asText(azure.isTextual() ? azure.asText() : "http-" + status));
    String message =
        body.path("detail")
            .asText(
                azure
                    .path("message")
                    .asText(
                        body.path("error_description")
                            .asText(
                                "%s answered with status %d and gave no reason."
                                    .formatted(origin(uri), status))));
    return new RemoteException(
        Kind.REFUSED, status, Shown.line(code), Shown.text(message), Shown.text(text));
  }

  /** An address without what stands behind the port. */
  static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  private static RemoteException of(Kind kind, String code, String message) {
    return new RemoteException(kind, 0, code, message, "");
  }
}
