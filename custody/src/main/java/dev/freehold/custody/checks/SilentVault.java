package dev.freehold.custody.checks;

import java.time.Instant;

/**
 * A vault that did not answer when roots of policies in use were last checked.
 *
 * @param url of the vault
 * @param roots how many they are
 * @param checkedAt when the last of them was asked
 */
public record SilentVault(String url, int roots, Instant checkedAt) {}
