package dev.freehold.custody.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.tokens.CodeChallenge;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Work is never run twice, so two changes of one person must not wait for each other's rows. The
 * order is: the identity, the password, what sign-ins go on with.
 */
@DisplayName("Beside somebody who ends all sign-ins of a person")
class LockOrderTest {

  private static final String NAME = "runa@harbour.example";
  private static final Password FIRST = new Password("eight slow ferries south");
  private static final Password PASSWORD = new Password("seven slow ferries north");
  private static final String SCOPE = "api://harbour/.default offline_access";
  private static final String HOME = "192.0.2.9";

  @TempDir private Path folder;
  private CustodyFixture custody;
  private Users users;
  private UUID tenant;
  private UUID runa;

  @BeforeEach
  void open() {
    custody = new CustodyFixture(Dialect.POSTGRESQL, folder);
    users = QuickPasswords.users(custody, custody.clock, PasswordVeto.NONE);
    tenant = custody.tenant.id();
    users.create(tenant, NAME, "Runa", Set.of(), Optional.of(FIRST), _ -> {}, "admin");
    users.changePassword(Optional.empty(), NAME, FIRST, PASSWORD, HOME);
    runa = users.require(tenant, NAME).identity().objectId();
  }

  @AfterEach
  void close() {
    custody.close();
  }

  /** Takes one row, lets the other one come up to it, and then takes the next row. */
  private <R> R beside(Consumer<Handle> first, Supplier<R> other, Consumer<Handle> next) {
    CompletableFuture<R> result =
        custody.database.write(
            tx -> {
              first.accept(tx);
              CompletableFuture<R> begun =
                  CompletableFuture.supplyAsync(other, work -> Thread.ofVirtual().start(work));
              Eventually.holds("the other one waits for us", () -> isWaitedFor(tx));
              next.accept(tx);
              return begun;
            });
    return result.orTimeout(1, TimeUnit.MINUTES).join();
  }

  private static boolean isWaitedFor(Handle tx) {
    return tx.createQuery(
                """
                SELECT COUNT(*) FROM pg_locks
                WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))\
                """)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  @Test
  @DisplayName("a person is deleted, and both come to their end")
  void deletes() {
    Optional<User> left =
        beside(
            tx -> IdentityRows.lock(tx, tenant, runa),
            () -> {
              users.delete(tenant, NAME, "admin");
              return users.find(tenant, NAME);
            },
            tx -> {
              UserRows.lock(tx, runa);
              OpenSignIns.end(tx, runa, custody.clock.instant());
            });
    assertThat(left).isEmpty();
  }

  @Test
  @DisplayName("a password is replaced, and both come to their end")
  void replaces() {
    NewUser reset =
        beside(
            tx -> IdentityRows.lock(tx, tenant, runa),
            () -> users.resetPassword(tenant, NAME, Optional.of(FIRST), "admin"),
            tx -> RowSeals.of(tx).forUpdate(tx, CustodySeals.PASSWORD, runa));
    assertThat(reset.user().identity().signOuts()).isEqualTo(2);
  }

  @Test
  @DisplayName("two people get a role, in whatever order they are named")
  void grants() {
    String other = "sven@harbour.example";
    users.create(tenant, other, "Sven", Set.of(), Optional.of(FIRST), _ -> {}, "admin");
    List<UUID> people =
        Stream.of(runa, users.require(tenant, other).identity().objectId()).sorted().toList();
    beside(
        tx -> IdentityRows.lock(tx, tenant, people.getFirst()),
        () -> granted(people.reversed(), _ -> {}),
        tx -> IdentityRows.lock(tx, tenant, people.getLast()));
    assertThat(users.require(tenant, other).identity().roles()).contains(Role.VAULT_ADMIN);
  }

  @Test
  @DisplayName("a person gets a role that is checked with the tenant locked")
  void grantsBesideAnother() {
    beside(
        tx -> IdentityRows.lock(tx, tenant, runa),
        () -> granted(List.of(runa), tx -> Identities.lockTenant(tx, tenant)),
        tx -> Identities.lockTenant(tx, tenant));
    assertThat(users.require(tenant, NAME).identity().roles()).contains(Role.VAULT_ADMIN);
  }

  private boolean granted(List<UUID> people, Consumer<Handle> check) {
    custody.identities.grant(tenant, people, Role.VAULT_ADMIN, check, "admin");
    return true;
  }

  @Test
  @DisplayName("a device that fetches its token gets none, and both come to their end")
  void devices() {
    UserSignIns signIns = TestSignIns.of(custody, users);
    TokenIssuer issuer = TestSignIns.issuer(custody);
    NewDeviceCode code =
        signIns.deviceCodes().begin(Optional.empty(), new SignInRequest("tool", SCOPE, HOME));
    TestSignIns.approve(signIns.deviceCodes(), code.userCode(), NAME, PASSWORD, HOME);

    DeviceAnswer answer =
        beside(
            tx -> UserRows.lock(tx, runa),
            () -> signIns.deviceCode(issuer, Optional.empty(), code.deviceCode(), "tool", HOME),
            tx -> OpenSignIns.end(tx, runa, custody.clock.instant()));

    assertThat(answer).isInstanceOf(DeviceAnswer.Unknown.class);
  }

  @Test
  @DisplayName("a client that exchanges its code gets nothing, and both come to their end")
  void codes() {
    UserSignIns signIns = TestSignIns.of(custody, users);
    String client = PublicClient.CONSOLE_APP_ID.toString();
    String verifier = "v".repeat(43);
    CodeRequest asked =
        new CodeRequest(
            client, HOME, CodeChallenge.of(verifier).orElseThrow(), SCOPE, Optional.empty());
    String code = signIns.authorizationCodes().issue(users.require(tenant, NAME), asked, HOME);
    ShownCode shown = new ShownCode(code, client, HOME, verifier);

    boolean isRefused =
        beside(
            tx -> UserRows.lock(tx, runa),
            () -> isRefused(() -> signIns.consoleCode(shown, HOME, "Firefox")),
            tx -> OpenSignIns.end(tx, runa, custody.clock.instant()));

    assertThat(isRefused).isTrue();
  }

  private static boolean isRefused(Runnable act) {
    try {
      act.run();
      return false;
    } catch (CustodyException refused) {
      return refused.error() == CustodyError.GRANT_INVALID;
    }
  }
}
