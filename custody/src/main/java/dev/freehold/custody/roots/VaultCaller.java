package dev.freehold.custody.roots;

import dev.freehold.custody.identity.Workload;
import java.util.UUID;

/**
 * In whose name a vault is called: tenants grant rights to each workload by itself.
 *
 * @param tenantId whose keys they are
 * @param workload the part of the service that uses them
 */
public record VaultCaller(UUID tenantId, Workload workload) {}
