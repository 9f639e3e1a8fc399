package dev.freehold.vault.seals;

import java.util.UUID;

/**
 * A vault, key or other thing whose older state an operator accepted.
 *
 * @param name its name, for people
 * @param tenantId whose it is
 * @param finding why it had been refused
 */
public record AcceptedRow(String name, UUID tenantId, VaultSealFinding finding) {}
