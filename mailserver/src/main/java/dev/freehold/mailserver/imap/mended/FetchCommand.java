package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.FailureNote;
import dev.freehold.mailserver.imap.answers.FlagLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.FetchData;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.UidRange;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.FetchRequest;
import org.apache.james.imap.message.response.VanishedResponse;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.imap.processor.EnableProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.MailboxMetaData;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MessageRangeException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * FETCH whose answers are those of {@link FetchAnswers}, and which says if messages it names are
 * gone, see {@link GoneNumbers}. A message that cannot be read fails the command; James leaves it
 * out.
 */
public final class FetchCommand extends AbstractMailboxProcessor<FetchRequest> {

  /** FETCH from these mailboxes. */
  public FetchCommand(
      MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(FetchRequest.class, mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      FetchRequest request, ImapSession session, Responder responder) {
    Set<Capability> enabled = EnableProcessor.getEnabledCapabilities(session);
    boolean isResynchronizing = enabled.contains(ImapConstants.SUPPORTS_QRESYNC);
    Optional<HumanReadableText> wrong = wrong(request.getFetch(), isResynchronizing);
    if (wrong.isPresent()) {
      return Mono.fromRunnable(() -> taggedBad(request, responder, wrong.get()));
    }
    Responder client =
        request.isUseUids()
            ? responder
            : GoneNumbers.of(request, request.getIdSet(), session, responder);
    // Who resynchronizes is told UIDs in any case (RFC 7162 section 3.2.3).
    FetchData asked =
        isResynchronizing
            ? FetchData.Builder.from(request.getFetch()).fetch(FetchData.Item.UID).build()
            : request.getFetch();
    FetchData wanted = ReadOnlyFolder.isOpen(session) ? peeking(asked) : asked;
    return FailureNote.writing(
        session,
        getSelectedMailboxReactive(session)
            .flatMap(
                folder ->
                    enableCondstore(wanted, folder, session, client)
                        .then(fetch(request, wanted, folder, session, client)))
            .onErrorResume(
                MessageRangeException.class,
                _ ->
                    Mono.fromRunnable(
                        () -> taggedBad(request, client, HumanReadableText.INVALID_MESSAGESET))));
  }

  /** The same, without setting {@code \Seen}. */
  private static FetchData peeking(FetchData asked) {
    FetchData.Builder peek = FetchData.builder().vanished(asked.getVanished());
    Arrays.stream(FetchData.Item.values()).filter(asked::contains).forEach(peek::fetch);
    asked.getBodyElements().forEach(element -> peek.add(element, true));
    if (asked.getChangedSince() >= 0) {
      peek.changedSince(asked.getChangedSince());
    }
    return peek.build();
  }

  private static Optional<HumanReadableText> wrong(FetchData wanted, boolean isResynchronizing) {
    if (!wanted.getVanished()) {
      return Optional.empty();
    }
    if (!isResynchronizing) {
      return Optional.of(HumanReadableText.QRESYNC_NOT_ENABLED);
    }
    return wanted.getChangedSince() < 0
        ? Optional.of(HumanReadableText.QRESYNC_VANISHED_WITHOUT_CHANGEDSINCE)
        : Optional.empty();
  }

  /** MODSEQ and CHANGEDSINCE enable CONDSTORE (RFC 7162 section 3.1). */
  private Mono<Void> enableCondstore(
      FetchData wanted, MessageManager folder, ImapSession session, Responder client) {
    boolean isAsked = wanted.getChangedSince() >= 0 || wanted.contains(FetchData.Item.MODSEQ);
    if (!isAsked
        || EnableProcessor.getEnabledCapabilities(session)
            .contains(ImapConstants.SUPPORTS_CONDSTORE)) {
      return Mono.empty();
    }
    return Mono.defer(
            () -> {
              try {
                return folder.getMetaDataReactive(
                    MailboxMetaData.RecentMode.IGNORE,
                    session.getMailboxSession(),
                    EnumSet.of(MailboxMetaData.Item.HighestModSeq));
              } catch (MailboxException e) {
                return Mono.error(e);
              }
            })
        .doOnNext(data -> condstoreEnablingCommand(session, client, data, true))
        .then();
  }

  private Mono<Void> fetch(
      FetchRequest request,
      FetchData wanted,
      MessageManager folder,
      ImapSession session,
      Responder client) {
    return Mono.defer(
        () -> {
          SelectedMailbox selected = session.getSelected();
          List<MessageRange> ranges;
          try {
            ranges = ranges(request, selected);
          } catch (MessageRangeException e) {
            return Mono.error(e);
          }
          FetchAnswers messages =
              new FetchAnswers(
                  wanted,
                  folder,
                  selected,
                  session.getMailboxSession(),
                  client instanceof FlagLines.Taker);
          FetchGroup group = FetchGroups.of(wanted);
          return vanished(request, folder, session, client)
              .thenMany(Flux.fromIterable(ranges))
              .concatMap(range -> messages.of(range, group))
              .doOnNext(client::respond)
              .then(
                  unsolicitedResponses(session, client, !request.isUseUids(), request.isUseUids()))
              .then(Mono.fromRunnable(() -> okComplete(request, client)));
        });
  }

  private static Mono<Void> vanished(
      FetchRequest request, MessageManager folder, ImapSession session, Responder client) {
    if (!request.getFetch().getVanished()) {
      return Mono.empty();
    }
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
        .doOnNext(
            data -> {
              UidRange[] gone =
                  VanishedUids.of(
                      session.getSelected(),
                      List.of(request.getIdSet()),
                      1,
                      data.getUidNext().asLong() - 1);
              if (gone.length > 0) {
                client.respond(new VanishedResponse(gone, true));
              }
            })
        .then();
  }

  /** Rising, and each message in one of them. */
  private List<MessageRange> ranges(FetchRequest request, SelectedMailbox selected)
      throws MessageRangeException {
    List<MessageRange> named = new ArrayList<>();
    for (IdRange ids : request.getIdSet()) {
      Optional<MessageRange> range = messageRange(selected, ids, request.isUseUids());
      if (range.isEmpty() && request.isUseUids()) {
        // A UID that no message has is no mistake (RFC 3501 section 6.4.8).
        continue;
      }
      MessageRange normal =
          normalizeMessageRange(
              selected, range.orElseThrow(() -> new MessageRangeException("the folder is empty")));
      named.add(MessageRange.range(normal.getUidFrom(), normal.getUidTo()));
    }
    named.sort(Comparator.comparing(MessageRange::getUidFrom));
    List<MessageRange> ranges = new ArrayList<>();
    for (MessageRange range : named) {
      boolean overlaps =
          !ranges.isEmpty() && range.getUidFrom().compareTo(ranges.getLast().getUidTo()) <= 0;
      if (!overlaps) {
        ranges.add(range);
      } else if (range.getUidTo().compareTo(ranges.getLast().getUidTo()) > 0) {
        ranges.add(MessageRange.range(ranges.removeLast().getUidFrom(), range.getUidTo()));
      }
    }
    return ranges;
  }

  @Override
  protected MDCBuilder mdc(FetchRequest request) {
    return MDCBuilder.create()
        .addToContext(MDCBuilder.ACTION, "FETCH")
        .addToContext("useUid", Boolean.toString(request.isUseUids()));
  }
}
