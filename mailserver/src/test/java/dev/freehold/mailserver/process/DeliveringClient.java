package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.imap.RawClient;
import dev.freehold.mailserver.process.KeptFolder.Kept;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Delivers into INBOX over LMTP. */
final class DeliveringClient extends WritingClient {

  private static final String INBOX = "INBOX";

  DeliveringClient(long seed) {
    super(INBOX, seed);
  }

  @Override
  RawClient connect(MailDoor server) {
    return server.lmtp();
  }

  @Override
  void changeOnce(RawClient client) {
    Kept message = message(nextToken(), Set.of());
    Map<String, KeptFolder> then = with(INBOX, plus(known().get(INBOX), List.of(message)));
    attempt(
        "LMTP",
        then,
        () -> {
          deliver(client, message.token());
          return then;
        });
  }

  private static void deliver(RawClient client, String token) {
    client.send("MAIL FROM:<ada@example.com>\r\n");
    expect(client, "250");
    client.send("RCPT TO:<" + StoredMail.ADDRESS + ">\r\n");
    expect(client, "250");
    client.send("DATA\r\n");
    expect(client, "354");
    client.send(Tokens.message(token) + ".\r\n");
    expect(client, "250");
  }

  private static void expect(RawClient client, String code) {
    String line = client.line();
    if (line == null) {
      throw new UncheckedIOException(new EOFException("the server is gone"));
    }
    assertThat(line).startsWith(code);
  }
}
