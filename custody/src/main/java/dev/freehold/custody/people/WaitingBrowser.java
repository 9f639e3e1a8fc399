package dev.freehold.custody.people;

import java.time.Instant;

/**
 * A browser that waits for an operator's sign-in, as that operator is told about it.
 *
 * @param askedFrom the address from which it asked
 * @param askedAt when it asked
 * @param expiresAt until when it waits
 */
public record WaitingBrowser(String askedFrom, Instant askedAt, Instant expiresAt) {}
