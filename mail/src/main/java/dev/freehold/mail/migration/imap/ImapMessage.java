package dev.freehold.mail.migration.imap;

import dev.freehold.mail.messages.MessageFlags;
import java.time.Instant;

/** A message at a source, without its bytes; {@code sizeBytes} is what the server says. */
public record ImapMessage(long uid, MessageFlags flags, Instant internalDate, long sizeBytes) {}
