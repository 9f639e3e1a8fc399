package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.FlagLines;
import dev.freehold.mailserver.imap.answers.StatusLine;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.imap.api.message.FetchData;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.FetchRequest;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.mailbox.MessageSequenceNumber;
import org.apache.james.mailbox.MessageUid;

/**
 * Answers one command with EXPUNGEISSUED (RFC 5530) if it names numbers of messages that are gone,
 * of which the client must not be told before its next command. James is silent about them. A FETCH
 * of nothing but UIDs is answered in full: they are known (RFC 2180 section 4.1).
 */
class GoneNumbers implements Responder {

  private final ImapRequest request;
  private final IdRange[] numbers;
  private final ImapSession session;
  private final Responder client;

  GoneNumbers(ImapRequest request, IdRange[] numbers, ImapSession session, Responder client) {
    this.request = request;
    this.numbers = numbers;
    this.session = session;
    this.client = client;
  }

  static GoneNumbers of(
      ImapRequest request, IdRange[] numbers, ImapSession session, Responder client) {
    return client instanceof FlagLines.Taker
        ? new TakingLines(request, numbers, session, client)
        : new GoneNumbers(request, numbers, session, client);
  }

  /** Where the client of it takes them, it does. */
  private static final class TakingLines extends GoneNumbers implements FlagLines.Taker {
    TakingLines(ImapRequest request, IdRange[] numbers, ImapSession session, Responder client) {
      super(request, numbers, session, client);
    }
  }

  @Override
  public void respond(ImapResponseMessage message) {
    if (message instanceof StatusResponse status
        && status.getTag() != null
        && status.getServerResponseType() == StatusResponse.Type.OK
        && status.getResponseCode() == null
        && isAnyGone()) {
      if (isForUidsOnly()) {
        gone().forEach(client::respond);
        client.respond(message);
        return;
      }
      client.respond(
          new StatusLine(
              request.getTag().asString(),
              "OK",
              Optional.of("EXPUNGEISSUED"),
              request.getCommand().getName() + " completed without messages that are gone"));
    } else {
      client.respond(message);
    }
  }

  private boolean isAnyGone() {
    SelectedMailbox selected = session.getSelected();
    return selected != null
        && selected.expungedUids().stream().anyMatch(uid -> isNamed(selected, uid));
  }

  private boolean isForUidsOnly() {
    return request instanceof FetchRequest fetch
        && fetch.getFetch().contains(FetchData.Item.UID)
        && fetch.getFetch().getBodyElements().isEmpty()
        && Arrays.stream(FetchData.Item.values())
            .allMatch(item -> item == FetchData.Item.UID || !fetch.getFetch().contains(item));
  }

  private Stream<FetchResponse> gone() {
    SelectedMailbox selected = session.getSelected();
    return selected.expungedUids().stream()
        .filter(uid -> isNamed(selected, uid))
        .flatMap(
            uid -> selected.msn(uid).foldSilent(Stream::empty, at -> Stream.of(uidOf(at, uid))));
  }

  @SuppressWarnings("NullOptional") // James takes null for what is not in the answer.
  private static FetchResponse uidOf(MessageSequenceNumber number, MessageUid uid) {
    return new FetchResponse(
        number, null, uid, null, null, null, null, null, null, null, null, null, null);
  }

  private boolean isNamed(SelectedMailbox selected, MessageUid uid) {
    int number = selected.msn(uid).foldSilent(() -> 0, known -> known.asInt());
    return Arrays.stream(numbers)
        .anyMatch(range -> range.getLowVal() <= number && number <= range.getHighVal());
  }

  @Override
  public void flush() {
    client.flush();
  }
}
