package dev.freehold.mail.migration;

import dev.freehold.mail.MessageFlags;
import java.time.Instant;

/** A message at a source, without its bytes; {@code sizeBytes} is what the server says. */
record SourceMessage(long uid, MessageFlags flags, Instant internalDate, long sizeBytes) {}
