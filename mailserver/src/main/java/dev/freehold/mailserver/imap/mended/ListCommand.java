package dev.freehold.mailserver.imap.mended;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.james.imap.api.display.ModifiedUtf7;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.MailboxTyper;
import org.apache.james.imap.message.request.ListRequest;
import org.apache.james.imap.message.response.ListResponse;
import org.apache.james.imap.message.response.MailboxStatusResponse;
import org.apache.james.imap.processor.ListProcessor;
import org.apache.james.imap.processor.StatusProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.exception.SubscriptionException;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * LIST for each of several patterns, with each folder once, and with the session's delimiter for
 * folders too that are subscribed but not there. Names of folders stay out of the log's context.
 */
public final class ListCommand extends ListProcessor<ListRequest> {

  /** The session's attribute that is another object for each LIST. */
  public static final String RUN = "dev.freehold.list-run";

  private final SubscriptionManager subscriptions;

  /** LIST over these mailboxes and subscriptions. */
  public ListCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      SubscriptionManager subscriptions,
      StatusProcessor status,
      MailboxTyper typer) {
    super(mailboxes, responses, metrics, subscriptions, status, typer);
    this.subscriptions = subscriptions;
  }

  @Override
  protected Mono<Void> processRequestReactive(
      ListRequest request, ImapSession session, Responder responder) {
    Answers answers = new Answers(responder, session.getMailboxSession().getPathDelimiter());
    session.setAttribute(RUN, new Object());
    List<String> patterns = List.of(request.getMailboxPattern().split(ListParser.BETWEEN, -1));
    return Flux.fromIterable(patterns)
        .concatMap(
            pattern -> super.processRequestReactive(with(pattern, request), session, answers))
        .then(
            Mono.fromCallable(
                () -> {
                  if (!answers.isRefused) {
                    answers.tellParents(subscribed(session.getMailboxSession(), answers));
                    okComplete(request, responder);
                  }
                  return null;
                }));
  }

  private Set<String> subscribed(MailboxSession session, Answers answers)
      throws SubscriptionException {
    Set<String> names = new HashSet<>();
    if (!answers.parents.isEmpty()) {
      subscriptions.subscriptions(session).forEach(path -> names.add(path.getName()));
    }
    return names;
  }

  private static ListRequest with(String pattern, ListRequest request) {
    return new ListRequest(
        request.getCommand(),
        ModifiedUtf7.encodeModifiedUTF7(request.getBaseReferenceName()), // James decodes it again.
        pattern,
        request.getTag(),
        request.getSelectOptions(),
        request.getReturnOptions(),
        request.getStatusDataItems());
  }

  @Override
  protected MDCBuilder mdc(ListRequest request) {
    return MDCBuilder.create().addToContext(MDCBuilder.ACTION, "LIST");
  }

  /** Takes the place of the client for all patterns of one command. */
  private static final class Answers implements Responder {
    private final Responder client;
    private final char delimiter;
    private final Set<String> listed = new HashSet<>();
    private final Set<String> counted = new HashSet<>();
    private final List<ListResponse> parents = new ArrayList<>();
    private volatile boolean isRefused;

    Answers(Responder client, char delimiter) {
      this.client = client;
      this.delimiter = delimiter;
    }

    @Override
    public void respond(ImapResponseMessage message) {
      switch (message) {
        case ListResponse folder -> {
          if (!folder.getChildInfos().isEmpty() && !folder.isReturnSubscribed()) {
            parents.add(folder);
          } else if (listed.add(folder.getName())) {
            client.respond(delimited(folder));
          }
        }
        case MailboxStatusResponse status -> {
          if (counted.add(status.getMailbox())) {
            client.respond(status);
          }
        }
        case StatusResponse status when status.getTag() != null -> {
          if (status.getServerResponseType() != StatusResponse.Type.OK && !isRefused) {
            isRefused = true;
            client.respond(status);
          }
        }
        default -> client.respond(message);
      }
    }

    /**
     * Folders that are named for what is below them alone: only those with something below that is
     * not named itself (RFC 5258 section 3.5).
     */
    void tellParents(Set<String> subscribed) {
      for (ListResponse parent : parents) {
        String begin = parent.getName() + delimiter;
        boolean isNeeded =
            subscribed.stream().anyMatch(name -> name.startsWith(begin) && !listed.contains(name));
        if (isNeeded && listed.add(parent.getName())) {
          client.respond(parent);
        }
      }
    }

    private ListResponse delimited(ListResponse folder) {
      if (folder.getHierarchyDelimiter() == delimiter) {
        return folder;
      }
      return new ListResponse(
          folder.getChildren(),
          folder.getSelectability(),
          folder.getName(),
          delimiter,
          folder.isReturnSubscribed(),
          folder.isReturnNonExistent(),
          folder.getChildInfos(),
          folder.getType());
    }

    @Override
    public void flush() {
      client.flush();
    }
  }
}
