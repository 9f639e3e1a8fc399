package dev.freehold.mailserver.imap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.AuthenticateRequest;
import org.apache.james.imap.message.request.IRAuthenticateRequest;
import org.apache.james.imap.message.response.ContinuationResponse;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/** AUTHENTICATE, with the first response in the command (RFC 4959) or behind it. */
final class AuthenticateCommand extends AbstractMailboxProcessor<AuthenticateRequest> {

  private static final String INVALID_TOKEN =
      Sasl.encoded("{\"status\":\"invalid_token\",\"schemes\":\"bearer\"}");

  private final MailSignIn signIn;
  private final SignedInAnswer answers;

  AuthenticateCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      MailSignIn signIn,
      SignedInAnswer answers) {
    super(AuthenticateRequest.class, mailboxes, responses, metrics);
    this.signIn = signIn;
    this.answers = answers;
  }

  @Override
  public List<Class<? extends AuthenticateRequest>> acceptableClasses() {
    return List.of(AuthenticateRequest.class, IRAuthenticateRequest.class);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      AuthenticateRequest request, ImapSession session, Responder responder) {
    return Mono.fromRunnable(
        () -> new Exchange(request, (ConnectionSession) session, responder).begin());
  }

  @Override
  protected MDCBuilder mdc(AuthenticateRequest request) {
    return MDCBuilder.create();
  }

  /** One AUTHENTICATE until it is answered. */
  private final class Exchange {

    private final AuthenticateRequest request;
    private final ConnectionSession session;
    private final Responder responder;
    private final String tag;

    Exchange(AuthenticateRequest request, ConnectionSession session, Responder responder) {
      this.request = request;
      this.session = session;
      this.responder = responder;
      this.tag = request.getTag().asString();
    }

    void begin() {
      if (SignedInAnswer.refusesPlain(tag, session, responder)) {
        return;
      }
      Optional<Sasl.Mechanism> mechanism = Sasl.Mechanism.of(request.getAuthType());
      if (mechanism.isEmpty()) {
        no(request, responder, HumanReadableText.UNSUPPORTED_AUTHENTICATION_MECHANISM);
        return;
      }
      switch (mechanism.get()) {
        case PLAIN -> first("", this::plain);
        case LOGIN -> first(Sasl.encoded("Username:"), this::loginName);
        case OAUTHBEARER -> first("", response -> token(response, Sasl::bearer));
        case XOAUTH2 -> first("", response -> token(response, Sasl::xoauth2));
      }
    }

    private void first(String question, Consumer<String> next) {
      if (request instanceof IRAuthenticateRequest withResponse) {
        decode(withResponse.getInitialClientResponse(), next);
      } else {
        ask(question, next);
      }
    }

    private void ask(String question, Consumer<String> next) {
      responder.respond(new ContinuationResponse(new HumanReadableText("sasl", question)));
      session.pushLineHandler(
          (_, line) -> {
            session.popLineHandler();
            decode(new String(line, StandardCharsets.ISO_8859_1).strip(), next);
          });
    }

    private void decode(String response, Consumer<String> next) {
      if (response.equals("*")) {
        bad();
        return;
      }
      Sasl.decoded(response).ifPresentOrElse(next, this::bad);
    }

    private void bad() {
      taggedBad(request, responder, HumanReadableText.ILLEGAL_ARGUMENTS);
    }

    private void plain(String message) {
      Sasl.plain(message)
          .ifPresentOrElse(
              given -> answer(withPassword(given.login(), given.password())),
              () -> answer(MailSignIn.Refused.CREDENTIALS));
    }

    private void loginName(String user) {
      ask(
          Sasl.encoded("Password:"),
          password -> answer(withPassword(MailSignIn.Login.of(user), password)));
    }

    private MailSignIn.Answer withPassword(MailSignIn.Login login, String password) {
      return login.user().isEmpty() || password.isEmpty()
          ? MailSignIn.Refused.CREDENTIALS
          : signIn.withPassword(login, password, session.client());
    }

    /** RFC 7628 section 3.2.3: the client is told why in a question, whose answer says nothing. */
    private void token(String message, Function<String, Optional<Sasl.Token>> read) {
      MailSignIn.Answer answer =
          read.apply(message)
              .map(given -> signIn.withToken(given.user(), given.token(), session.client()))
              .orElse(MailSignIn.Refused.CREDENTIALS);
      if (MailSignIn.Refused.CREDENTIALS.equals(answer)) {
        responder.respond(new ContinuationResponse(new HumanReadableText("sasl", INVALID_TOKEN)));
        session.pushLineHandler(
            (_, _) -> {
              session.popLineHandler();
              answer(answer);
            });
      } else {
        answer(answer);
      }
    }

    private void answer(MailSignIn.Answer answer) {
      answers.give(answer, tag, session, responder);
    }
  }
}
