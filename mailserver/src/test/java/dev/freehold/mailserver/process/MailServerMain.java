package dev.freehold.mailserver.process;

import dev.freehold.mailserver.commands.OrderCache;
import dev.freehold.mailserver.imap.ImapListener;
import dev.freehold.mailserver.imap.ImapListenerSettings;
import dev.freehold.mailserver.imap.ImapMailboxes;
import dev.freehold.mailserver.imap.MailSignIn;
import dev.freehold.mailserver.lmtp.LmtpServer;
import dev.freehold.mailserver.lmtp.LmtpSettings;
import dev.freehold.mailserver.lmtp.MailboxDelivery;
import dev.freehold.mailserver.store.SealedMailboxes;
import dev.freehold.mailserver.store.SessionUser;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.AddressRange;
import dev.freehold.web.net.ListenSocket;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.scheduler.Schedulers;

/**
 * IMAP and LMTP over mailboxes of {@link StoredMail}, with the bounds that a server has by default.
 * Says the two ports of each, and ends when its input does.
 */
final class MailServerMain {

  private MailServerMain() {}

  /** Takes places. */
  public static void main(String[] arguments) throws IOException {
    for (String argument : arguments) {
      serve(MailPlace.ofArgument(argument));
    }
    while (System.in.read() >= 0) {
      // Until the test has ended.
    }
    System.exit(0);
  }

  private static void serve(MailPlace place) throws IOException {
    StoredMail stored = new StoredMail(place);
    SealedMailboxes sealed = ImapMailboxes.open(stored.mail);
    OrderCache cache =
        new OrderCache(sealed.envelopes(), Schedulers.boundedElastic(), Duration.ofMinutes(1));
    ListenSocket lmtp = ListenSocket.bind("127.0.0.1", 0);
    ListenSocket imap = ListenSocket.bind("127.0.0.1", 0);
    ImapListener _ =
        ImapListener.start(
            new ImapListenerSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.of(imap),
                Optional.empty(),
                SharedBounds.ofProcess(),
                MailServerChild.MAX_MESSAGE_BYTES),
            ImapMailboxes.of(sealed, stored.store.folders, cache),
            new Anybody(
                new SessionUser(
                    stored.mailbox.tenantId(), stored.mailbox.id(), UUID.randomUUID())));
    LmtpServer _ =
        new LmtpServer(
            new LmtpSettings(
                "mail.contoso.example",
                List.of(AddressRange.of("127.0.0.0/8")),
                Optional.empty(),
                Optional.empty(),
                MailServerChild.MAX_MESSAGE_BYTES,
                Optional.empty()),
            Optional.of(lmtp),
            new MailboxDelivery(
                stored.domains,
                stored.store.mailboxes,
                stored.store.folders,
                stored.mail.subscriptions(),
                stored.store.messages,
                Clock.systemUTC()),
            Clock.systemUTC());
    System.out.println("%d %d".formatted(imap.port(), lmtp.port()));
  }

  /** Lets anybody into the one mailbox. */
  private record Anybody(SessionUser user) implements MailSignIn {

    @Override
    public Answer withPassword(Login login, String password, Client client) {
      return new SignedIn(user.username(), () -> true);
    }

    @Override
    public Answer withToken(Optional<String> name, String token, Client client) {
      return Refused.CREDENTIALS;
    }
  }
}
