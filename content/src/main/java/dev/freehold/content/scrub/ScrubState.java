package dev.freehold.content.scrub;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the last run came.
 *
 * @param runId its id
 * @param readsContent whether it reads every object to its end
 * @param startedAt when it began
 * @param seenAt when the node that does it last said so
 * @param endedAt when it ended; empty while it is under way
 * @param total about how many rows there are to look at
 * @param done how many of them it has looked at
 * @param bytes of content that it has read
 * @param unbound objects from before rows were bound to blobs, which nobody has read since
 * @param unchecked what it could not look at, mostly because keys were not given
 * @param findings what is not as it was stored
 */
public record ScrubState(
    UUID runId,
    boolean readsContent,
    Instant startedAt,
    Instant seenAt,
    Optional<Instant> endedAt,
    long total,
    long done,
    long bytes,
    long unbound,
    long unchecked,
    long findings) {}
