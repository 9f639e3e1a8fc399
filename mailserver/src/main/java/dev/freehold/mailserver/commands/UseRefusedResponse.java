package dev.freehold.mailserver.commands;

import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.response.ImapResponseMessage;

/** {@code NO [USEATTR]}: no folder can be made for a use (RFC 6154 section 3). */
record UseRefusedResponse(Tag tag) implements ImapResponseMessage {}
