package dev.freehold.console.api;

import dev.freehold.web.http.Problem;
import java.util.Optional;

/**
 * The key vaults of this server as one person of a session may use them: each request carries the
 * person's own token, so vaults decide about it as they do about any other. Used by one thread.
 */
public interface VaultApi {

  /** The domain that vaults are below, with its port if it has one; empty if none run here. */
  Optional<String> domain();

  /** Makes a request; every check of the vaults holds for it. */
  ApiAnswer call(VaultCall call);

  /** A server without vaults. */
  static VaultApi none() {
    return new VaultApi() {
      @Override
      public Optional<String> domain() {
        return Optional.empty();
      }

      @Override
      public ApiAnswer call(VaultCall call) {
        return new ApiAnswer.Refused(
            new Problem(503, "vaults-down", "this server runs no key vaults"));
      }
    };
  }
}
