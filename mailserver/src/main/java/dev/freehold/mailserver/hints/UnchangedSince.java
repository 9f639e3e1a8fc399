package dev.freehold.mailserver.hints;

import dev.freehold.mail.messages.MessageRanges;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;

/**
 * The condition of one STORE with UNCHANGEDSINCE (RFC 7162 section 3.1.3). The transaction that
 * changes the flags asks it, so of clients that have seen the same message only one changes it.
 * Thread-safe.
 */
public final class UnchangedSince {

  private final long modSeq;
  private final SortedSet<MessageUid> left = new ConcurrentSkipListSet<>();

  private UnchangedSince(long modSeq) {
    this.modSeq = modSeq;
  }

  /**
   * Until {@link #end}, the session changes flags only of messages that have not changed since
   * {@code modSeq}.
   */
  public static UnchangedSince begin(MailboxSession session, long modSeq) {
    UnchangedSince condition = new UnchangedSince(modSeq);
    session.getAttributes().put(UnchangedSince.class, condition);
    return condition;
  }

  /** From now on the session changes flags without a condition. */
  public void end(MailboxSession session) {
    session.getAttributes().remove(UnchangedSince.class, this);
  }

  /** The condition that the session's command has now, if it has one. */
  public static Optional<UnchangedSince> of(MailboxSession session) {
    return Optional.ofNullable((UnchangedSince) session.getAttributes().get(UnchangedSince.class));
  }

  /** Whether a message has not changed since. */
  public boolean isMet(long modSeqOfMessage) {
    return modSeqOfMessage <= modSeq;
  }

  /** Those that were changed or had the flags already; notes the others. */
  public List<MessageRanges.Changed> without(List<MessageRanges.Changed> looked) {
    return looked.stream().filter(this::isOfCommand).toList();
  }

  private boolean isOfCommand(MessageRanges.Changed one) {
    if (one.before().equals(one.now().flags()) && !isMet(one.now().modSeq())) {
      left.add(MessageUid.of(one.now().uid()));
      return false;
    }
    return true;
  }

  /** The messages that were left as they are, because somebody else changed them. */
  public List<MessageUid> left() {
    return List.copyOf(left);
  }
}
