package dev.freehold.custody.people;

import java.time.Instant;

/**
 * A device that waits for a person, as that person is told about it.
 *
 * @param clientId the client that it says it is, empty if it said nothing that can be one; nobody
 *     has checked that
 * @param resource what the token is for
 * @param askedFrom the address from which it asked
 * @param askedAt when it asked
 */
public record WaitingDevice(String clientId, String resource, String askedFrom, Instant askedAt) {}
