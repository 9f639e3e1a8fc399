package dev.freehold.custody.checks;

import java.time.Instant;

/**
 * The two vaults of policies in use neither of whose roots answered when it was last checked.
 *
 * @param firstUrl the vault of the first root
 * @param firstAt when the last of the first roots was asked
 * @param secondUrl the vault of the second root
 * @param secondAt when the last of the second roots was asked
 */
public record SilentPair(String firstUrl, Instant firstAt, String secondUrl, Instant secondAt) {}
