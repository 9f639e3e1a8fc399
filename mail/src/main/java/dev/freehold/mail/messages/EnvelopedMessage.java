package dev.freehold.mail.messages;

import dev.freehold.mail.envelope.Envelope;
import java.util.Optional;

/**
 * A message with its envelope.
 *
 * @param message what SQL knows of it
 * @param envelope empty if and only if the message is damaged
 */
public record EnvelopedMessage(StoredMessage message, Optional<Envelope> envelope) {}
