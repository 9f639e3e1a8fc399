package dev.freehold.mailserver.commands;

import java.util.ArrayList;
import java.util.List;
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
import org.apache.james.metrics.api.MetricFactory;

/** SORT and UID SORT. */
final class SortCommand extends OrderCommand<SortRequest>
    implements CapabilityImplementingProcessor {

  SortCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      ImapProcessor searches,
      OrderCache cache) {
    super(SortRequest.class, mailboxes, responses, metrics, searches, cache);
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
  ImapResponseMessage answer(
      SortRequest request, ImapSession session, List<OrderFacts> messages, Found found) {
    List<Long> numbers =
        SortCriterion.sort(messages, request.criteria()).stream()
            .map(message -> found.number().applyAsLong(message.uid()))
            .filter(number -> number > 0)
            .toList();
    List<SearchResultOption> options = request.options();
    if (options.contains(SearchResultOption.SAVE)) {
      save(session, numbers, options);
    }
    if (options.stream().allMatch(option -> option == SearchResultOption.SAVE)) {
      return new SortResponse(numbers, found.highestModSeq());
    }
    return new ESearchResponse(
        numbers.isEmpty() ? -1 : numbers.getFirst(),
        numbers.isEmpty() ? -1 : numbers.getLast(),
        numbers.size(),
        ranges(numbers),
        found.highestModSeq().map(ModSeq::of).orElse(null),
        request.getTag(),
        request.useUids(),
        options);
  }

  /** RFC 5182 section 2.4: MIN and MAX without ALL and COUNT save these alone. */
  private static void save(
      ImapSession session, List<Long> numbers, List<SearchResultOption> options) {
    boolean isEnds =
        !options.contains(SearchResultOption.ALL)
            && !options.contains(SearchResultOption.COUNT)
            && (options.contains(SearchResultOption.MIN)
                || options.contains(SearchResultOption.MAX));
    List<Long> saved = new ArrayList<>(isEnds ? List.of() : numbers);
    if (isEnds && !numbers.isEmpty()) {
      if (options.contains(SearchResultOption.MIN)) {
        saved.add(numbers.getFirst());
      }
      if (options.contains(SearchResultOption.MAX)) {
        saved.add(numbers.getLast());
      }
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
