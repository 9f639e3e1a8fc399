package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.keys.lastuse.KeyUses;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.registry.Registry;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.web.http.Route;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every management operation, asked for by everyone who may not. */
class ManagementRouteTableTest {

  private static final UUID FOREIGN_TENANT = UUID.randomUUID();
  private static final UUID FOREIGN_OWNER = UUID.randomUUID();
  private static final UUID FOREIGN = UUID.randomUUID();
  private static final UUID NEIGHBOUR = UUID.randomUUID();
  private static final UUID NEIGHBOURS = UUID.randomUUID();
  private static final UUID NOBODYS = UUID.randomUUID();
  private static final String VERSION = "?api-version=2023-02-01";

  private static RunningVault vault;
  private static RawClient client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    vault = RunningVault.start(folder);
    client = new RawClient(vault);
    var administration = vault.administration();
    administration.createSubscription(
        new Subscription(FOREIGN, FOREIGN_TENANT, "foreign", Set.of(FOREIGN_OWNER, ADMIN)));
    administration.createSubscription(
        new Subscription(NEIGHBOURS, TENANT, "neighbour", Set.of(NEIGHBOUR)));
    administration.createVault(
        NewVault.forRootKeys("foreign-vault", FOREIGN, "root-keys", List.of()));
  }

  @AfterAll
  static void stop() {
    client.close();
    vault.close();
  }

  static Stream<Route<String, CallHandler<ManagementCall>>> routes() {
    Registry registry = Registry.of(Locations.of("test"), (tx, vaultId) -> {}, Clock.systemUTC());
    return ManagementRoutes.table(registry, "vault.localhost", new KeyUses(null), Clock.systemUTC())
        .routes()
        .stream();
  }

  static Stream<Route<String, CallHandler<ManagementCall>>> routesOfSubscriptions() {
    return routes().filter(route -> route.path().toString().contains("{subscription}"));
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("Without a token for this plane there is a challenge that leads to one")
  void withoutAGoodToken(Route<String, CallHandler<ManagementCall>> route) {
    for (String token : List.of("", "nonsense", vault.token(ADMIN))) {
      Reply reply = ask(route, SUBSCRIPTION, VAULT_A, token);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.response().headers().allValues("WWW-Authenticate"))
          .containsExactly(
              "Bearer authorization=\"https://login.vault.localhost/common\", resource=\"%s\""
                  .formatted(vault.server().managementResource()));
      if (!route.method().equals("HEAD")) {
        assertThat(reply.code()).isEqualTo("AuthenticationFailed");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routesOfSubscriptions")
  @DisplayName("Others' subscriptions answer exactly like those that do not exist")
  void othersLookLikeNobodys(Route<String, CallHandler<ManagementCall>> route) {
    String stranger = token(TENANT, UUID.randomUUID());
    String neighbour = token(TENANT, NEIGHBOUR);
    String foreigner = token(FOREIGN_TENANT, FOREIGN_OWNER);
    // The same object id in another tenant is someone else.
    String namesake = token(UUID.randomUUID(), ADMIN);
    String admin = token(TENANT, ADMIN);
    for (String caller : List.of(stranger, neighbour, foreigner, namesake)) {
      same(route, caller, SUBSCRIPTION, VAULT_A);
    }
    same(route, admin, FOREIGN, "foreign-vault");
    same(route, admin, NEIGHBOURS, VAULT_A);
  }

  private static void same(
      Route<String, CallHandler<ManagementCall>> route, String token, UUID others, String name) {
    Reply found = ask(route, others, name, token);
    Reply none = ask(route, NOBODYS, "ghost", token);
    assertThat(found.status()).isEqualTo(403).isEqualTo(none.status());
    String message = found.response().body().replace(others.toString(), NOBODYS.toString());
    assertThat(message).isEqualTo(none.response().body());
    if (!route.method().equals("HEAD")) {
      assertThat(found.code()).isEqualTo("AuthorizationFailed");
    }
  }

  @ParameterizedTest
  @MethodSource("routesOfSubscriptions")
  @DisplayName("In one's own subscription others' vaults answer like those that do not exist")
  void othersVaultsAreNotReachedThroughOnesOwn(Route<String, CallHandler<ManagementCall>> route) {
    String path = route.path().toString();
    if (!path.contains("{vault}") && !path.contains("{deleted}")) {
      return;
    }
    if (route.operation().equals("VaultPut")) {
      return; // names are unique everywhere, see the test below
    }
    String neighbour = token(TENANT, NEIGHBOUR);
    Reply found = ask(route, NEIGHBOURS, VAULT_A, neighbour);
    Reply none = ask(route, NEIGHBOURS, "ghost", neighbour);
    assertThat(found.status()).isEqualTo(none.status());
    assertThat(found.response().body().replace(VAULT_A, "ghost")).isEqualTo(none.response().body());
  }

  @Test
  void aNameInUseElsewhereOnlySaysThatItIsInUse() {
    String path =
        "/subscriptions/%s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/%s"
            .formatted(NEIGHBOURS, VAULT_A);
    Reply reply =
        client.send(
            "PUT",
            ManagementFixture.HOST,
            path + VERSION,
            token(TENANT, NEIGHBOUR),
            ManagementFixture.body(""));
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("VaultAlreadyExists");
  }

  private static Reply ask(
      Route<String, CallHandler<ManagementCall>> route,
      UUID subscription,
      String vaultName,
      String token) {
    String path =
        route
            .path()
            .toString()
            .replace("{subscription}", subscription.toString())
            .replace("{group}", "root-keys")
            .replace("{vault}", vaultName)
            .replace("{deleted}", vaultName)
            .replace("{location}", "test")
            .replace("{key}", "root")
            .replace("{feature}", "mandatoryRetentionPeriodEnabled")
            .replace("{id}", "12338af0-0e69-4776-bea7-57ae8d297424");
    boolean bodyless = Set.of("GET", "HEAD", "DELETE").contains(route.method());
    String body = ManagementFixture.policies(ADMIN, "\"keys\":[\"get\"]");
    return client.send(
        route.method(), ManagementFixture.HOST, path + VERSION, token, bodyless ? "" : body);
  }

  private static String token(UUID tenant, UUID caller) {
    return vault.issuer().token(tenant, caller, vault.server().managementResource());
  }
}
