package dev.freehold.content.store;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * The object that a sealed row of a mailbox or site names. Content can be opened only with this: an
 * object of another owner, or one that somebody moved to another blob, does not open.
 *
 * @param owner whose object it has to be
 * @param objectId its id
 * @param digest the digest that its content must have. It is checked only if the object was stored
 *     before rows were bound to blobs; then the whole object is read before its first byte is
 *     returned
 */
public record ExpectedObject(ContentOwner owner, UUID objectId, Supplier<ContentDigest> digest) {}
