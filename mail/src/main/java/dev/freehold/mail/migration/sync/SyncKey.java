package dev.freehold.mail.migration.sync;

import java.util.UUID;

/** A mailbox of a batch. */
public record SyncKey(UUID batchId, int line) {}
