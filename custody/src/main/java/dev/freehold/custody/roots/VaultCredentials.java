package dev.freehold.custody.roots;

import dev.freehold.custody.identity.TokenReply;
import java.util.UUID;

/** Where tokens for vaults come from. */
@FunctionalInterface
public interface VaultCredentials {

  /** A token that lets the tenant's Exchange workload speak to {@code audience}. */
  TokenReply tokenFor(UUID tenantId, String audience);
}
