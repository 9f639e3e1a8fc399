package dev.freehold.mailserver.commands;

import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.message.response.ImapResponseMessage;

/**
 * {@code * SORT 2 3 6}.
 *
 * @param numbers UIDs or sequence numbers in order
 * @param highestModSeq of these messages, if it was asked for (RFC 7162 section 3.1.6)
 */
record SortResponse(List<Long> numbers, Optional<Long> highestModSeq)
    implements ImapResponseMessage {}
