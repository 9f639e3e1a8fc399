package dev.freehold.content.store;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * The object that a sealed row of a mailbox or site names. It is the only argument that opens
 * content: an object of another owner, or in another blob than it was sealed into, does not open by
 * it.
 *
 * @param owner whose object it has to be
 * @param objectId its id
 * @param digest what its content has to have. It is asked for only if the object was stored before
 *     rows were bound to blobs, and then the whole object is read before its first byte is given
 */
public record ExpectedObject(ContentOwner owner, UUID objectId, Supplier<ContentDigest> digest) {}
