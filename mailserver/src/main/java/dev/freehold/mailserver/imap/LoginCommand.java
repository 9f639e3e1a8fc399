package dev.freehold.mailserver.imap;

import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/** LOGIN. */
final class LoginCommand extends AbstractMailboxProcessor<LoginParser.Request> {

  private final MailSignIn signIn;
  private final SignedInAnswer answers;

  LoginCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      MailSignIn signIn,
      SignedInAnswer answers) {
    super(LoginParser.Request.class, mailboxes, responses, metrics);
    this.signIn = signIn;
    this.answers = answers;
  }

  @Override
  protected Mono<Void> processRequestReactive(
      LoginParser.Request request, ImapSession session, Responder responder) {
    return Mono.fromRunnable(() -> signIn(request, (ConnectionSession) session, responder));
  }

  private void signIn(LoginParser.Request request, ConnectionSession session, Responder responder) {
    String tag = request.getTag().asString();
    if (SignedInAnswer.refusesPlain(tag, session, responder)) {
      return;
    }
    answers.give(
        signIn.withPassword(request.login(), request.password(), session.client()),
        tag,
        session,
        responder);
  }

  @Override
  protected MDCBuilder mdc(LoginParser.Request request) {
    return MDCBuilder.create();
  }
}
