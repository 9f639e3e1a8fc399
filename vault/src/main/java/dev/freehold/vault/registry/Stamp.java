package dev.freehold.vault.registry;

import java.time.Instant;

/** Who did something, and when. */
public record Stamp(Author by, Instant at) {}
