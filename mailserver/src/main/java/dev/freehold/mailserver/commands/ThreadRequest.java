package dev.freehold.mailserver.commands;

import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.request.SearchKey;
import org.apache.james.imap.message.request.AbstractImapRequest;

/** A THREAD as it was read. */
final class ThreadRequest extends AbstractImapRequest {

  private final ThreadAlgorithm algorithm;
  private final SearchKey search;
  private final boolean useUids;

  ThreadRequest(ThreadAlgorithm algorithm, SearchKey search, boolean useUids, Tag tag) {
    super(tag, ThreadParser.THREAD);
    this.algorithm = algorithm;
    this.search = search;
    this.useUids = useUids;
  }

  ThreadAlgorithm algorithm() {
    return algorithm;
  }

  SearchKey search() {
    return search;
  }

  boolean useUids() {
    return useUids;
  }
}
