package dev.freehold.mailserver.commands;

import dev.freehold.mailserver.imap.wire.SavedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.request.SearchKey;
import org.apache.james.imap.api.message.request.SearchResultOption;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SearchResUtil;
import org.apache.james.imap.message.response.ESearchResponse;
import org.apache.james.imap.processor.CapabilityImplementingProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.metrics.api.MetricFactory;

/** SORT and UID SORT. */
final class SortCommand extends OrderCommand<SortRequest>
    implements CapabilityImplementingProcessor {

  private final ResultEnds ends;

  SortCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      ImapProcessor searches,
      OrderCache cache,
      ResultEnds ends) {
    super(SortRequest.class, mailboxes, responses, metrics, searches, cache);
    this.ends = ends;
  }

  @Override
  public List<Capability> getImplementedCapabilities(ImapSession session) {
    return MailCommands.SORTING.stream().map(Capability::of).toList();
  }

  @Override
  SearchKey searchKey(SortRequest request) {
    return request.search();
  }

  @Override
  boolean isUidCommand(SortRequest request) {
    return request.useUids();
  }

  @Override
  Optional<ImapResponseMessage> answer(
      SortRequest request, ImapSession session, List<OrderFacts> messages, Found found)
      throws MailboxException {
    List<OrderFacts> sorted =
        SortCriterion.sort(messages, request.criteria()).stream()
            .filter(message -> found.number().applyAsLong(message.uid()) > 0)
            .toList();
    List<Long> numbers =
        sorted.stream().map(message -> found.number().applyAsLong(message.uid())).toList();
    List<SearchResultOption> options = request.options();
    if (options.isEmpty()) {
      return Optional.of(new SortResponse(numbers, found.highestModSeq()));
    }
    if (options.contains(SearchResultOption.SAVE)) {
      save(session, numbers, options);
      SavedResult.keep(session, request.useUids());
    }
    // RFC 5182 section 2.1: a result that is only saved is not told.
    if (options.stream().allMatch(option -> option == SearchResultOption.SAVE)) {
      return Optional.empty();
    }
    return Optional.of(
        new ESearchResponse(
            numbers.isEmpty() ? -1 : numbers.getFirst(),
            numbers.isEmpty() ? -1 : numbers.getLast(),
            numbers.size(),
            ranges(numbers),
            modSeq(session, options, sorted, found).orElse(null),
            request.getTag(),
            request.useUids(),
            options));
  }

  private Optional<ModSeq> modSeq(
      ImapSession session, List<SearchResultOption> options, List<OrderFacts> sorted, Found found)
      throws MailboxException {
    if (found.highestModSeq().isEmpty() || sorted.isEmpty() || !ResultEnds.areAll(options)) {
      return found.highestModSeq().map(ModSeq::of);
    }
    return ends.highestModSeq(
        session, ResultEnds.of(options, sorted.getFirst().uid(), sorted.getLast().uid()));
  }

  /** RFC 5182 section 2.4: MIN and MAX without ALL and COUNT save these alone. */
  private static void save(
      ImapSession session, List<Long> numbers, List<SearchResultOption> options) {
    List<Long> saved = new ArrayList<>(numbers);
    if (ResultEnds.areAll(options) && !numbers.isEmpty()) {
      saved = new ArrayList<>(ResultEnds.of(options, numbers.getFirst(), numbers.getLast()));
    }
    saved.sort(Long::compare);
    SearchResUtil.saveSequenceSet(session, ranges(saved));
  }

  /** In this order: only neighbours that rise by one become a range. */
  private static IdRange[] ranges(List<Long> numbers) {
    List<IdRange> ranges = new ArrayList<>();
    int from = 0;
    for (int at = 1; at <= numbers.size(); at++) {
      if (at == numbers.size() || numbers.get(at) != numbers.get(at - 1) + 1) {
        ranges.add(new IdRange(numbers.get(from), numbers.get(at - 1)));
        from = at;
      }
    }
    return ranges.toArray(IdRange[]::new);
  }
}
