package dev.freehold.mailserver.commands;

import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.request.SearchKey;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.CapabilityImplementingProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;

/** THREAD and UID THREAD. */
final class ThreadCommand extends OrderCommand<ThreadRequest>
    implements CapabilityImplementingProcessor {

  ThreadCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      ImapProcessor searches,
      OrderCache cache) {
    super(ThreadRequest.class, mailboxes, responses, metrics, searches, cache);
  }

  @Override
  public List<Capability> getImplementedCapabilities(ImapSession session) {
    return MailCommands.THREADING.stream().map(Capability::of).toList();
  }

  @Override
  SearchKey searchKey(ThreadRequest request) {
    return request.search();
  }

  @Override
  boolean isUidCommand(ThreadRequest request) {
    return request.useUids();
  }

  @Override
  Optional<ImapResponseMessage> answer(
      ThreadRequest request, ImapSession session, List<OrderFacts> messages, Found found) {
    List<OrderFacts> known =
        messages.stream().filter(message -> found.number().applyAsLong(message.uid()) > 0).toList();
    return Optional.of(
        new ThreadResponse(ThreadText.of(request.algorithm().threads(known), found.number())));
  }
}
