package dev.freehold.mailserver.imap.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.NullableMessageSequenceNumber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

@DisplayName("An event of a selected folder")
class FolderNewsTest {

  /** What James has gathered; it forgets that when it has told. */
  private final List<Event> gathered = new ArrayList<>();

  private final List<Event> told = new ArrayList<>();
  private Runnable whileItIsHeard = () -> {};

  private final ReactiveEventListener james =
      new ReactiveEventListener() {
        @Override
        public Publisher<Void> reactiveEvent(Event event) {
          return Mono.fromRunnable(
              () -> {
                gathered.add(event);
                Runnable then = whileItIsHeard;
                whileItIsHeard = () -> {};
                then.run();
              });
        }

        @Override
        public boolean isHandling(Event event) {
          return true;
        }
      };

  private final FolderNews news = new FolderNews(james, james());
  private int ended;
  private final SelectedMailbox folder = news.folder(() -> ended++);

  private SelectedMailbox james() {
    return (SelectedMailbox)
        Proxy.newProxyInstance(
            FolderNewsTest.class.getClassLoader(),
            new Class<?>[] {SelectedMailbox.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "isSizeChanged" -> !gathered.isEmpty();
                  case "resetEvents" -> {
                    gathered.clear();
                    yield null;
                  }
                  case "expungedUids" -> List.of(MessageUid.of(1), MessageUid.of(2));
                  case "msn" ->
                      arguments[0].equals(MessageUid.of(2))
                          ? NullableMessageSequenceNumber.of(1)
                          : NullableMessageSequenceNumber.noMessage();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private record Happened(int number) implements Event {

    @Override
    public EventId getEventId() {
      return EventId.of(new java.util.UUID(0, number));
    }

    @Override
    public Username getUsername() {
      return Username.of("alice");
    }

    @Override
    public boolean isNoop() {
      return false;
    }
  }

  private void happens(int number) {
    Mono.from(news.reactiveEvent(new Happened(number))).block();
  }

  /** What James does for one answer. */
  private void tell(Runnable meanwhile) {
    assertThat(folder.isSizeChanged()).isEqualTo(!gathered.isEmpty());
    told.addAll(gathered);
    meanwhile.run();
    folder.resetEvents();
  }

  @Test
  @DisplayName("is told once if nobody was being told when it happened")
  void quiet() {
    happens(1);
    tell(() -> {});
    tell(() -> {});
    assertThat(told).containsExactly(new Happened(1));
  }

  @Test
  @DisplayName("is told next time if it happened while the client was told of another")
  void meanwhile() {
    happens(1);
    tell(() -> happens(2));
    tell(() -> happens(3));
    tell(() -> {});
    assertThat(told).containsExactly(new Happened(1), new Happened(2), new Happened(3));
  }

  @Test
  @DisplayName("is told if it was forgotten while James heard of it")
  void between() {
    whileItIsHeard = () -> tell(() -> {});
    happens(1);
    told.clear();
    tell(() -> {});
    assertThat(told).containsExactly(new Happened(1));
  }

  @Test
  @DisplayName("is told after an answer that failed")
  void failed() {
    assertThat(folder.isSizeChanged()).isFalse();
    happens(1);
    gathered.clear();
    tell(() -> {});
    told.clear();
    tell(() -> {});
    assertThat(told).containsExactly(new Happened(1));
  }

  @Test
  @DisplayName("that is the removal of a message which the client was told of is not told again")
  void removedTwice() {
    assertThat(folder.expungedUids()).containsExactly(MessageUid.of(2));
  }

  @Test
  @DisplayName("is not told if more happened than can wait, and the connection is ended, once")
  void lost() {
    tell(
        () -> {
          for (int i = 0; i < FolderNews.MAX_WAITING; i++) {
            happens(i);
          }
          assertThat(ended).isZero();
          happens(-1);
          assertThat(ended).isEqualTo(1);
          happens(-2);
        });
    tell(() -> {});
    assertThat(told).isEmpty();
    assertThat(ended).isEqualTo(1);
  }
}
