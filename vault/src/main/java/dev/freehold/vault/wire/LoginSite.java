package dev.freehold.vault.wire;

import dev.freehold.web.http.WebRequest;
import java.net.URI;

/**
 * Answers what comes for the host {@code login.SUFFIX}, where clients get their tokens. The vaults
 * know nothing of it but its address, and do not record its requests: it does that itself.
 * Thread-safe.
 */
@FunctionalInterface
public interface LoginSite {

  /**
   * Answers a request.
   *
   * @param request what came, nothing of it checked but the host
   * @param own the address of the site, {@code https://login.SUFFIX[:PORT]}
   * @throws WireError if the request's body cannot be read
   */
  Answer answer(WebRequest request, URI own);
}
