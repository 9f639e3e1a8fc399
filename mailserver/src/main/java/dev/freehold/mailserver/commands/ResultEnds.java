package dev.freehold.mailserver.commands;

import dev.freehold.mail.messages.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.message.request.SearchResultOption;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;

/**
 * The first and last message of a result, where a client asks for these alone: MIN and MAX without
 * ALL and COUNT. Safe for use by many threads.
 */
final class ResultEnds {

  private final Envelopes envelopes;

  ResultEnds(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  /** Whether a client asks for nothing but ends. */
  static boolean areAll(List<SearchResultOption> options) {
    return !options.contains(SearchResultOption.ALL)
        && !options.contains(SearchResultOption.COUNT)
        && (options.contains(SearchResultOption.MIN) || options.contains(SearchResultOption.MAX));
  }

  /** Which of these two are asked for. */
  static List<Long> of(List<SearchResultOption> options, long first, long last) {
    List<Long> ends = new ArrayList<>();
    if (options.contains(SearchResultOption.MIN)) {
      ends.add(first);
    }
    if (options.contains(SearchResultOption.MAX)) {
      ends.add(last);
    }
    return ends;
  }

  /**
   * The highest mod-sequence of messages in the selected folder (RFC 4731 section 3.2); empty if
   * none is there any more. Waits for the database.
   */
  Optional<ModSeq> highestModSeq(ImapSession session, List<Long> uids) throws MailboxException {
    Optional<ModSeq> highest = Optional.empty();
    for (long uid : uids) {
      for (StoredMessage row :
          envelopes.rows(
              session.getMailboxSession(), session.getSelected().getMailboxId(), uid - 1, 1)) {
        if (row.uid() == uid && highest.stream().noneMatch(it -> it.asLong() >= row.modSeq())) {
          highest = Optional.of(ModSeq.of(row.modSeq()));
        }
      }
    }
    return highest;
  }
}
