package dev.freehold.vault.registry;

import java.time.Instant;

/**
 * A deleted vault that can be recovered. Its name stays in use.
 *
 * @param vault as it was
 * @param deletedAt when it was deleted
 * @param purgeAt when it will be destroyed
 */
public record DeletedVault(Vault vault, Instant deletedAt, Instant purgeAt) {}
