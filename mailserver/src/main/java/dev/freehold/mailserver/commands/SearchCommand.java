package dev.freehold.mailserver.commands;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.FailureNote;
import dev.freehold.mailserver.imap.wire.SavedResult;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.imap.api.message.request.SearchOperation;
import org.apache.james.imap.api.message.request.SearchResultOption;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SearchResUtil;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.SearchRequest;
import org.apache.james.imap.message.response.ESearchResponse;
import org.apache.james.imap.message.response.SearchResponse;
import org.apache.james.imap.processor.SearchProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/**
 * SEARCH as James has it, but for what its answers lack, and for the search terms in its log's
 * context: these are content.
 */
final class SearchCommand extends SearchProcessor {

  private final ResultEnds ends;

  SearchCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      ResultEnds ends) {
    super(mailboxes, responses, metrics);
    this.ends = ends;
  }

  @Override
  protected Mono<Void> processRequestReactive(
      SearchRequest request, ImapSession session, Responder responder) {
    StillRunning progress =
        StillRunning.of(request.getTag().asString(), responder, MailServerLimits.PROGRESS_INTERVAL);
    return FailureNote.writing(
            session,
            super.processRequestReactive(
                    numbered(request, session),
                    session,
                    new Answers(session, progress, request.getSearchOperation().getResultOptions()))
                .then(Mono.fromRunnable(() -> keep(request, session))))
        .then()
        .doOnError(_ -> forget(request, session))
        .doFinally(_ -> progress.end());
  }

  private static void forget(SearchRequest request, ImapSession session) {
    List<SearchResultOption> options = request.getSearchOperation().getResultOptions();
    if (options != null && options.contains(SearchResultOption.SAVE)) {
      SearchResUtil.resetSavedSequenceSet(session);
    }
  }

  private static void keep(SearchRequest request, ImapSession session) {
    List<SearchResultOption> options = request.getSearchOperation().getResultOptions();
    if (options != null && options.contains(SearchResultOption.SAVE)) {
      SavedResult.keep(session, request.isUseUids());
    }
  }

  private static SearchRequest numbered(SearchRequest request, ImapSession session) {
    SelectedMailbox selected = session.getSelected();
    if (selected == null) {
      return request;
    }
    SearchOperation operation = request.getSearchOperation();
    return new SearchRequest(
        new SearchOperation(
            SequenceNumbers.within(operation.getSearchKey(), selected.existsCount()),
            operation.getResultOptions()),
        request.isUseUids(),
        request.getTag());
  }

  @Override
  protected MDCBuilder mdc(SearchRequest request) {
    return MDCBuilder.create()
        .addToContext(MDCBuilder.ACTION, "SEARCH")
        .addToContext("useUid", Boolean.toString(request.isUseUids()));
  }

  /** Mends what James answers to one command. */
  private final class Answers implements Responder {
    private final ImapSession session;
    private final Responder client;
    private final List<SearchResultOption> options;

    Answers(ImapSession session, Responder client, List<SearchResultOption> options) {
      this.session = session;
      this.client = client;
      this.options = options == null ? List.of() : options;
    }

    @Override
    public void respond(ImapResponseMessage message) {
      switch (message) {
        // RFC 5182 section 2.1: a result that is only saved is not told.
        case SearchResponse _ when options.contains(SearchResultOption.SAVE) -> {}
        case ESearchResponse found
            when found.getHighestModSeq() != null && ResultEnds.areAll(options) ->
            client.respond(ofEnds(found));
        default -> client.respond(message);
      }
    }

    private ESearchResponse ofEnds(ESearchResponse found) {
      List<Long> uids =
          ResultEnds.of(options, found.getMinUid(), found.getMaxUid()).stream()
              .flatMap(number -> found.getUseUid() ? Stream.of(number) : uid(number))
              .toList();
      try {
        return new ESearchResponse(
            found.getMinUid(),
            found.getMaxUid(),
            found.getCount(),
            found.getAll(),
            ends.highestModSeq(session, uids).orElse(null),
            found.getTag(),
            found.getUseUid(),
            options);
      } catch (MailboxException e) {
        throw new OrderCommand.UnorderedException(e);
      }
    }

    private Stream<Long> uid(long number) {
      return session.getSelected().uid((int) number).map(MessageUid::asLong).stream();
    }

    @Override
    public void flush() {
      client.flush();
    }
  }
}
