package dev.freehold.vault.seals;

import java.util.UUID;

/**
 * Something whose older state was accepted.
 *
 * @param name what it is, for people
 * @param tenantId whose it is
 * @param finding what was the matter with it
 */
public record AcceptedRow(String name, UUID tenantId, VaultSealFinding finding) {}
