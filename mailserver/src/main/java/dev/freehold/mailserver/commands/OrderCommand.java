package dev.freehold.mailserver.commands;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.FailureNote;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.SearchKey;
import org.apache.james.imap.api.message.request.SearchOperation;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.AbstractImapRequest;
import org.apache.james.imap.message.request.SearchRequest;
import org.apache.james.imap.message.response.SearchResponse;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What SORT and THREAD share: James's SEARCH finds the messages, and what it answers is put in
 * order. The rest of its answers, such as new messages, follows as it came.
 */
abstract class OrderCommand<R extends AbstractImapRequest> extends AbstractMailboxProcessor<R> {

  private final ImapProcessor searches;
  private final OrderCache cache;

  OrderCommand(
      Class<R> requests,
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      ImapProcessor searches,
      OrderCache cache) {
    super(requests, mailboxes, responses, metrics);
    this.searches = searches;
    this.cache = cache;
  }

  @Override
  protected final Mono<Void> processRequestReactive(
      R request, ImapSession session, Responder responder) {
    if (searchKey(request).getType() == SearchKey.Type.TYPE_ALL && session.getSelected() != null) {
      return FailureNote.writing(session, orderAll(request, session, responder));
    }
    SearchRequest search =
        new SearchRequest(
            new SearchOperation(searchKey(request), List.of()),
            isUidCommand(request),
            request.getTag());
    Answering answering = new Answering(request, session, responder);
    return FailureNote.writing(
        session,
        searches
            .processReactive(search, answering, session)
            .then(
                Mono.fromRunnable(
                    () -> {
                      answering.requireAnswered();
                      if (!answering.isRefused) {
                        okComplete(request, responder);
                      }
                    })));
  }

  /** All messages that the session knows of are in its memory: no search is needed. */
  private Mono<Void> orderAll(R request, ImapSession session, Responder responder) {
    SelectedMailbox selected = session.getSelected();
    boolean useUids = isUidCommand(request);
    return Mono.fromCallable(
            () -> {
              List<Long> uids =
                  LongStream.rangeClosed(1, selected.existsCount())
                      .mapToObj(number -> uid(selected, number))
                      .flatMap(Optional::stream)
                      .toList();
              ordered(request, session, uids, Optional.empty()).ifPresent(responder::respond);
              return null;
            })
        .subscribeOn(Schedulers.boundedElastic())
        .then(unsolicitedResponses(session, responder, !useUids, useUids))
        .then(Mono.fromRunnable(() -> okComplete(request, responder)));
  }

  private Optional<ImapResponseMessage> ordered(
      R request, ImapSession session, List<Long> uids, Optional<Long> highestModSeq)
      throws MailboxException {
    if (uids.size() > MailServerLimits.MAX_ORDERED_MESSAGES) {
      throw new MailboxException(
          "one command orders at most %d messages; name fewer"
              .formatted(MailServerLimits.MAX_ORDERED_MESSAGES));
    }
    SelectedMailbox selected = session.getSelected();
    List<OrderFacts> messages =
        cache.facts(session.getMailboxSession(), selected.getMailboxId(), uids);
    LongUnaryOperator number =
        isUidCommand(request) ? LongUnaryOperator.identity() : uid -> number(selected, uid);
    return answer(request, session, messages, new Found(number, highestModSeq));
  }

  abstract SearchKey searchKey(R request);

  abstract boolean isUidCommand(R request);

  /** The answer about messages, which come in the order of UIDs; empty if the client wants none. */
  abstract Optional<ImapResponseMessage> answer(
      R request, ImapSession session, List<OrderFacts> messages, Found found)
      throws MailboxException;

  /** Search terms are content. */
  @Override
  protected MDCBuilder mdc(R request) {
    return MDCBuilder.create()
        .addToContext(MDCBuilder.ACTION, request.getCommand().getName())
        .addToContext("useUid", Boolean.toString(isUidCommand(request)));
  }

  /**
   * What a search gave besides the messages.
   *
   * @param number the number by which the client knows a UID
   * @param highestModSeq of the messages, if the search named MODSEQ
   */
  record Found(LongUnaryOperator number, Optional<Long> highestModSeq) {}

  /** Takes the place of the client while the search runs. */
  private final class Answering implements Responder {
    private final R request;
    private final ImapSession session;
    private final Responder client;
    private volatile boolean isRefused;
    private volatile boolean isAnswered;
    private volatile Optional<RuntimeException> failure = Optional.empty();

    Answering(R request, ImapSession session, Responder client) {
      this.request = request;
      this.session = session;
      this.client = client;
    }

    @Override
    public void respond(ImapResponseMessage message) {
      if (message instanceof SearchResponse found) {
        answer(found);
      } else if (message instanceof StatusResponse status && status.getTag() != null) {
        takeStatus(status);
      } else {
        client.respond(message);
      }
    }

    private void takeStatus(StatusResponse status) {
      if (status.getServerResponseType() != StatusResponse.Type.OK && failure.isEmpty()) {
        isRefused = true;
        client.respond(
            switch (status.getServerResponseType()) {
              case BAD ->
                  getStatusResponseFactory()
                      .taggedBad(request.getTag(), request.getCommand(), status.getTextKey());
              case NO, OK, BYE, PREAUTH ->
                  getStatusResponseFactory()
                      .taggedNo(
                          request.getTag(),
                          request.getCommand(),
                          status.getTextKey(),
                          status.getResponseCode());
            });
      }
    }

    private void answer(SearchResponse found) {
      isAnswered = true;
      try {
        ordered(found).ifPresent(client::respond);
      } catch (MailboxException e) {
        failure = Optional.of(new UnorderedException(e));
        throw failure.get();
      } catch (RuntimeException e) {
        failure = Optional.of(e);
        throw e;
      }
    }

    private Optional<ImapResponseMessage> ordered(SearchResponse found) throws MailboxException {
      SelectedMailbox selected = session.getSelected();
      boolean useUids = isUidCommand(request);
      List<Long> uids =
          found
              .getIds()
              .longStream()
              .mapToObj(id -> useUids ? Optional.of(id) : uid(selected, id))
              .flatMap(Optional::stream)
              .sorted()
              .toList();
      Optional<Long> modSeq =
          Optional.ofNullable(found.getHighestModSeq()).map(highest -> highest.asLong());
      return OrderCommand.this.ordered(request, session, uids, modSeq);
    }

    void requireAnswered() {
      failure.ifPresent(
          known -> {
            throw known;
          });
      if (!isAnswered && !isRefused) {
        isRefused = true;
        no(request, client, HumanReadableText.SEARCH_FAILED);
      }
    }

    @Override
    public void flush() {
      client.flush();
    }
  }

  private static Optional<Long> uid(SelectedMailbox selected, long number) {
    return selected.uid((int) number).map(MessageUid::asLong);
  }

  private static long number(SelectedMailbox selected, long uid) {
    return selected.msn(MessageUid.of(uid)).foldSilent(() -> 0L, known -> (long) known.asInt());
  }

  /** Carries a checked exception through James's pipeline. */
  static final class UnorderedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnorderedException(MailboxException cause) {
      super("the messages could not be put in order", cause);
    }
  }
}
