package dev.freehold.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import dev.freehold.chaos.history.Operation;
import dev.freehold.chaos.load.ChaosTarget.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ClientThreadsTest {

  private static final List<Node> NODES = List.of(new Node("node-1", "127.0.0.1", 1, 2, 3, 4));

  @TempDir private Path folder;
  private final ClientThreads threads = new ClientThreads();
  private final CountDownLatch begun = new CountDownLatch(1);
  private ChaosHistory history;

  @BeforeEach
  void begin() throws IOException {
    history = ChaosHistory.writing(folder.resolve("history.jsonl"), Clock.systemUTC());
  }

  @AfterEach
  void end() {
    threads.close();
    history.close();
  }

  /** Each step asks a server that does not answer. */
  private ChaosClient waiting() {
    return client(
        client -> {
          long begin = System.nanoTime();
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          client.record(
              new Deed.Delete("files:keep/one"), begin, new Heard(Answered.UNKNOWN, "no answer"));
        });
  }

  private ChaosClient client(Consumer<ChaosClient> step) {
    return new ChaosClient("client", 1, history, NODES) {
      @Override
      void step() {
        step.accept(this);
      }

      @Override
      int pauseMillis() {
        return 1;
      }

      @Override
      void disconnect() {
        // There is no connection.
      }
    };
  }

  @Test
  @DisplayName("A client that waits for an answer writes down that none came before all is closed")
  void endsWaitingClients() throws Exception {
    threads.begin(waiting());
    begun.await();
    threads.close();
    assertThat(history.operations()).extracting(Operation::code).contains("no answer");
  }

  @Test
  @DisplayName("A mistake of a client is told at the end, and not passed over")
  void tellsOfMistakes() {
    threads.begin(
        client(
            _ -> {
              begun.countDown();
              throw new IllegalArgumentException("planted");
            }));
    assertThatThrownBy(
            () -> {
              begun.await();
              threads.stop();
            })
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("planted");
  }

  @Test
  @DisplayName("Questions are asked at the same time, and those are named that got a no")
  void asksAtTheSameTime() throws Exception {
    CountDownLatch all = new CountDownLatch(3);
    assertThat(
            threads.refused(
                List.of(1, 2, 3),
                number -> {
                  all.countDown();
                  return isReached(all) && number != 2;
                }))
        .containsExactly(2);
  }

  private static boolean isReached(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
