package dev.freehold.custody.roots;

import dev.freehold.custody.identity.Workload;
import java.util.UUID;

/**
 * The tenant and workload for which a vault is called. Tenants grant rights to each workload
 * separately.
 *
 * @param tenantId whose keys they are
 * @param workload the part of the service that uses them
 */
public record VaultCaller(UUID tenantId, Workload workload) {}
