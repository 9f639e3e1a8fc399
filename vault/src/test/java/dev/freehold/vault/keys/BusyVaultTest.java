package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.throttling.ThrottlingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Work in one vault does not make others look as if they were down. */
@Isolated("it measures time or memory")
class BusyVaultTest {

  private static final String V = "?api-version=7.4";
  private static final String VAULT_B = RunningVault.VAULT_B + ".vault.localhost";
  private static final String RSA_4096 = "{\"kty\":\"RSA\",\"key_size\":4096}";
  private static final int FULL_THROTTLE = 20;
  private static final int UNWRAPS = 100;
  private static final Duration BOUND = Duration.ofMillis(500);

  /** Other work on this machine may spoil a round; what blocks for seconds spoils each. */
  private static final int ROUNDS = 6;

  @TempDir Path folder;

  @Test
  void fault54_keyCreationAtFullThrottleInOneVaultLeavesUnwrapInOthersQuick()
      throws InterruptedException {
    try (RunningVault vault = RunningVault.start(folder, ThrottlingSettings.FAITHFUL);
        RawClient client = new RawClient(vault)) {
      String token = vault.token(ADMIN);
      String unwrap = wrapped(client, token);
      List<Duration> p99 = new ArrayList<>();
      do {
        vault.clock().advance(Duration.ofSeconds(10));
        ConcurrentLinkedQueue<Reply> made = new ConcurrentLinkedQueue<>();
        List<Thread> makers = create(client, token, p99.size(), made);
        p99.add(p99(client, token, unwrap));
        for (Thread maker : makers) {
          maker.join();
        }
        assertMadeOrRefusedEarly(made);
      } while (p99.getLast().compareTo(BOUND) > 0 && p99.size() < ROUNDS);
      assertThat(Collections.min(p99)).as("of %s", p99).isLessThan(BOUND);
    }
  }

  private static String wrapped(RawClient client, String token) {
    client.send("POST", VAULT_B, "/keys/root/create" + V, token, "{\"kty\":\"RSA\"}");
    String body = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"%s\"}";
    Reply reply =
        client.send(
            "POST", VAULT_B, "/keys/root/wrapkey" + V, token, body.formatted("A".repeat(43)));
    return body.formatted(reply.json().get("value").asText());
  }

  private static List<Thread> create(
      RawClient client, String token, int round, ConcurrentLinkedQueue<Reply> made) {
    return IntStream.range(0, FULL_THROTTLE)
        .mapToObj("/keys/big-%d-%%d/create%s".formatted(round, V)::formatted)
        .map(
            target ->
                Thread.ofVirtual()
                    .start(() -> made.add(client.send("POST", target, token, RSA_4096))))
        .toList();
  }

  /** None is refused and none is dropped. */
  private static Duration p99(RawClient client, String token, String body) {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < UNWRAPS; i++) {
      long begin = System.nanoTime();
      Reply reply = client.send("POST", VAULT_B, "/keys/root/unwrapkey" + V, token, body);
      took.add(Duration.ofNanos(System.nanoTime() - begin));
      assertThat(reply.status()).isEqualTo(200);
    }
    Collections.sort(took);
    return took.get(UNWRAPS * 99 / 100 - 1);
  }

  /** Half as many are made at a time as there are processors, and few wait. */
  private static void assertMadeOrRefusedEarly(ConcurrentLinkedQueue<Reply> replies) {
    Map<Integer, Integer> byStatus = new HashMap<>();
    for (Reply reply : replies) {
      byStatus.merge(reply.status(), 1, Integer::sum);
      if (reply.status() != 200) {
        assertThat(reply.status()).isIn(429, 503);
        assertThat(reply.response().headers().firstValue("Retry-After")).isPresent();
      }
    }
    assertThat(byStatus.get(200)).isGreaterThanOrEqualTo(1);
    assertThat(replies).hasSize(FULL_THROTTLE);
  }
}
