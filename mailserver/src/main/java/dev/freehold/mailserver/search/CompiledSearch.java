package dev.freehold.mailserver.search;

import dev.freehold.mail.messages.MessageFlag;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.mail.Flags.Flag;
import org.apache.james.mailbox.exception.UnsupportedSearchException;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.SearchQuery.AddressOperator;
import org.apache.james.mailbox.model.SearchQuery.ContainsOperator;
import org.apache.james.mailbox.model.SearchQuery.Criterion;
import org.apache.james.mailbox.model.SearchQuery.DateOperator;
import org.apache.james.mailbox.model.SearchQuery.ExistsOperator;
import org.apache.james.mailbox.model.SearchQuery.HeaderCriterion;
import org.apache.james.mailbox.model.SearchQuery.NumericOperator;
import org.apache.james.mailbox.model.SearchQuery.UidRange;

/** A search in a form that decides message by message. */
final class CompiledSearch {

  private final Set<TextTerm> terms = new HashSet<>();
  private final SearchTest test;
  private boolean needsEnvelopes;
  private long firstUid = 1;
  private long lastUid = Long.MAX_VALUE;

  private CompiledSearch(SearchQuery query) throws UnsupportedSearchException {
    this.test = all(query.getCriteria());
    query.getCriteria().forEach(this::narrow);
  }

  static CompiledSearch of(SearchQuery query) throws UnsupportedSearchException {
    return new CompiledSearch(query);
  }

  MatchState test(SearchedMessage message) {
    return test.of(message);
  }

  /** What is looked for in bytes, wherever it is needed. */
  Set<TextTerm> terms() {
    return terms;
  }

  /** Whether envelopes decide anything: text in bodies alone is in none. */
  boolean needsEnvelopes() {
    return needsEnvelopes;
  }

  /** No message below matches. */
  long firstUid() {
    return firstUid;
  }

  /** No message above matches. */
  long lastUid() {
    return lastUid;
  }

  private void narrow(Criterion criterion) {
    if (criterion instanceof SearchQuery.UidCriterion uids) {
      long lowest = Long.MAX_VALUE;
      long highest = 0;
      for (UidRange range : uids.getOperator().getRange()) {
        lowest = Math.min(lowest, range.getLowValue().asLong());
        highest = Math.max(highest, range.getHighValue().asLong());
      }
      firstUid = Math.max(firstUid, lowest);
      lastUid = Math.min(lastUid, highest);
    } else if (criterion instanceof SearchQuery.ConjunctionCriterion group
        && group.getType() == SearchQuery.Conjunction.AND) {
      group.getCriteria().forEach(this::narrow);
    }
  }

  private SearchTest all(List<Criterion> criteria) throws UnsupportedSearchException {
    List<SearchTest> tests = tests(criteria);
    return message -> {
      MatchState truth = MatchState.YES;
      for (SearchTest each : tests) {
        truth = truth.and(each.of(message));
        if (truth == MatchState.NO) {
          return truth;
        }
      }
      return truth;
    };
  }

  private SearchTest none(List<Criterion> criteria) throws UnsupportedSearchException {
    List<SearchTest> tests = tests(criteria);
    return message -> {
      MatchState truth = MatchState.YES;
      for (SearchTest each : tests) {
        truth = truth.and(each.of(message).not());
        if (truth == MatchState.NO) {
          return truth;
        }
      }
      return truth;
    };
  }

  private List<SearchTest> tests(List<Criterion> criteria) throws UnsupportedSearchException {
    List<SearchTest> tests = new ArrayList<>(criteria.size());
    for (Criterion criterion : criteria) {
      tests.add(test(criterion));
    }
    return tests;
  }

  private SearchTest test(Criterion criterion) throws UnsupportedSearchException {
    return switch (criterion) {
      case SearchQuery.AllCriterion _ -> message -> MatchState.YES;
      case SearchQuery.ConjunctionCriterion group -> conjunction(group);
      case SearchQuery.UidCriterion uids -> uids(uids.getOperator().getRange());
      case SearchQuery.FlagCriterion flag -> flag(flag.getFlag(), flag.getOperator().isSet());
      case SearchQuery.CustomFlagCriterion flag ->
          keyword(flag.getFlag(), flag.getOperator().isSet());
      case SearchQuery.SizeCriterion size ->
          of(message -> number(size.getOperator(), message.row().sizeBytes()));
      case SearchQuery.ModSeqCriterion modSeq ->
          of(message -> number(modSeq.getOperator(), message.row().modSeq()));
      case SearchQuery.InternalDateCriterion date ->
          of(message -> DayTest.test(date.getOperator(), message.row().delivered()));
      case SearchQuery.SaveDateCriterion date ->
          of(
              message ->
                  DayTest.test(
                      date.getOperator(), message.row().savedAt().atOffset(ZoneOffset.UTC)));
      case SearchQuery.MessageIdCriterion id -> objectId(id.getMessageId().serialize());
      case SearchQuery.ThreadIdCriterion id -> objectId(id.getThreadId().serialize());
      case SearchQuery.HeaderCriterion header -> header(header);
      case SearchQuery.SubjectCriterion subject -> header(subject.asHeaderCriterion());
      case SearchQuery.MimeMessageIDCriterion id -> header(id.asHeaderCriterion());
      case SearchQuery.TextCriterion text -> text(text);
      case SearchQuery.AttachmentCriterion attachment -> {
        needsEnvelopes = true;
        yield new EnvelopeTest.Attachment(attachment.getOperator().isSet());
      }
      default -> throw new UnsupportedSearchException();
    };
  }

  private SearchTest conjunction(SearchQuery.ConjunctionCriterion group)
      throws UnsupportedSearchException {
    return switch (group.getType()) {
      case AND -> all(group.getCriteria());
      case NOR -> none(group.getCriteria());
      case OR -> {
        SearchTest none = none(group.getCriteria());
        yield message -> none.of(message).not();
      }
    };
  }

  private static SearchTest uids(UidRange[] ranges) {
    return of(
        message -> {
          long uid = message.row().uid();
          for (UidRange range : ranges) {
            if (uid >= range.getLowValue().asLong() && uid <= range.getHighValue().asLong()) {
              return true;
            }
          }
          return false;
        });
  }

  private static SearchTest flag(Flag flag, boolean isSet) throws UnsupportedSearchException {
    if (flag.equals(Flag.RECENT)) {
      return of(message -> message.isRecent() == isSet);
    }
    MessageFlag known = known(flag).orElseThrow(UnsupportedSearchException::new);
    return of(message -> message.row().flags().has(known) == isSet);
  }

  private static Optional<MessageFlag> known(Flag flag) {
    if (flag.equals(Flag.SEEN)) {
      return Optional.of(MessageFlag.SEEN);
    } else if (flag.equals(Flag.ANSWERED)) {
      return Optional.of(MessageFlag.ANSWERED);
    } else if (flag.equals(Flag.FLAGGED)) {
      return Optional.of(MessageFlag.FLAGGED);
    } else if (flag.equals(Flag.DELETED)) {
      return Optional.of(MessageFlag.DELETED);
    } else if (flag.equals(Flag.DRAFT)) {
      return Optional.of(MessageFlag.DRAFT);
    }
    return Optional.empty();
  }

  private static SearchTest keyword(String keyword, boolean isSet) {
    return of(
        message ->
            message.row().flags().keywords().stream().anyMatch(keyword::equalsIgnoreCase) == isSet);
  }

  private static boolean number(NumericOperator operator, long value) {
    return switch (operator.getType()) {
      case EQUALS -> value == operator.getValue();
      case LESS_THAN -> value < operator.getValue();
      case GREATER_THAN -> value > operator.getValue();
    };
  }

  private static SearchTest objectId(String serialized) {
    return of(message -> message.row().objectId().toString().equals(serialized));
  }

  private SearchTest header(HeaderCriterion criterion) throws UnsupportedSearchException {
    String name = criterion.getHeaderName().toLowerCase(Locale.ROOT);
    needsEnvelopes = true;
    return switch (criterion.getOperator()) {
      case DateOperator date ->
          new EnvelopeTest.Date(term(new TextTerm.OnDay(name, DayTest.days(date))));
      case ContainsOperator contains -> field(name, contains.getValue());
      case AddressOperator address -> field(name, address.getAddress());
      case ExistsOperator _ -> field(name, "");
      default -> throw new UnsupportedSearchException();
    };
  }

  private SearchTest field(String name, String text) {
    return new EnvelopeTest.Field(term(new TextTerm.InField(name, Folding.fold(text))));
  }

  private SearchTest text(SearchQuery.TextCriterion criterion) throws UnsupportedSearchException {
    String text = Folding.fold(criterion.getOperator().getValue());
    TextTerm term =
        switch (criterion.getType()) {
          case BODY -> term(new TextTerm.InBody(text));
          case FULL -> term(new TextTerm.InMessage(text));
          case ATTACHMENTS, ATTACHMENT_FILE_NAME -> throw new UnsupportedSearchException();
        };
    return message -> message.has(term);
  }

  private <T extends TextTerm> T term(T term) {
    terms.add(term);
    return term;
  }

  private static SearchTest of(Predicate<SearchedMessage> predicate) {
    return message -> MatchState.of(predicate.test(message));
  }
}
