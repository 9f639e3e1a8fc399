package dev.freehold.shell.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.remote.FakeServer.Reply;
import dev.freehold.shell.remote.FakeServer.Request;
import dev.freehold.web.client.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Signing in")
class SignInTest {

  private static final String TENANT = "6b1e6b0a-0000-4000-8000-0000000000a1";
  private static final String TOKENS = "/oauth2/v2.0/token";
  private static final String PERSONS = "POST /organizations" + TOKENS;
  private static final String SECRET = "pass & wörd=1";

  @TempDir static Path shared;
  private static Identity identity;

  @TempDir Path home;
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T08:00:00Z");
  private FakeServer server;
  private HttpsServers servers;
  private ServerAddress address;

  @BeforeAll
  static void makeIdentity() throws Exception {
    identity = Identity.of(shared, "dns:localhost");
  }

  @BeforeEach
  void start() throws Exception {
    Path pem = home.resolve("ca.pem");
    Files.writeString(pem, Certificates.toPem(identity.authority()));
    server = new FakeServer(identity).tells();
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    servers = new HttpsServers(Map.of("FREEHOLD_CA", pem.toString()), home, clock, this::pass);
    address = servers.find(server.uri(), AskedHost.unattended());
    server.requests.clear();
  }

  private void pass(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }

  @AfterEach
  void stop() {
    servers.close();
    server.close();
  }

  private static SecureText secret(String text) {
    return SecureText.copyOf(text.toCharArray());
  }

  private List<String> bodies() {
    return server.requests.stream().map(Request::body).toList();
  }

  private Account alice() {
    return servers.signIn(
        address,
        new Credentials.Password("alice@contoso.example", secret(SECRET), Optional.empty()),
        AskedHost.unattended());
  }

  @Test
  @DisplayName("with a name and a password gives tokens for each resource, kept until renewed")
  void password() {
    server.on(PERSONS, any -> FakeServer.token("again", "tid", TENANT, "upn", "alice@x"));
    Account account = alice();
    assertThat(account.name()).isEqualTo("alice@contoso.example");
    assertThat(account.tenantId()).isEqualTo(UUID.fromString(TENANT));

    account.token("api://test");
    assertThat(bodies())
        .containsExactly(
            "grant_type=password&client_id="
                + RemoteTokenEndpoint.CLIENT_ID
                + "&scope=api%3A%2F%2Ftest%2F.default%20offline_access"
                + "&username=alice%40contoso.example&password=pass%20%26%20w%C3%B6rd%3D1");

    account.token("https://vault.localhost:9");
    account.token("https://vault.localhost:9");
    assertThat(bodies()).hasSize(2).last().asString().contains("refresh_token=again");

    now = now.plus(Duration.ofMinutes(59));
    account.token("https://vault.localhost:9");
    assertThat(bodies()).hasSize(3);
  }

  @Test
  @DisplayName("with a password works again when the refresh token has ended")
  void refreshEnded() {
    server.on(
        PERSONS,
        request ->
            request.body().startsWith("grant_type=refresh_token")
                ? new Reply(400, "{\"error\":\"invalid_grant\"}")
                : FakeServer.token("again", "tid", TENANT));
    Account account = alice();
    account.token("https://vault.localhost:9");
    assertThat(bodies()).hasSize(3).last().asString().startsWith("grant_type=password");
  }

  @Test
  @DisplayName("with a wrong password says what the server says, and never the password")
  void wrong() {
    server.on(
        PERSONS,
        any ->
            new Reply(
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"Wrong name or password.\"}"));
    assertThatThrownBy(this::alice)
        .isInstanceOfSatisfying(
            RemoteException.class,
            e -> {
              assertThat(e.code()).isEqualTo("invalid_grant");
              assertThat(e.status()).isEqualTo(400);
              assertThat(e).hasMessage("Wrong name or password.");
              assertThat(e.body()).doesNotContain("pass &");
            });
  }

  @Test
  @DisplayName("with a first password asks for another one twice, changes it and goes on with it")
  void firstPassword() {
    server.on(
        PERSONS,
        request ->
            request.body().contains("password=mine")
                ? FakeServer.token("again", "tid", TENANT)
                : new Reply(
                    400,
                    "{\"error\":\"invalid_grant\",\"error_codes\":[50055],"
                        + "\"error_description\":\"AADSTS50055: The password is expired.\"}"));
    server.on("POST /api/v1/password", any -> new Reply(204, ""));
    Credentials given =
        new Credentials.Password("alice@contoso.example", secret("theirs"), Optional.empty());
    assertThatThrownBy(() -> servers.signIn(address, given, AskedHost.unattended()))
        .hasMessageStartingWith("AADSTS50055");
    assertThatThrownBy(() -> servers.signIn(address, given, AskedHost.answering("mine", "other")))
        .hasMessageContaining("differ");
    assertThat(bodies()).noneMatch(body -> body.contains("newPassword"));
    AskedHost host = AskedHost.answering("mine", "mine");
    assertThat(servers.signIn(address, given, host).name()).isEqualTo("alice@contoso.example");
    assertThat(bodies())
        .contains(
            "{\"userPrincipalName\":\"alice@contoso.example\",\"currentPassword\":\"theirs\","
                + "\"newPassword\":\"mine\"}");
    assertThat(host.shown.toString()).doesNotContain("mine", "theirs");
  }

  @Test
  @DisplayName("asks for the password of a name, and nobody where there is nobody")
  void interactive() {
    server.on(PERSONS, any -> FakeServer.token("", "tid", TENANT));
    Credentials asked =
        new Credentials.Interactive(Optional.of("bob@contoso.example"), Optional.empty());
    AskedHost host = AskedHost.answering("hunter");
    assertThat(servers.signIn(address, asked, host).name()).isEqualTo("bob@contoso.example");
    assertThat(bodies()).last().asString().endsWith("password=hunter");
    assertThatThrownBy(() -> servers.signIn(address, asked, AskedHost.unattended()))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).isEqualTo("sign-in-needs-user"));
  }

  @Test
  @DisplayName("with a device code shows it and polls as slowly as it is told")
  void deviceCode() {
    Deque<String> polls = new ArrayDeque<>(List.of("authorization_pending", "slow_down"));
    server.on(
        "POST /organizations/oauth2/v2.0/devicecode",
        any ->
            new Reply(
                200,
                "{\"device_code\":\"d1\",\"user_code\":\"ABCD\",\"interval\":3,"
                    + "\"expires_in\":900,\"message\":\"Enter ABCD.\\u001b[2J\"}"));
    server.on(
        PERSONS,
        any ->
            polls.isEmpty()
                ? FakeServer.token("again", "tid", TENANT, "upn", "carol@contoso.example")
                : new Reply(400, "{\"error\":\"%s\"}".formatted(polls.poll())));
    AskedHost host = AskedHost.unattended();
    Account account = servers.signIn(address, new Credentials.DeviceCode(Optional.empty()), host);
    assertThat(account.name()).isEqualTo("carol@contoso.example");
    assertThat(host.shown).hasToString("Enter ABCD.?[2J\n");
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(8));
  }

  @Test
  @DisplayName("once more in a browser where a call needs it, as the same person, and repeats it")
  void stepUp() {
    Deque<String> people = new ArrayDeque<>(List.of("alice@x", "mallory@x", "alice@x"));
    server.on(
        "POST /organizations/oauth2/v2.0/devicecode",
        any ->
            new Reply(
                200, "{\"device_code\":\"d1\",\"expires_in\":900,\"message\":\"Enter ABCD.\"}"));
    server.on(PERSONS, any -> FakeServer.token("again", "tid", TENANT, "upn", people.pollFirst()));
    Deque<Reply> replies =
        new ArrayDeque<>(
            List.of(
                new Reply(401, "{\"code\":\"step-up-needed\",\"detail\":\"sign in\"}"),
                new Reply(401, "{\"code\":\"step-up-needed\",\"detail\":\"sign in\"}"),
                new Reply(200, "{\"done\":true}")));
    server.on("DELETE /thing", any -> replies.pollFirst());
    AskedHost host = AskedHost.answering();
    Account account =
        servers.signIn(
            address, new Credentials.Password("alice@x", secret(SECRET), Optional.empty()), host);
    Rest rest = servers.rest(server.uri(), "api://test", account);
    assertThatThrownBy(() -> rest.send("DELETE", "/thing", null))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).isEqualTo("other-user"));
    assertThat(rest.send("DELETE", "/thing", null).path("done").asBoolean()).isTrue();
    assertThat(host.shown.toString())
        .contains("This needs a sign-in of the last minutes", "Enter ABCD.");
  }

  @Test
  @DisplayName("with a device code that nobody enters ends in time")
  void deviceCodeIgnored() {
    server.on(
        "POST /organizations/oauth2/v2.0/devicecode",
        any -> new Reply(200, "{\"device_code\":\"d1\",\"interval\":50,\"expires_in\":120}"));
    server.on(PERSONS, any -> new Reply(400, "{\"error\":\"authorization_pending\"}"));
    assertThatThrownBy(
            () ->
                servers.signIn(
                    address, new Credentials.DeviceCode(Optional.empty()), AskedHost.unattended()))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).isEqualTo("expired_token"));
    assertThat(pauses).hasSize(3);
  }

  @Test
  @DisplayName("as a program sends its secret and no wish for a refresh token")
  void program() {
    server.on("POST /contoso" + TOKENS, any -> FakeServer.token("", "tid", TENANT));
    Account account =
        servers.signIn(
            address,
            new Credentials.ServicePrincipal("app-1", secret("s"), "contoso"),
            AskedHost.unattended());
    assertThat(account.name()).isEqualTo("app-1");
    assertThat(bodies())
        .containsExactly(
            "grant_type=client_credentials&client_id=app-1&client_secret=s"
                + "&scope=api%3A%2F%2Ftest%2F.default");
  }

  @Test
  @DisplayName("with a token uses it for its own audience until it ends, and for nothing else")
  void token() {
    String jwt =
        FakeServer.jwt(
            FakeServer.MAPPER
                .createObjectNode()
                .put("aud", "api://test")
                .put("tid", TENANT)
                .put("exp", now.plusSeconds(300).getEpochSecond()));
    Account account =
        servers.signIn(
            address,
            new Credentials.Token(secret(jwt), Optional.of("dana"), Optional.empty()),
            AskedHost.unattended());
    assertThat(account.name()).isEqualTo("dana");
    assertThat(account.token("api://test")).isEqualTo(jwt);
    assertThatThrownBy(() -> account.token("https://vault.localhost:9"))
        .hasMessageContaining("is for api://test")
        .hasMessageNotContaining(jwt);
    now = now.plusSeconds(301);
    assertThatThrownBy(() -> account.token("api://test")).hasMessageContaining("has ended");
    assertThat(server.requests).isEmpty();
  }

  @Test
  @DisplayName("with what is no token of the server is refused before anything is sent")
  void noToken() {
    String nobodys = FakeServer.jwt(FakeServer.MAPPER.createObjectNode().put("aud", "api://test"));
    for (String given : List.of("abc", "a.b.c", nobodys)) {
      Credentials.Token token =
          new Credentials.Token(secret(given), Optional.of("dana"), Optional.empty());
      assertThatThrownBy(() -> servers.signIn(address, token, AskedHost.unattended()))
          .hasMessage("The access token is no token of this server.");
    }
    assertThat(server.requests).isEmpty();
  }
}
