package dev.freehold.custody.nodes;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A process that serves on the service's database, with a data folder of its own.
 *
 * @param id of its data folder
 * @param name by which operators know it; no two present nodes share one
 * @param removedAt when an operator struck it off, after which it may not serve; empty if nobody
 *     has
 */
public record Node(UUID id, String name, Instant joinedAt, Optional<Instant> removedAt) {}
