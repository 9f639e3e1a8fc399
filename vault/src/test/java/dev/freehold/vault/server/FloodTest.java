package dev.freehold.vault.server;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.throttling.ThrottlingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A service hears what a vault says, however much others ask of the vault. */
@Isolated("it measures time or memory")
class FloodTest {

  private static final String V = "?api-version=7.4";
  private static final UUID SERVICE = UUID.fromString("eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee");
  private static final UUID FLOODER = UUID.fromString("dddddddd-dddd-4ddd-8ddd-dddddddddddd");
  private static final int CONNECTIONS = 4;
  private static final int STREAMS = 64;
  private static final int CALLS = 12;

  /** A service waits this long before it takes a vault for one that is down. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  @TempDir Path folder;
  private RunningVault vault;
  private RawClient service;
  private String serviceToken;
  private String unwrap;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger flooded = new AtomicInteger();
  private final List<RawClient> flooders = new ArrayList<>();
  private final List<Thread> flood = new ArrayList<>();

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder, ThrottlingSettings.FAITHFUL);
    service = new RawClient(vault);
    serviceToken = vault.token(SERVICE);
    vault.grant(SERVICE, KeyPermission.GET, KeyPermission.WRAP_KEY, KeyPermission.UNWRAP_KEY);
    service.send(
        "POST", "/keys/root/create" + V, vault.token(ADMIN), "{\"kty\":\"RSA\",\"key_size\":4096}");
    String body = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"%s\"}";
    Reply wrapped =
        service.send(
            "POST", "/keys/root/wrapkey" + V, serviceToken, body.formatted("A".repeat(43)));
    unwrap = body.formatted(wrapped.json().get("value").asText());
  }

  @AfterEach
  void stop() throws InterruptedException {
    over.set(true);
    for (Thread thread : flood) {
      thread.join();
    }
    flooders.forEach(RawClient::close);
    service.close();
    vault.close();
  }

  @Test
  void fault54_aRevokedServiceIsToldSoInTimeWhileSomebodyElseWhoIsRefusedFloodsTheVault() {
    vault.grant(SERVICE);
    flood(vault.token(FLOODER), 403);
    for (int call = 0; call < CALLS; call++) {
      assertThat(answer()).isEqualTo(403);
    }
  }

  @Test
  void fault54_aServiceUnwrapsInTimeWhileSomebodyElseWhoMayUseTheKeyFloodsTheVault() {
    vault.grant(FLOODER, KeyPermission.UNWRAP_KEY);
    flood(vault.token(FLOODER), 200);
    for (int call = 0; call < CALLS; call++) {
      assertThat(answer()).isEqualTo(200);
    }
  }

  @Test
  void fault54_aServiceUnwrapsInTimeWhileStrangersWithBadTokensFloodTheVault() {
    flood("no-good", 401);
    for (int call = 0; call < CALLS; call++) {
      assertThat(answer()).isEqualTo(200);
    }
  }

  /** The status, within the time that a service waits. */
  private int answer() {
    int before = flooded.get();
    long begin = System.nanoTime();
    Reply reply = service.send("POST", "/keys/root/unwrapkey" + V, serviceToken, unwrap);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(took).as("beside %d others", flooded.get() - before).isLessThan(CALL_TIMEOUT);
    return reply.status();
  }

  /** Returns when it is at its full strength. */
  private void flood(String token, int firstStatus) {
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      RawClient client = new RawClient(vault);
      flooders.add(client);
      assertThat(ask(client, token)).isIn(firstStatus, 429, 503);
      for (int stream = 0; stream < STREAMS; stream++) {
        flood.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      while (!over.get()) {
                        assertThat(ask(client, token)).isIn(firstStatus, 429, 503);
                        flooded.incrementAndGet();
                      }
                    }));
      }
    }
  }

  private int ask(RawClient client, String token) {
    return client.send("POST", "/keys/root/unwrapkey" + V, token, unwrap).status();
  }
}
