package dev.freehold.custody.roots;

import dev.freehold.custody.tokens.TokenReply;

/** Gets tokens for vaults. */
@FunctionalInterface
public interface VaultCredentials {

  /**
   * A token that lets the tenant's workload speak to {@code audience}.
   *
   * @throws java.io.UncheckedIOException if the issuer could not be asked, which counts as silence;
   *     whatever else is thrown does not
   */
  TokenReply tokenFor(VaultCaller caller, String audience);
}
