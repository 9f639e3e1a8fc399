package dev.freehold.mailserver.imap.mended;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.UidRange;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.AbstractMailboxSelectionRequest;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.message.response.VanishedResponse;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.MailboxMetaData;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.MessageRange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * SELECT and EXAMINE with what changed since the client was here last (RFC 7162 section 3.2.5):
 * James tells part of what went and nothing of what changed. For one command.
 */
final class Resynchronizing implements Responder {

  private final AbstractMailboxSelectionRequest request;
  private final ImapSession session;
  private final Responder client;
  private boolean isKnown = true;
  private Optional<StatusResponse> last = Optional.empty();

  private Resynchronizing(
      AbstractMailboxSelectionRequest request, ImapSession session, Responder client) {
    this.request = request;
    this.session = session;
    this.client = client;
  }

  /** James's way to run a command. */
  @FunctionalInterface
  interface Opening {
    Mono<Void> run(Responder responder);
  }

  /** Opens a folder, and says what changed if the client asks for it. */
  static Mono<Void> run(
      AbstractMailboxSelectionRequest request,
      ImapSession session,
      Responder client,
      MailboxManager mailboxes,
      Opening opening) {
    if (request.getLastKnownUidValidity().isUnknown()) {
      return opening.run(client);
    }
    Resynchronizing held = new Resynchronizing(request, session, client);
    return opening.run(held).then(Mono.defer(() -> held.end(mailboxes)));
  }

  @Override
  public void respond(ImapResponseMessage message) {
    switch (message) {
      case VanishedResponse _ -> {
        // It is told in full at the end.
      }
      case StatusResponse status
          when status.getTag() != null
              && status.getServerResponseType() == StatusResponse.Type.OK ->
          last = Optional.of(status);
      default -> client.respond(message);
    }
  }

  private Mono<Void> end(MailboxManager mailboxes) {
    if (last.isEmpty()) {
      return Mono.empty();
    }
    SelectedMailbox selected = session.getSelected();
    return Mono.from(
            mailboxes.getMailboxReactive(selected.getMailboxId(), session.getMailboxSession()))
        .flatMap(folder -> changes(folder, selected))
        .then(Mono.fromRunnable(() -> client.respond(last.get())));
  }

  private Mono<Void> changes(MessageManager folder, SelectedMailbox selected) {
    return Mono.defer(
            () -> {
              try {
                return folder.getMetaDataReactive(
                    MailboxMetaData.RecentMode.IGNORE,
                    session.getMailboxSession(),
                    EnumSet.of(MailboxMetaData.Item.NextUid));
              } catch (MailboxException e) {
                return Mono.error(e);
              }
            })
        .flatMap(
            data ->
                request.getLastKnownUidValidity().correspondsTo(data.getUidValidity())
                    ? tell(folder, selected, data.getUidNext().asLong() - 1)
                    : Mono.empty());
  }

  private Mono<Void> tell(MessageManager folder, SelectedMailbox selected, long highest) {
    List<IdRange> asked =
        request.getUidSet() == null
            ? List.of(new IdRange(1, Long.MAX_VALUE))
            : VanishedUids.ranges(request.getUidSet());
    UidRange[] gone = VanishedUids.of(selected, asked, firstUnknown(selected), highest);
    if (gone.length > 0) {
      client.respond(new VanishedResponse(gone, true));
    }
    return Flux.from(folder.listMessagesMetadata(MessageRange.all(), session.getMailboxSession()))
        .filter(message -> message.getModSeq().asLong() > request.getKnownModSeq())
        .filter(message -> isAsked(asked, message))
        .doOnNext(message -> tell(message, selected))
        .then();
  }

  private static boolean isAsked(List<IdRange> asked, ComposedMessageIdWithMetaData message) {
    long uid = message.getComposedMessageId().getUid().asLong();
    return asked.stream().anyMatch(range -> range.getLowVal() <= uid && uid <= range.getHighVal());
  }

  @SuppressWarnings("NullOptional") // James takes null for what is not in the answer.
  private void tell(ComposedMessageIdWithMetaData message, SelectedMailbox selected) {
    var uid = message.getComposedMessageId().getUid();
    Flags flags = new Flags(message.getFlags());
    if (selected.isRecent(uid)) {
      flags.add(Flags.Flag.RECENT);
    } else {
      flags.remove(Flags.Flag.RECENT);
    }
    selected
        .msn(uid)
        .ifPresent(
            number ->
                client.respond(
                    new FetchResponse(
                        number,
                        flags,
                        uid,
                        null,
                        message.getModSeq(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));
  }

  /** Up to the last pair of number and UID that match, the client knows what went. */
  private long firstUnknown(SelectedMailbox selected) {
    if (request.getKnownSequenceSet() == null || request.getKnownUidSet() == null) {
      return 1;
    }
    List<Long> numbers = each(List.of(request.getKnownSequenceSet()));
    List<Long> uids = each(VanishedUids.ranges(request.getKnownUidSet()));
    long first = 1;
    for (int at = 0; at < Math.min(numbers.size(), uids.size()) && isKnown; at++) {
      long uid = uids.get(at);
      isKnown =
          selected
              .uid(numbers.get(at).intValue())
              .filter(present -> present.asLong() == uid)
              .isPresent();
      first = isKnown ? uid + 1 : first;
    }
    return first;
  }

  private List<Long> each(List<IdRange> ranges) {
    List<Long> all = new ArrayList<>();
    long bound = session.getSelected().existsCount();
    for (IdRange range : ranges) {
      for (long id = range.getLowVal(); id <= range.getHighVal() && all.size() <= bound; id++) {
        all.add(id);
      }
    }
    return all;
  }

  @Override
  public void flush() {
    client.flush();
  }
}
