package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.FailureNote;
import dev.freehold.mailserver.imap.answers.Refusal;
import dev.freehold.mailserver.imap.answers.StatusLine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;

/** Carries out what {@link MailSignIn} decided, for all ways to sign in. Thread-safe. */
final class SignedInAnswer {

  private static final String FAILURES = "dev.freehold.sign-in-failures";

  private final MailboxManager mailboxes;
  private final Announcement announcement;

  SignedInAnswer(MailboxManager mailboxes, Announcement announcement) {
    this.mailboxes = mailboxes;
    this.announcement = announcement;
  }

  /** Answers the command with this tag, and opens the mailbox if it may be used. */
  void give(MailSignIn.Answer answer, String tag, ConnectionSession session, Responder responder) {
    switch (answer) {
      case MailSignIn.SignedIn signedIn -> {
        MailboxSession opened = mailboxes.createSystemSession(signedIn.user());
        FailureNote.putInto(opened);
        session.setMailboxSession(opened);
        session.setAllowed(signedIn.isStillAllowed(), signedIn.isDelegate());
        session.authenticated();
        responder.respond(
            new StatusLine(
                tag, "OK", Optional.of(announcement.code(session)), "you are signed in"));
      }
      case MailSignIn.Refused refused -> refuse(refused, tag, session, responder);
    }
  }

  private static void refuse(
      MailSignIn.Refused refused, String tag, ConnectionSession session, Responder responder) {
    responder.respond(StatusLine.of(tag, refused.refusal()));
    if (session.getAttribute(FAILURES) == null) {
      session.setAttribute(FAILURES, new AtomicInteger());
    }
    AtomicInteger failures = (AtomicInteger) session.getAttribute(FAILURES);
    if (failures.incrementAndGet() >= MailServerLimits.MAX_SIGN_IN_FAILURES) {
      session.end("too many sign-ins were refused");
    }
  }

  /** Refuses to read a password or token that others could have read too. */
  static boolean refusesPlain(String tag, ConnectionSession session, Responder responder) {
    if (session.maySignIn()) {
      return false;
    }
    responder.respond(
        StatusLine.of(tag, Refusal.no("PRIVACYREQUIRED", "sign-in needs TLS; use STARTTLS first")));
    return true;
  }
}
