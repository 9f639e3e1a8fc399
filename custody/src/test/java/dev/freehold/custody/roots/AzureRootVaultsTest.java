package dev.freehold.custody.roots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootFailure.Kind;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.FaultServer;
import dev.freehold.custody.testing.FaultServer.Fault;
import dev.freehold.custody.testing.RootVaultsContract;
import dev.freehold.custody.tokens.TokenReply;
import dev.freehold.web.tls.LocalAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The gateway to vaults, before one that misbehaves")
@Isolated("vaults have to answer within their time")
class AzureRootVaultsTest extends RootVaultsContract {

  /** For vaults that answer, on a machine that may stand still for a while. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(3);

  /** Less than a second call may take. */
  private static final Duration SLACK = Duration.ofMillis(2_900);

  @TempDir private Path folder;
  private final UUID tenantId = UUID.randomUUID();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private FaultServer server;
  private AzureRootVaults vaults;

  @BeforeEach
  void open() throws IOException {
    server = new FaultServer(folder.resolve("ca"), "*.kv.localhost");
    vaults = gateway(server.authority().clientContext(), allowList(true), CALL_TIMEOUT);
  }

  @AfterEach
  void close() {
    vaults.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "STATUS_400, WRONG_ANSWER, BadParameter",
    "STATUS_401, REFUSED, Unauthorized",
    "STATUS_403, REFUSED, Forbidden",
    "STATUS_404, REFUSED, KeyNotFound",
    "STATUS_429_WITH_LONG_RETRY_AFTER, DID_NOT_ANSWER, timeout",
    "STATUS_500, DID_NOT_ANSWER, InternalServerError",
    "STATUS_503, DID_NOT_ANSWER, ServiceUnavailable",
    "HANG, DID_NOT_ANSWER, timeout",
    "DRIP, DID_NOT_ANSWER, timeout",
    "HANG_UP, DID_NOT_ANSWER, network",
    "REDIRECT, WRONG_ANSWER, http-302",
    "NOT_JSON, WRONG_ANSWER, unreadable-answer",
    "CUT_JSON, WRONG_ANSWER, unreadable-answer",
    "EMPTY_OBJECT, WRONG_ANSWER, wrong-length",
    "SHORT_KEY, WRONG_ANSWER, wrong-length",
    "TRAILING_NUL, WRONG_ANSWER, wrong-length",
    "EMPTY_KEY, WRONG_ANSWER, wrong-length",
    "OTHER_VERSION, WRONG_ANSWER, wrong-key",
  })
  @DisplayName("faults 15 and 16: classifies each kind of misbehaviour, within the time limit")
  void fault16_tellsEachMisbehaviour(Fault fault, Kind kind, String code) {
    RootKeyUri version = version();
    byte[] wrapped = wrapped(version);
    server.misbehave(fault);
    Duration timeout = code.equals("timeout") ? SHORT_TIMEOUT : CALL_TIMEOUT;
    RootFailure failure;
    long before;
    long after;
    try (AzureRootVaults asking =
        gateway(server.authority().clientContext(), allowList(true), timeout)) {
      before = System.nanoTime();
      failure = failure(asking.unwrap(caller(), version, wrapped));
      after = System.nanoTime();
    }
    assertThat(Duration.ofNanos(after - before)).isLessThan(timeout.plus(SLACK));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo(code);
  }

  @Test
  @DisplayName("an unwrap by another key has the right form; only the commitment reveals it")
  void anotherKeyIsForTheCommitment() {
    RootKeyUri version = version();
    byte[] wrapped = wrapped(version);
    server.misbehave(Fault.OTHER_KEY);
    given(vaults.unwrap(caller(), version, wrapped)).close();
  }

  @Test
  @DisplayName("tries again once after a fault that passes")
  void triesAgain() {
    RootKeyUri version = version();
    byte[] wrapped = wrapped(version);
    server.misbehave(Fault.STATUS_500, 1);
    given(vaults.unwrap(caller(), version, wrapped)).close();
  }

  @Test
  @DisplayName("wraps in the vault, never by itself with the public key")
  void neverWrapsLocally() {
    RootKeyUri version = version();
    try (Key256 secret = Key256.random(CustodyFixture.SUITE.random())) {
      for (int i = 0; i < 3; i++) {
        int before = server.requests();
        given(vaults.wrap(caller(), version, secret));
        assertThat(server.requests()).isEqualTo(before + 1);
      }
    }
  }

  @Test
  @DisplayName("counts and times calls by their result")
  void countsCalls() {
    RootKeyUri version = version();
    wrapped(version);
    server.misbehave(Fault.STATUS_403);
    failure(vaults.describe(caller(), key()));
    assertThat(calls("describe", "given")).isEqualTo(1);
    assertThat(calls("describe", "refused")).isEqualTo(1);
    assertThat(calls("wrap", "given")).isEqualTo(1);
  }

  @Test
  @DisplayName("fault 40: sends no token to a vault that asks for one of another service")
  void fault40_noTokenForAnotherService() {
    server.misbehave(Fault.CHALLENGE_FOR_ANOTHER_SERVICE);
    assertThat(failure(vaults.describe(caller(), key())).kind()).isEqualTo(Kind.WRONG_ANSWER);
    assertThat(server.requests()).isZero();
  }

  @Test
  @DisplayName(
      "fault 40: sends nothing to a host that is not allowed, nor to one that points inwards")
  void fault40_sendsNothingElsewhere() {
    RootKeyUri elsewhere =
        RootKeyUri.parse(
            "https://alpha-vault.other.localhost:%d/keys/root".formatted(server.port()));
    RootFailure unasked = failure(vaults.describe(caller(), elsewhere));
    assertThat(unasked.code()).isEqualTo("vault-not-allowed");
    assertThat(unasked.kind()).as("nobody was silent").isEqualTo(RootFailure.Kind.WRONG_ANSWER);
    try (AzureRootVaults strict =
        gateway(server.authority().clientContext(), allowList(false), CALL_TIMEOUT)) {
      assertThat(failure(strict.describe(caller(), key())).code()).isEqualTo("vault-not-allowed");
    }
    assertThat(server.requests()).isZero();
  }

  @Test
  @DisplayName("fault 41: a certificate for another name is no answer")
  void fault41_wrongName(@TempDir Path other) throws IOException {
    try (FaultServer misnamed = new FaultServer(other, "other.localhost");
        AzureRootVaults asking =
            new AzureRootVaults(
                settings(CustodyFixture.allowList(misnamed.port()), CALL_TIMEOUT),
                misnamed.authority().clientContext(),
                AzureRootVaultsTest::token,
                meters)) {
      RootKeyUri key = RootKeyUri.parse(misnamed.vaultUrl() + "/keys/root");
      assertThat(failure(asking.describe(caller(), key)))
          .satisfies(
              failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.DID_NOT_ANSWER);
                assertThat(failure.code()).isEqualTo("tls");
              });
      assertThat(misnamed.requests()).isZero();
    }
  }

  @Test
  @DisplayName("fault 41: a certificate of an authority that is not trusted is no answer")
  void fault41_unknownAuthority(@TempDir Path other) {
    LocalAuthority stranger = LocalAuthority.open(other, List.of("localhost"), Clock.systemUTC());
    try (AzureRootVaults asking =
        gateway(stranger.clientContext(), allowList(true), CALL_TIMEOUT)) {
      assertThat(failure(asking.describe(caller(), key())).code()).isEqualTo("tls");
    }
    assertThat(server.requests()).isZero();
  }

  @Override
  protected RootVaults vaults() {
    return vaults;
  }

  @Override
  protected UUID tenantId() {
    return tenantId;
  }

  @Override
  protected RootKeyUri key() {
    return RootKeyUri.parse(server.vaultUrl() + "/keys/root");
  }

  @Override
  protected RootKeyUri absentKey() {
    return RootKeyUri.parse(server.vaultUrl() + "/keys/absent");
  }

  @Override
  protected void refuse() {
    server.misbehave(Fault.STATUS_403);
  }

  @Override
  protected void fallSilent() {
    server.misbehave(Fault.STATUS_503);
  }

  private double calls(String operation, String result) {
    return meters.timer("freehold.vault.calls", "operation", operation, "result", result).count();
  }

  private AzureRootVaults gateway(SSLContext tls, VaultAllowList allowed, Duration timeout) {
    return new AzureRootVaults(settings(allowed, timeout), tls, AzureRootVaultsTest::token, meters);
  }

  private VaultAllowList allowList(boolean privateAddresses) {
    return new VaultAllowList(
        List.of(new VaultAllowList.Rule("kv.localhost", server.port(), privateAddresses)));
  }

  private static RootVaultSettings settings(VaultAllowList allowed, Duration timeout) {
    return new RootVaultSettings(timeout, RootVaultSettings.DEFAULT_MAX_RETRIES, allowed);
  }

  private static TokenReply token(VaultCaller caller, String audience) {
    return new TokenReply(
        "a.token.for-" + caller.tenantId(),
        TimeUnit.MINUTES.toSeconds(10),
        Instant.now().plusSeconds(600));
  }
}
