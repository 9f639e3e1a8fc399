package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.imap.MailSignIn.Answer;
import dev.freehold.mailserver.imap.MailSignIn.Client;
import dev.freehold.mailserver.imap.MailSignIn.Login;
import dev.freehold.mailserver.imap.MailSignIn.Refused;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sign-in that fails")
class WatchedSignInTest {

  private final List<Throwable> told = new ArrayList<>();

  private Answer answer(RuntimeException failure) {
    MailSignIn failing =
        new MailSignIn() {
          @Override
          public Answer withPassword(Login login, String password, Client client) {
            throw failure;
          }

          @Override
          public Answer withToken(Optional<String> mailbox, String token, Client client) {
            throw failure;
          }
        };
    MailSignIn watched = new WatchedSignIn(failing, told::add);
    Client client = new Client("127.0.0.1", "c1");
    Answer byPassword = watched.withPassword(Login.of("alice"), "pass word", client);
    assertThat(watched.withToken(Optional.empty(), "token", client)).isEqualTo(byPassword);
    return byPassword;
  }

  @Test
  @DisplayName("because the database is down says so, and is counted")
  void databaseIsDown() {
    RuntimeException down =
        new PersistenceException(PersistenceError.UNREACHABLE, "it does not answer", null);
    assertThat(answer(down)).isEqualTo(Refused.DATABASE_DOWN);
    assertThat(told).containsExactly(down, down);
  }

  @Test
  @DisplayName("for a reason that nobody foresaw is to be tried again")
  void unforeseen() {
    assertThat(answer(new IllegalStateException("broken"))).isEqualTo(Refused.UNAVAILABLE);
  }
}
