package dev.freehold.custody.people;

import java.time.Instant;

/**
 * A device that waits for a person's sign-in, as that person is told about it.
 *
 * @param clientId the client id that it claims, which nobody has checked; empty if it claimed none
 *     that is well-formed
 * @param resource what the token is for
 * @param askedFrom the address from which it asked
 * @param askedAt when it asked
 */
public record WaitingDevice(String clientId, String resource, String askedFrom, Instant askedAt) {}
