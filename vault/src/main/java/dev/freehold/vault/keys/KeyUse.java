package dev.freehold.vault.keys;

import java.time.Instant;
import java.util.UUID;

/**
 * That somebody used a version.
 *
 * @param by the principal's object id
 * @param at when
 * @param operation for what
 */
record KeyUse(UUID by, Instant at, KeyOperation operation) {}
