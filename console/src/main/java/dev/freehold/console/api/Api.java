package dev.freehold.console.api;

import dev.freehold.web.http.Problem;
import java.util.Optional;

/** The REST API as one person of a session may use it, within the process. Used by one thread. */
public interface Api {

  /** Whether the person's roles let a request of this method and path through now. */
  boolean allows(String method, String path);

  /** Makes a request; every check of the API holds for it. */
  ApiAnswer call(ApiCall call);

  /**
   * Why the person has to sign in again before what destroys or grants at the vaults; empty if that
   * was a short while ago. The REST API asks for it by itself.
   */
  default Optional<Problem> needsSignIn() {
    return Optional.empty();
  }

  /** The key vaults of this server, which have APIs of their own. */
  default VaultApi vaults() {
    return VaultApi.none();
  }
}
