package dev.freehold.mailserver.imap;

import dev.freehold.custody.faults.Fault;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Signs in as another does, and turns failures that nobody foresaw into an answer and a line.
 *
 * @param told counts failures that clients are told of
 */
record WatchedSignIn(MailSignIn other, Consumer<Throwable> told) implements MailSignIn {

  @Override
  public Answer withPassword(Login login, String password, Client client) {
    return watched(() -> other.withPassword(login, password, client), client);
  }

  @Override
  public Answer withToken(Optional<String> mailbox, String token, Client client) {
    return watched(() -> other.withToken(mailbox, token, client), client);
  }

  private Answer watched(Supplier<Answer> asked, Client client) {
    try {
      return asked.get();
    } catch (RuntimeException failed) {
      told.accept(failed);
      if (Fault.of(failed).filter(fault -> fault == Fault.DATABASE_DOWN).isPresent()) {
        return Refused.DATABASE_DOWN;
      }
      UnexpectedFailures.tell(failed, client);
      return Refused.UNAVAILABLE;
    }
  }
}
