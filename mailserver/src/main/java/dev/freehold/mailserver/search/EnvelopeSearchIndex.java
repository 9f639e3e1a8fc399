package dev.freehold.mailserver.search;

import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.commands.Envelopes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

/**
 * Searches without an index: page by page through the rows of a folder, then the envelopes of
 * messages that rows leave open, then the bytes of those that are still open. Asks for the folder's
 * key first, and stops when nobody waits for the result any more. Safe for use by many threads.
 */
public final class EnvelopeSearchIndex implements MessageSearchIndex {

  private final Envelopes envelopes;
  private final Function<StoredMessage, MessageId> ids;

  /**
   * Searches what {@code envelopes} gives.
   *
   * @param ids James's id of a message, which serializes as its object's id
   */
  public EnvelopeSearchIndex(Envelopes envelopes, Function<StoredMessage, MessageId> ids) {
    this.envelopes = envelopes;
    this.ids = ids;
  }

  @Override
  public Flux<MessageUid> search(MailboxSession session, Mailbox mailbox, SearchQuery query) {
    return find(session, mailbox.getMailboxId(), query)
        .map(message -> MessageUid.of(message.uid()));
  }

  @Override
  public Flux<MessageId> search(
      MailboxSession session, Collection<MailboxId> folders, SearchQuery query, long limit) {
    return Flux.fromIterable(folders)
        .concatMap(folder -> find(session, folder, query))
        .map(ids)
        .distinct()
        .take(limit);
  }

  @Override
  public EnumSet<MailboxManager.SearchCapabilities> getSupportedCapabilities(
      EnumSet<MailboxManager.MessageCapabilities> messages) {
    return EnumSet.of(
        MailboxManager.SearchCapabilities.MultimailboxSearch,
        MailboxManager.SearchCapabilities.Text,
        MailboxManager.SearchCapabilities.PartialEmailMatch);
  }

  private Flux<StoredMessage> find(MailboxSession session, MailboxId folder, SearchQuery query) {
    return Flux.<StoredMessage>create(
            sink -> {
              try {
                new Running(session, folder, query, sink).run();
                sink.complete();
              } catch (MailboxException | IOException | RuntimeException e) {
                sink.error(e);
              }
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  /** One search of one folder. */
  private final class Running {
    private final MailboxSession session;
    private final MailboxId folder;
    private final CompiledSearch search;
    private final Set<Long> recent = new HashSet<>();
    private final FluxSink<StoredMessage> sink;

    Running(
        MailboxSession session, MailboxId folder, SearchQuery query, FluxSink<StoredMessage> sink)
        throws MailboxException {
      this.session = session;
      this.folder = folder;
      this.search = CompiledSearch.of(query);
      this.sink = sink;
      query.getRecentMessageUids().forEach(uid -> recent.add(uid.asLong()));
    }

    void run() throws MailboxException, IOException {
      envelopes.requireAccess(session, folder);
      long after = search.firstUid() - 1;
      while (!sink.isCancelled() && after < search.lastUid()) {
        List<StoredMessage> page =
            envelopes.rows(session, folder, after, MailServerLimits.ENVELOPE_PAGE);
        decide(page);
        if (page.size() < MailServerLimits.ENVELOPE_PAGE) {
          return;
        }
        after = page.getLast().uid();
      }
    }

    private void decide(List<StoredMessage> page) throws MailboxException, IOException {
      List<SearchedMessage> messages =
          page.stream()
              .map(
                  message ->
                      new SearchedMessage(
                          message,
                          recent.contains(message.uid()),
                          Optional.empty(),
                          Optional.empty()))
              .filter(message -> search.test(message) != MatchState.NO)
              .toList();
      Map<Long, Optional<Envelope>> opened = open(messages);
      for (SearchedMessage message : messages) {
        if (sink.isCancelled()) {
          return;
        }
        if (isMatch(message, opened)) {
          sink.next(message.row());
        }
      }
    }

    private Map<Long, Optional<Envelope>> open(List<SearchedMessage> messages)
        throws MailboxException {
      List<Long> open =
          messages.stream()
              .filter(message -> search.test(message) == MatchState.OPEN)
              .map(message -> message.row().uid())
              .toList();
      Map<Long, Optional<Envelope>> opened = new HashMap<>();
      if (!open.isEmpty() && search.needsEnvelopes()) {
        for (EnvelopedMessage found : envelopes.of(session, folder, open)) {
          opened.put(found.message().uid(), found.envelope());
        }
      }
      return opened;
    }

    private boolean isMatch(SearchedMessage message, Map<Long, Optional<Envelope>> opened)
        throws IOException {
      MatchState byRow = search.test(message);
      if (byRow != MatchState.OPEN) {
        return byRow == MatchState.YES;
      }
      long uid = message.row().uid();
      SearchedMessage known = message.with(opened.getOrDefault(uid, Optional.empty()));
      MatchState byEnvelope = search.test(known);
      if (byEnvelope != MatchState.OPEN) {
        return byEnvelope == MatchState.YES;
      }
      Set<TextTerm> found = ContentScan.scan(search.terms(), () -> content(uid), sink::isCancelled);
      return search.test(known.with(found)) == MatchState.YES;
    }

    private InputStream content(long uid) throws IOException {
      try {
        return envelopes.content(session, folder, uid);
      } catch (MailboxException e) {
        throw new IOException("the message cannot be read", e);
      }
    }
  }
}
