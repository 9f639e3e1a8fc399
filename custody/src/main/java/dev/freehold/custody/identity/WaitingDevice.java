package dev.freehold.custody.identity;

import java.time.Instant;

/**
 * A device that waits for a person, as that person is told about it.
 *
 * @param clientId the client that it says it is; nobody has checked that
 * @param askedFrom the address from which it asked
 * @param askedAt when it asked
 */
public record WaitingDevice(String clientId, String askedFrom, Instant askedAt) {}
