package dev.freehold.vault.server;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.throttling.ThrottlingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who bring no token, or no good one, and callers who ask for too much. */
class StrangersTest {

  private static final String KEYS = "/keys?api-version=7.4";
  private static final ThrottlingSettings LOW =
      new ThrottlingSettings(Duration.ofSeconds(10), 100, 100, 100, 3, 5, 5, 2);

  @TempDir Path folder;
  private RunningVault vault;
  private RawClient client;

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder, LOW);
    client = new RawClient(vault);
  }

  @AfterEach
  void stop() {
    client.close();
    vault.close();
  }

  @Test
  void requestsWithoutATokenNeedNoDatabase() {
    assertThat(get("").status()).isEqualTo(401);
    vault.change("ALTER TABLE vault_vaults RENAME TO vault_vaults_gone");
    assertThat(get("").status()).isEqualTo(401);
    vault.change("ALTER TABLE vault_vaults_gone RENAME TO vault_vaults");
  }

  @Test
  void requestsWithoutATokenAreSummedUpInOneEntry() {
    int before = vault.entries().size();
    for (int i = 0; i < 7; i++) {
      get("");
    }
    assertThat(entries(before))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.operation()).isEqualTo("Authentication");
              assertThat(entry.facts())
                  .containsEntry("requestCount", "5")
                  .containsEntry("callerIpAddress", "127.0.0.1")
                  .containsEntry("resultSignature", "Unauthorized");
            });
    assertThat(entries(before)).hasSize(1);
  }

  @Test
  void tooManyWithoutATokenAreRefusedWhileOthersOfTheAddressAreServed() {
    for (int i = 0; i < 5; i++) {
      assertThat(get("").status()).isEqualTo(401);
    }
    assertThrottled(get(""), "ClientAddressRequestLimitReached");
    assertThat(get(vault.token(ADMIN)).status()).isEqualTo(200);
    vault.clock().advance(Duration.ofSeconds(10));
    assertThat(get("").status()).isEqualTo(401);
  }

  @Test
  void badTokensAreRecordedOneByOneUntilThereAreTooMany() {
    int before = vault.entries().size();
    assertThat(get("no-good").status()).isEqualTo(401);
    assertThat(get("no-good").status()).isEqualTo(401);
    assertThrottled(get("no-good"), "ClientAddressRequestLimitReached");
    assertThrottled(get("no-good"), "ClientAddressRequestLimitReached");
    assertThat(get(vault.token(ADMIN)).status()).isEqualTo(200);
    assertThat(entries(before))
        .extracting(entry -> entry.facts().get("httpStatusCode"))
        .containsExactly("401", "401", "200", "429");
  }

  @Test
  void whoIsForbiddenTooOftenIsToldSoEachTimeAndRecordedBelowTheBound() {
    int before = vault.entries().size();
    String token = vault.token(UUID.fromString("dddddddd-dddd-4ddd-8ddd-dddddddddddd"));
    for (int i = 0; i < 4; i++) {
      assertThat(get(token).innerCode()).isEqualTo("AccessDenied");
    }
    assertThat(entries(before))
        .extracting(entry -> entry.facts().getOrDefault("requestCount", "alone"))
        .containsExactly("alone", "alone", "2");
    assertThat(entries(before))
        .allSatisfy(
            entry -> {
              assertThat(entry.actor()).isEqualTo("dddddddd-dddd-4ddd-8ddd-dddddddddddd");
              assertThat(entry.operation()).isEqualTo("KeyList");
              assertThat(entry.facts())
                  .containsEntry("resultDescription", "Forbidden/AccessDenied");
            });
  }

  @Test
  void throttledRequestsOfAKnownCallerAreCountedByOperationAndKey() {
    int before = vault.entries().size();
    String token = vault.token(ADMIN);
    for (int i = 0; i < 3; i++) {
      get(token);
    }
    for (int i = 0; i < 4; i++) {
      assertThrottled(get(token), "VaultRequestTypeLimitReached");
      assertThrottled(
          client.send("GET", "/keys/root?api-version=7.4", token, ""),
          "VaultRequestTypeLimitReached");
    }
    String vaultUri = vault.server().vaultUri(RunningVault.VAULT_A).toString();
    assertThat(entries(before).stream().skip(3))
        .extracting(LedgerEntry::actor, LedgerEntry::operation, LedgerEntry::objectId)
        .containsExactlyInAnyOrder(
            tuple(ADMIN.toString(), "KeyList", vaultUri + "/keys/"),
            tuple(ADMIN.toString(), "KeyGet", vaultUri + "/keys/root"));
    assertThat(entries(before).stream().skip(3))
        .allSatisfy(
            entry ->
                assertThat(entry.facts())
                    .containsEntry("requestCount", "4")
                    .containsEntry("httpStatusCode", "429")
                    .containsEntry("resultDescription", "Throttled")
                    .containsEntry("oid", ADMIN.toString())
                    .containsEntry("callerIpAddress", "127.0.0.1"));
  }

  @Test
  void aCallerWhoIsThrottledForManyKeysMakesABoundedNumberOfEntries() throws Exception {
    int before = vault.entries().size();
    String token = vault.token(ADMIN);
    // Many at once, so that they are done before the vault keeps house again, after a minute.
    List<Callable<Reply>> requests =
        IntStream.range(0, 1100)
            .mapToObj("/keys/made-up-%d?api-version=7.4"::formatted)
            .<Callable<Reply>>map(target -> () -> client.send("GET", target, token, ""))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<Reply> sent : threads.invokeAll(requests)) {
        sent.get();
      }
    }
    List<LedgerEntry> counted = entries(before).stream().skip(3).toList();
    assertThat(counted).hasSizeBetween(1000, 1002);
    assertThat(counted.stream().mapToInt(StrangersTest::count).sum()).isEqualTo(1097);
    assertThat(counted).filteredOn(entry -> entry.objectId().equals("*")).isNotEmpty();
  }

  private static int count(LedgerEntry entry) {
    return Integer.parseInt(entry.facts().get("requestCount"));
  }

  @Test
  void aVaultThatHadEnoughSaysWhenToComeAgain() {
    String token = vault.token(ADMIN);
    for (int i = 0; i < 3; i++) {
      assertThat(get(token).status()).isEqualTo(200);
    }
    assertThrottled(get(token), "VaultRequestTypeLimitReached");
    vault.clock().advance(Duration.ofSeconds(10));
    assertThat(get(token).status()).isEqualTo(200);
  }

  @Test
  void anUnknownVaultIsNotFoundWithAndWithoutAToken() {
    String host = "nobody.vault.localhost";
    assertThat(client.send("GET", host, KEYS, "", "").status()).isEqualTo(404);
    assertThat(client.send("GET", host, KEYS, vault.token(ADMIN), "").status()).isEqualTo(404);
  }

  private Reply get(String token) {
    return client.send("GET", KEYS, token, "");
  }

  private List<LedgerEntry> entries(int after) {
    vault.server().writeTally();
    return vault.entries().stream().skip(after).map(recorded -> recorded.entry()).toList();
  }

  private static void assertThrottled(Reply reply, String reason) {
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.code()).isEqualTo("Throttled");
    assertThat(reply.message())
        .isEqualTo(
            "Request was not processed because too many requests were received. Reason: " + reason);
    assertThat(reply.response().headers().firstValue("Retry-After")).hasValue("10");
  }
}
