package dev.freehold.mailserver.commands;

import org.apache.james.imap.api.message.response.ImapResponseMessage;

/** {@code * THREAD (2)(3 6)}; {@code threads} is what follows the word. */
record ThreadResponse(String threads) implements ImapResponseMessage {}
