package dev.freehold.custody.purge;

import java.time.Instant;
import org.jdbi.v3.core.mapper.PropagateNull;

/**
 * The frozen list of what a purge is to destroy: canonical JSON lines {@code
 * {"bytes":…,"kind":…,"objects":…,"ownerId":…}}, one for each mailbox or site, by id.
 *
 * @param sha256 of the lines, 64 lower-case hexadecimal digits
 * @param owners how many mailboxes or sites are in it
 * @param objects how many objects they had
 * @param bytes how many bytes in clear those had
 * @param takenAt when it was complete
 */
public record Inventory(
    @PropagateNull String sha256, long owners, long objects, long bytes, Instant takenAt) {}
