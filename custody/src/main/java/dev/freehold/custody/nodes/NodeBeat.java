package dev.freehold.custody.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a node last said of itself.
 *
 * @param startId of its process; a restart has another
 * @param startedAt when that process began
 * @param seenAt when it said so
 * @param version of the program
 * @param lease how long it uses an unwrapped key
 * @param forgotten which purged policies it has overwritten the keys of, if it had any: their
 *     {@link dev.freehold.custody.policies.EndedPolicies#mark}, or how many, of a program that
 *     counted
 * @param authority the fingerprint of its newest local authority; empty if it shows none
 */
record NodeBeat(
    UUID nodeId,
    UUID startId,
    Instant startedAt,
    Instant seenAt,
    String version,
    Duration lease,
    long forgotten,
    Optional<String> authority) {}
