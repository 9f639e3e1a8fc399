package dev.freehold.mailserver.commands;

import java.util.List;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.request.SearchKey;
import org.apache.james.imap.api.message.request.SearchResultOption;
import org.apache.james.imap.message.request.AbstractImapRequest;

/** A SORT as it was read. */
final class SortRequest extends AbstractImapRequest {

  private final List<SortCriterion> criteria;
  private final List<SearchResultOption> options;
  private final SearchKey search;
  private final boolean useUids;

  SortRequest(
      List<SortCriterion> criteria,
      List<SearchResultOption> options,
      SearchKey search,
      boolean useUids,
      Tag tag) {
    super(tag, SortParser.SORT);
    this.criteria = List.copyOf(criteria);
    this.options = List.copyOf(options);
    this.search = search;
    this.useUids = useUids;
  }

  List<SortCriterion> criteria() {
    return criteria;
  }

  /** Empty for the form of RFC 5256, without RETURN. */
  List<SearchResultOption> options() {
    return options;
  }

  SearchKey search() {
    return search;
  }

  boolean useUids() {
    return useUids;
  }
}
