package dev.freehold.mailserver.commands;

import dev.freehold.mailserver.MailServerLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.message.request.SearchResultOption;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;

/**
 * {@code SORT [RETURN (options)] (keys) charset search-keys} (RFC 5256 section 3, RFC 5267 section
 * 3).
 */
final class SortParser extends OrderParser {

  static final ImapCommand SORT = ImapCommand.selectedStateCommand("SORT");

  SortParser(StatusResponseFactory responses) {
    super(SORT, responses);
  }

  @Override
  Start readStart(ImapRequestLineReader request) throws DecodingException {
    List<SearchResultOption> options = List.of();
    if (request.nextWordChar() != '(') {
      if (!WordReader.word(request).equalsIgnoreCase("RETURN")) {
        throw WordReader.illegal("RETURN or the sort keys were expected");
      }
      options = options(WordReader.list(request, SearchResultOption.values().length));
    }
    List<SortCriterion> criteria =
        criteria(WordReader.list(request, 2 * MailServerLimits.MAX_SORT_KEYS));
    List<SearchResultOption> wanted = options;
    return (search, useUids, tag) -> new SortRequest(criteria, wanted, search, useUids, tag);
  }

  /** An empty list means ALL (RFC 4731 section 3.1). */
  private static List<SearchResultOption> options(List<String> words) throws DecodingException {
    List<SearchResultOption> options = new ArrayList<>();
    for (String word : words) {
      options.add(
          switch (word.toUpperCase(Locale.ROOT)) {
            case "ALL" -> SearchResultOption.ALL;
            case "COUNT" -> SearchResultOption.COUNT;
            case "MIN" -> SearchResultOption.MIN;
            case "MAX" -> SearchResultOption.MAX;
            case "SAVE" -> SearchResultOption.SAVE;
            default -> throw WordReader.illegal("no such option of RETURN");
          });
    }
    return options.isEmpty() ? List.of(SearchResultOption.ALL) : options;
  }

  private static List<SortCriterion> criteria(List<String> words) throws DecodingException {
    List<SortCriterion> criteria = new ArrayList<>();
    boolean isReverse = false;
    for (String word : words) {
      if (word.equalsIgnoreCase("REVERSE") && !isReverse) {
        isReverse = true;
      } else {
        SortKey key = SortKey.of(word).orElseThrow(() -> WordReader.illegal("no such sort key"));
        criteria.add(new SortCriterion(key, isReverse));
        isReverse = false;
      }
    }
    if (criteria.isEmpty() || isReverse) {
      throw WordReader.illegal("a sort key was expected");
    }
    return criteria;
  }
}
