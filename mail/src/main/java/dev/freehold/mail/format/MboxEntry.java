package dev.freehold.mail.format;

import dev.freehold.mail.messages.MboxEnvelope;
import java.time.Instant;
import java.util.Optional;

/**
 * One message found in an mbox file.
 *
 * @param contentStart offset of the message's first byte
 * @param contentEnd offset after its last byte, before the empty line that follows
 * @param date the delivery date of its separator; Thunderbird writes none
 * @param envelope the lines of the file around the message
 */
public record MboxEntry(
    long contentStart, long contentEnd, Optional<Instant> date, MboxEnvelope envelope) {}
