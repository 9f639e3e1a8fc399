package dev.freehold.mail.transfer;

import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageImportKey;
import dev.freehold.mail.messages.MessageProperties;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One message to store, without its bytes.
 *
 * @param folder the folder's path with {@code /} between names; it is made if it does not exist
 * @param flags its flags and keywords
 * @param internalDate when it was delivered
 * @param properties what came with it; as secret as the message
 * @param sizeBytes its exact length if known; a stream of another length is refused
 * @param importKey identifies the message within an import: if the mailbox has a message of this
 *     key in this folder already, nothing is stored and the receipt says so. Holds nothing in
 *     clear.
 */
public record AppendRequest(
    String folder,
    MessageFlags flags,
    Instant internalDate,
    MessageProperties properties,
    OptionalLong sizeBytes,
    Optional<MessageImportKey> importKey) {}
