package dev.freehold.custody.copies;

import dev.freehold.custody.bundles.WrappedOwnerKey;
import java.util.Optional;
import java.util.UUID;

/**
 * A key of a mailbox or site, as a database has it.
 *
 * @param id the key's
 * @param ownerId whose key it is; empty if no row says so any more
 * @param kind {@code MAILBOX} or {@code SITE}; empty as above
 * @param wrapped the wrapped key; empty if it was destroyed
 */
public record StoredOwnerKey(
    UUID id, Optional<UUID> ownerId, Optional<String> kind, Optional<WrappedOwnerKey> wrapped) {}
