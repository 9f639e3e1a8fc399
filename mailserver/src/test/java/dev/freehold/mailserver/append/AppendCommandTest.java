package dev.freehold.mailserver.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.store.FolderId;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.james.core.Username;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.encode.FakeImapSession;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSessionUtil;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AppendCommandTest {

  private static final Username ALICE = Username.of("alice@contoso.example");
  private static final FolderId INBOX = new FolderId(new UUID(1, 1));

  @Test
  @DisplayName("What is stored is answered OK, although news of the open folder cannot be told")
  void stored() {
    MessageManager folder =
        proxy(
            MessageManager.class,
            Map.of(
                "getId",
                INBOX,
                "getMailboxEntity",
                new Mailbox(MailboxPath.inbox(ALICE), UidValidity.of(7), INBOX)));
    FakeImapSession session = new FakeImapSession();
    session.setMailboxSession(MailboxSessionUtil.create(ALICE));
    // It has no answer to whether its size has changed.
    session
        .selected(proxy(SelectedMailbox.class, Map.of("getMailboxId", INBOX, "addRecent", true)))
        .block();
    List<ImapResponseMessage> answers = new ArrayList<>();
    new AppendCommand(
            proxy(MailboxManager.class, Map.of("getMailboxReactive", Mono.just(folder))),
            new UnpooledStatusResponseFactory(),
            new RecordingMetricFactory(),
            (_, _, _, _) -> List.of(MessageUid.of(1)))
        .processRequestReactive(
            new AppendMessagesRequest("INBOX", null, new Tag("a1")), session, new Heard(answers))
        .block();
    assertThat(answers)
        .singleElement()
        .isInstanceOfSatisfying(
            StatusResponse.class,
            status -> assertThat(status.getServerResponseType()).isEqualTo(StatusResponse.Type.OK));
  }

  private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            AppendCommandTest.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              if (!answers.containsKey(method.getName())) {
                throw new IllegalStateException("the database does not answer");
              }
              return answers.get(method.getName());
            }));
  }

  private record Heard(List<ImapResponseMessage> answers) implements Responder {
    @Override
    public void respond(ImapResponseMessage message) {
      answers.add(message);
    }

    @Override
    public void flush() {
      // Nothing waits.
    }
  }
}
