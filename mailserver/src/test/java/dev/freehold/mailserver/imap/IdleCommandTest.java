package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.imap.news.NewsBus;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.james.events.EventBus;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.IdleRequest;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class IdleCommandTest {

  private final CountDownLatch told = new CountDownLatch(1);
  private final AtomicBoolean isToldTooEarly = new AtomicBoolean();

  @Test
  @DisplayName("What changes while IDLE begins is told, and not with the next change only")
  void begin() throws Exception {
    MailboxManager mailboxes = proxy(MailboxManager.class, _ -> Mono.empty());
    // Nobody signed in and there is no connection: IDLE asks for neither.
    ConnectionSession session =
        new ConnectionSession(null, null, new NewsBus(proxy(EventBus.class, _ -> null)));
    session.selected(proxy(SelectedMailbox.class, this::answer)).block();
    new IdleCommand(mailboxes, new UnpooledStatusResponseFactory(), new RecordingMetricFactory())
        .processRequestReactive(new IdleRequest(new Tag("a1")), session, new Nobody())
        .block();
    try {
      assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(isToldTooEarly).isFalse();
    } finally {
      session.close();
    }
  }

  private Object answer(String method) throws InterruptedException {
    return switch (method) {
      case "registerIdle" -> {
        isToldTooEarly.set(told.await(1, TimeUnit.SECONDS));
        yield null;
      }
      case "isSizeChanged" -> {
        told.countDown();
        yield false;
      }
      case "flagUpdateUids", "expungedUids" -> List.of();
      case "getMessageManager", "getMailboxId", "unregisterIdle", "resetEvents" -> null;
      case "deselect" -> Mono.empty();
      default -> false;
    };
  }

  private interface Answers {
    Object to(String method) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            IdleCommandTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, _) ->
                method.getName().equals("hashCode")
                    ? (Object) System.identityHashCode(proxy)
                    : answers.to(method.getName())));
  }

  /** Who hears nothing. */
  private static final class Nobody implements Responder {
    @Override
    public void respond(ImapResponseMessage message) {
      // Nothing is heard.
    }

    @Override
    public void flush() {
      // Nothing waits.
    }
  }
}
