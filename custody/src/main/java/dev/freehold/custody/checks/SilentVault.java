package dev.freehold.custody.checks;

import dev.freehold.custody.access.PolicyRoot;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;

/**
 * A vault that did not answer when roots of policies in use were last checked.
 *
 * @param url of the vault
 * @param roots how many they are
 * @param checkedAt when the last of them was asked
 * @param speaker the one of them that is asked next
 */
public record SilentVault(String url, int roots, Instant checkedAt, @Nested PolicyRoot speaker) {}
