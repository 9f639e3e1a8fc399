package dev.freehold.files.s3.operation;

import dev.freehold.custody.identity.Role;
import java.util.Set;
import java.util.UUID;

/** Decides who may make sites, which clients do as buckets. Safe for use by many threads. */
@FunctionalInterface
public interface SiteMakers {

  /** Whether this principal of the tenant may, with the roles that it has in the tenant. */
  boolean mayMake(UUID tenantId, UUID principalId, Set<Role> roles);
}
