package dev.freehold.mailserver.commands;

import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.message.request.SearchRequest;
import org.apache.james.imap.processor.SearchProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;

/** SEARCH as James has it, but for the search terms in its log's context: these are content. */
final class SearchCommand extends SearchProcessor {

  SearchCommand(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(mailboxes, responses, metrics);
  }

  @Override
  protected MDCBuilder mdc(SearchRequest request) {
    return MDCBuilder.create()
        .addToContext(MDCBuilder.ACTION, "SEARCH")
        .addToContext("useUid", Boolean.toString(request.isUseUids()));
  }
}
