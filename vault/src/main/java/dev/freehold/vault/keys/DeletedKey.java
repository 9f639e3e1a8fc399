package dev.freehold.vault.keys;

import java.time.Instant;

/**
 * A key that was deleted and can still be recovered.
 *
 * @param latest its latest version
 * @param deletedAt when it was deleted, a whole second
 * @param purgeAt when it is destroyed
 */
public record DeletedKey(KeyVersion latest, Instant deletedAt, Instant purgeAt) {}
