package dev.freehold.mailserver.commands;

import dev.freehold.mail.envelope.MessageStart;
import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.StoredMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.mail.Flags;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;

/** Envelopes over James's mailboxes in memory, with a key that a test can withhold. */
public final class MemoryEnvelopes implements Envelopes {

  public final AtomicInteger envelopesOpened = new AtomicInteger();
  public final AtomicInteger contentsOpened = new AtomicInteger();
  public volatile boolean isRefused;
  private volatile MailboxManager mailboxes;

  public void use(MailboxManager manager) {
    mailboxes = manager;
  }

  @Override
  public void used(MailboxSession session, MailboxId folder, List<Long> uids) {}

  @Override
  public void requireAccess(MailboxSession session, MailboxId folder) throws MailboxException {
    if (isRefused) {
      throw new MailboxException("the test refuses the key");
    }
  }

  @Override
  public List<StoredMessage> rows(MailboxSession session, MailboxId folder, long after, int max)
      throws MailboxException {
    return page(session, folder, after, max).stream().map(EnvelopedMessage::message).toList();
  }

  @Override
  public List<EnvelopedMessage> after(MailboxSession session, MailboxId folder, long after, int max)
      throws MailboxException {
    List<EnvelopedMessage> page = page(session, folder, after, max);
    envelopesOpened.addAndGet(page.size());
    return page;
  }

  @Override
  public List<EnvelopedMessage> of(MailboxSession session, MailboxId folder, List<Long> uids)
      throws MailboxException {
    List<EnvelopedMessage> found =
        page(session, folder, 0, Integer.MAX_VALUE).stream()
            .filter(message -> uids.contains(message.message().uid()))
            .toList();
    envelopesOpened.addAndGet(found.size());
    return found;
  }

  @Override
  public InputStream content(MailboxSession session, MailboxId folder, long uid)
      throws MailboxException {
    contentsOpened.incrementAndGet();
    MessageResult found =
        mailboxes
            .getMailbox(folder, session)
            .getMessages(MessageRange.one(MessageUid.of(uid)), FetchGroup.FULL_CONTENT, session)
            .next();
    return new ByteArrayInputStream(bytes(found));
  }

  private List<EnvelopedMessage> page(MailboxSession session, MailboxId folder, long after, int max)
      throws MailboxException {
    requireAccess(session, folder);
    Iterator<MessageResult> all =
        mailboxes
            .getMailbox(folder, session)
            .getMessages(MessageRange.all(), FetchGroup.FULL_CONTENT, session);
    List<EnvelopedMessage> page = new ArrayList<>();
    while (all.hasNext() && page.size() < max) {
      MessageResult next = all.next();
      if (next.getUid().asLong() > after) {
        page.add(enveloped(next));
      }
    }
    return page;
  }

  private static EnvelopedMessage enveloped(MessageResult found) throws MailboxException {
    byte[] bytes = bytes(found);
    MessageStart start = new MessageStart();
    start.update(bytes, 0, bytes.length);
    StoredMessage row =
        new StoredMessage(
            found.getUid().asLong(),
            found.getModSeq().asLong(),
            flags(found.getFlags()),
            found.getInternalDate().toInstant(),
            ZoneOffset.UTC,
            found.getInternalDate().toInstant(),
            bytes.length,
            0,
            new UUID(0, found.getUid().asLong()));
    return new EnvelopedMessage(row, Optional.of(start.envelope()));
  }

  private static byte[] bytes(MessageResult found) throws MailboxException {
    try (InputStream in = found.getFullContent().getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new MailboxException("memory cannot be read", e);
    }
  }

  private static MessageFlags flags(Flags flags) {
    Set<MessageFlag> system = EnumSet.noneOf(MessageFlag.class);
    add(system, flags, Flags.Flag.SEEN, MessageFlag.SEEN);
    add(system, flags, Flags.Flag.ANSWERED, MessageFlag.ANSWERED);
    add(system, flags, Flags.Flag.FLAGGED, MessageFlag.FLAGGED);
    add(system, flags, Flags.Flag.DELETED, MessageFlag.DELETED);
    add(system, flags, Flags.Flag.DRAFT, MessageFlag.DRAFT);
    return new MessageFlags(system, new TreeSet<>(List.of(flags.getUserFlags())));
  }

  private static void add(Set<MessageFlag> system, Flags flags, Flags.Flag flag, MessageFlag ours) {
    if (flags.contains(flag)) {
      system.add(ours);
    }
  }
}
