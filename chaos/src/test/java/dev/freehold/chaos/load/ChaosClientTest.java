package dev.freehold.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import dev.freehold.chaos.history.Operation;
import dev.freehold.chaos.load.ApiDoor.ApiFailedException;
import dev.freehold.chaos.load.ChaosTarget.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@DisplayName("A client that reads all at the end")
class ChaosClientTest {

  private static final Set<Answered> GIVEN = Set.of(Answered.ACKNOWLEDGED);

  @TempDir private Path folder;
  private ChaosHistory history;
  private ChaosClient client;

  @BeforeEach
  void begin() throws IOException {
    history = ChaosHistory.writing(folder.resolve("history.jsonl"), Clock.systemUTC());
    client =
        new ChaosClient(
            "reader", 1, history, List.of(new Node("node-1", "127.0.0.1", 1, 2, 3, 4))) {
          @Override
          void step() {
            // It takes none.
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

  @AfterEach
  void end() {
    history.close();
  }

  private void answer(Heard heard) {
    client.record(new Deed.Delete("files:keep/one"), System.nanoTime(), heard);
  }

  @Test
  @DisplayName("asks again after a failure and a refusal, and writes down each answer")
  void asksAgain() {
    Iterator<Heard> answers =
        List.of(
                new Heard(Answered.UNKNOWN, "503 database-unreachable"),
                new Heard(Answered.REFUSED, "403 key-access-refused"),
                Heard.done())
            .iterator();
    assertThat(client.hears(GIVEN, () -> answer(answers.next()))).isTrue();
    assertThat(history.operations())
        .extracting(Operation::answered)
        .containsExactly(Answered.UNKNOWN, Answered.REFUSED, Answered.ACKNOWLEDGED);
  }

  @Test
  @DisplayName("writes down what refuses its sign-in, and nothing where nobody answers")
  void signsIn() {
    Deed deed = new Deed.MakePolicy("policy:keep/p");
    Heard heard = new Heard(Answered.UNKNOWN, "500 internal-error");
    assertThat(
            client.connected(
                deed,
                () -> {
                  throw new ApiFailedException(500, heard, "{}");
                }))
        .isFalse();
    assertThat(
            client.connected(
                deed,
                () -> {
                  throw new IOException("refused");
                }))
        .isFalse();
    assertThat(client.connected(deed, () -> {})).isTrue();
    assertThat(history.operations())
        .extracting(Operation::deed, Operation::code)
        .containsExactly(tuple(deed, "500 internal-error"));
  }

  @Test
  @DisplayName("takes an answer for none of a question that was not asked, and ends when it has to")
  void endsUnheard() {
    answer(Heard.done());
    Thread.currentThread().interrupt();
    assertThat(client.hears(GIVEN, () -> {})).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
