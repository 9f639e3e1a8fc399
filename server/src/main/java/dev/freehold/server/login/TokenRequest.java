package dev.freehold.server.login;

import dev.freehold.web.http.FormBody;
import java.net.URI;
import java.util.Optional;

/**
 * A request for a token.
 *
 * @param own the address under which the client reached us, {@code https://HOST[:PORT]}
 * @param tenant the path's first segment
 * @param form the body
 * @param authorization the Authorization header
 * @param correlationId the client's id of the request
 * @param remoteAddress the client's address
 */
public record TokenRequest(
    URI own,
    String tenant,
    FormBody form,
    Optional<String> authorization,
    Optional<String> correlationId,
    String remoteAddress) {

  /** Version 1 of the protocol and AD FS name a resource where version 2 names a scope. */
  String scope() {
    return form.field("scope")
        .orElseGet(() -> form.field("resource").map(name -> name + "/.default").orElse(""));
  }

  /** Never shows the form, which has a secret in it. */
  @Override
  public String toString() {
    return "TokenRequest[" + tenant + " at " + own + "]";
  }
}
