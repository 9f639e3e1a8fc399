package dev.freehold.files.access;

import dev.freehold.custody.identity.Role;
import java.util.Set;
import java.util.UUID;

/**
 * The user or application to which an access key belongs, and the secret that proves it. Close it
 * when the request is authenticated.
 *
 * @param tenantId the tenant that it acts in; it sees nothing of any other
 * @param principalId the user or application
 * @param roles what it may do in its tenant
 * @param secret the access key's secret; this holder's own copy
 */
public record KeyHolder(UUID tenantId, UUID principalId, Set<Role> roles, AccessSecret secret)
    implements AutoCloseable {

  /** Copies the roles. */
  public KeyHolder {
    roles = Set.copyOf(roles);
  }

  /** The same with its own secret. */
  KeyHolder copy() {
    return new KeyHolder(tenantId, principalId, roles, secret.copy());
  }

  /** Overwrites the secret. */
  @Override
  public void close() {
    secret.close();
  }
}
