package dev.freehold.vault.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import dev.freehold.vault.testing.TestIssuer;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key set comes over plain HTTP here: the transport is the given client's matter. */
class HttpsJwksTest {

  private static final RSAKey FIRST = TestIssuer.newKey("first");
  private static final RSAKey SECOND = TestIssuer.newKey("second");

  private final AtomicReference<String> body = new AtomicReference<>("");
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
  private final AtomicLong elapsed = new AtomicLong(Long.MAX_VALUE - 1);
  private final HttpsClient client = HttpsClient.trustingPublic(Duration.ofSeconds(5));
  private HttpServer issuer;
  private HttpsJwks keys;

  @BeforeEach
  void start() throws IOException {
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/",
        exchange -> {
          fetches.incrementAndGet();
          byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), bytes.length);
          exchange.getResponseBody().flush();
          pass(gate.get());
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    issuer.start();
    URI uri = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
    keys = new HttpsJwks(client, any -> uri, elapsed::get);
    publish(FIRST);
  }

  @AfterEach
  void stop() {
    issuer.stop(0);
    client.close();
  }

  private void elapse(Duration time) {
    elapsed.addAndGet(time.toNanos());
  }

  @Test
  void aKeyIsFetchedOnceAndKept() {
    assertThat(keys.find("issuer", "first")).isPresent();
    assertThat(keys.find("issuer", "first")).isPresent();
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aNewKeyIsFoundAsSoonAsTheLastFetchIsTenSecondsOld() {
    assertThat(keys.find("issuer", "first")).isPresent();
    publish(FIRST, SECOND);
    assertThat(keys.find("issuer", "second")).isEmpty();
    elapse(Duration.ofSeconds(10));
    assertThat(keys.find("issuer", "second")).isPresent();
    assertThat(keys.find("issuer", "first")).isPresent();
  }

  @Test
  void madeUpIdsCauseOneFetchInTenSeconds() {
    for (int i = 0; i < 100; i++) {
      assertThat(keys.find("issuer", "made-up-" + i)).isEmpty();
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aKeyThatIsNoLongerPublishedIsForgottenAtTheFirstLookAfterAnHour() {
    assertThat(keys.find("issuer", "first")).isPresent();
    publish(SECOND);
    elapse(Duration.ofMinutes(61));
    eventually(() -> keys.find("issuer", "first").isEmpty());
    assertThat(fetches).hasValue(2);
  }

  @Test
  void whoeverReadsAKnownKeyDoesNotWaitForAFetch() {
    assertThat(keys.find("issuer", "first")).isPresent();
    gate.set(new CountDownLatch(1));
    elapse(Duration.ofMinutes(61));
    for (int i = 0; i < 10; i++) {
      assertThat(keys.find("issuer", "first")).isPresent();
    }
    eventually(() -> fetches.get() == 2);
    gate.get().countDown();
  }

  @Test
  void aBodyThatStallsIsGivenUpInTime() {
    gate.set(new CountDownLatch(1));
    long start = System.nanoTime();
    assertThat(keys.find("issuer", "first")).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    gate.get().countDown();
  }

  @Test
  void readersOfAnUnknownKeyShareOneFetch() throws Exception {
    gate.set(new CountDownLatch(1));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> readers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        readers.add(threads.submit(() -> keys.find("issuer", "first").isPresent()));
      }
      eventually(() -> fetches.get() == 1);
      gate.get().countDown();
      for (Future<Boolean> reader : readers) {
        assertThat(reader.get()).isTrue();
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void theLastSetServesForADayWhileTheIssuerIsSilent() {
    assertThat(keys.find("issuer", "first")).isPresent();
    status.set(500);
    elapse(Duration.ofHours(23));
    assertThat(keys.find("issuer", "first")).isPresent();
    elapse(Duration.ofHours(2));
    assertThat(keys.find("issuer", "first")).isEmpty();
  }

  @Test
  void whatIsNoKeySetOrTooLongGivesNoKeys() {
    for (String bad : List.of("", "nonsense", "{}", " ".repeat(300 * 1024))) {
      body.set(bad);
      assertThat(keys.find("issuer", "first")).isEmpty();
      elapse(Duration.ofSeconds(11));
    }
    assertThat(fetches).hasValue(4);
  }

  private static void pass(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void publish(JWK... published) {
    body.set(new JWKSet(List.of(published)).toString());
  }
}
