package dev.freehold.custody.lockbox;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.custody.testing.ManualTicker;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.SqlWork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access requests on every database. */
abstract class LockboxContract {

  private static final Party ASKER = new Party("op-1", "Nils Berg", "198.51.100.4");
  private static final Party SECOND = new Party("op-2", "Rosa Feld", "198.51.100.5");
  private static final Party APPROVER = new Party("approver", "", "203.0.113.9");
  private static final UUID MAILBOX = UUID.randomUUID();
  private static final Optional<String> NOTHING = Optional.empty();
  private static final int RACES = 8;
  private static final Duration WANTED = Duration.ofMinutes(90);

  private final Dialect dialect;
  private final ManualTicker ticker = new ManualTicker();
  @TempDir private Path folder;
  private CustodyFixture custody;
  private UUID tenant;
  private Lockbox lockbox;

  LockboxContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    custody = new CustodyFixture(dialect, folder);
    tenant = custody.tenant.id();
    lockbox = node();
  }

  @AfterEach
  void close() {
    custody.close();
  }

  /** Another node, or the server after a restart: it remembers what is in the database only. */
  private Lockbox node() {
    return node(custody.database);
  }

  private Lockbox node(Database database) {
    return Lockbox.of(
        database,
        custody.ledger,
        (tx, operator) -> {},
        custody.clock,
        ticker,
        CustodyFixture.SUITE.random(),
        custody.meters);
  }

  private void pass(Duration duration) {
    custody.clock.advance(duration);
    ticker.advance(duration);
  }

  private NewAccessRequest wish(Duration duration) {
    AccessScope scope =
        new AccessScope.OfMailbox(
            "ida@orchard.example", NOTHING, AccessScope.FIRST_UID, AccessScope.LAST_UID);
    return new NewAccessRequest(tenant, scope, "SR-7731", "search finds nothing", duration);
  }

  private String requested() {
    return lockbox.requests().create(wish(WANTED), ASKER).number();
  }

  private String pending() {
    String number = requested();
    lockbox.requests().endorse(number, SECOND);
    return number;
  }

  private AccessRequest approve(String number) {
    return lockbox.decisions().approve(tenant, number, MAILBOX, Optional.of("go on"), APPROVER);
  }

  private String approved() {
    String number = pending();
    approve(number);
    return number;
  }

  private AccessRequestState state(String number) {
    return lockbox.requests().get(number).state();
  }

  private static void assertRefused(CustodyError error, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            CustodyException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  private void assertAccess(Lockbox node, String number, boolean given) {
    if (given) {
      assertThat(node.grants().require(number, ASKER.objectId()).ownerId()).contains(MAILBOX);
    } else {
      assertRefused(
          CustodyError.ACCESS_REQUEST_NOT_FOUND,
          () -> node.grants().require(number, ASKER.objectId()));
    }
  }

  private List<String> recorded(String number) {
    String id = lockbox.requests().get(number).id().toString();
    return custody.ledger.entries(tenant, 0, 1000).stream()
        .map(RecordedEntry::entry)
        .filter(entry -> entry.objectId().equals(id))
        .map(entry -> entry.operation() + " by " + entry.actor())
        .toList();
  }

  @Test
  @DisplayName("Two operators and the tenant give one operator access for the time asked for")
  void gives() {
    String number = requested();
    assertThat(number).matches("EXSR[0-9]{9}");
    assertAccess(lockbox, number, false);
    lockbox.requests().endorse(number, SECOND);
    assertAccess(lockbox, number, false);
    AccessRequest given = approve(number);

    assertThat(given.state()).isEqualTo(AccessRequestState.APPROVED);
    assertThat(given.accessUntil()).contains(custody.clock.instant().plus(WANTED));
    assertThat(given.decision().orElseThrow().comment()).contains("go on");
    assertAccess(lockbox, number, true);
    assertAccess(lockbox, given.id().toString(), true);
    assertRefused(
        CustodyError.ACCESS_REQUEST_NOT_FOUND,
        () -> lockbox.grants().require(number, SECOND.objectId()));
    pass(WANTED.minusMillis(1));
    assertAccess(lockbox, number, true);
    pass(Duration.ofMillis(1));
    assertAccess(lockbox, number, false);
    assertThat(state(number)).isEqualTo(AccessRequestState.ENDED);
    assertThat(recorded(number))
        .containsExactly(
            "AccessRequestCreate by op-1",
            "AccessRequestEndorse by op-2",
            "AccessRequestApprove by approver",
            "AccessRequestEnd by system:lockbox");
  }

  @Test
  @DisplayName("The tenant's ledger says who asked, why, for what, and from where it was decided")
  void says() {
    String number = approved();
    AccessRequest request = lockbox.requests().get(number);
    LedgerEntry asked = custody.entries("AccessRequestCreate").getFirst().entry();
    assertThat(asked.details())
        .containsOnlyKeys("requestId", "workload", "supportCase", "durationMinutes")
        .containsEntry("requestId", number)
        .containsEntry("workload", "Exchange")
        .containsEntry("supportCase", "SR-7731")
        .containsEntry("durationMinutes", "90");
    assertThat(asked.personal())
        .containsEntry("owner", "ida@orchard.example")
        .containsEntry("operatorName", "Nils Berg")
        .containsEntry("callerIpAddress", "198.51.100.4")
        .containsEntry("reason", "search finds nothing");
    LedgerEntry decided = custody.entries("AccessRequestApprove").getFirst().entry();
    assertThat(decided.personal())
        .containsEntry("callerIpAddress", "203.0.113.9")
        .containsEntry("comment", "go on");
    assertThat(decided.details())
        .containsEntry("ownerId", MAILBOX.toString())
        .containsEntry("accessUntil", request.accessUntil().orElseThrow().toString());
  }

  @Test
  @DisplayName("The operator who asks cannot agree, and each step needs the one before")
  void order() {
    CustodyError wrong = CustodyError.ACCESS_REQUEST_STEP_REFUSED;
    String number = requested();
    assertRefused(wrong, () -> lockbox.requests().endorse(number, ASKER));
    assertRefused(CustodyError.ACCESS_REQUEST_NOT_FOUND, () -> approve(number));
    lockbox.requests().endorse(number, SECOND);
    assertRefused(wrong, () -> lockbox.requests().endorse(number, SECOND));
    approve(number);
    assertRefused(wrong, () -> approve(number));
    assertRefused(wrong, () -> lockbox.decisions().deny(tenant, number, NOTHING, APPROVER));
    assertThat(state(number)).isEqualTo(AccessRequestState.APPROVED);
    lockbox.decisions().cancel(tenant, number, NOTHING, APPROVER);
    assertRefused(wrong, () -> lockbox.decisions().cancel(tenant, number, NOTHING, APPROVER));
  }

  @Test
  @DisplayName("A request that the tenant denied or cancelled gives no access on any node")
  void stopped() {
    Lockbox other = node();
    String denied = pending();
    lockbox.decisions().deny(tenant, denied, Optional.of("call first"), APPROVER);
    assertAccess(lockbox, denied, false);
    assertThat(state(denied)).isEqualTo(AccessRequestState.DENIED);
    assertRefused(CustodyError.ACCESS_REQUEST_STEP_REFUSED, () -> approve(denied));

    String cancelled = approved();
    assertAccess(other, cancelled, true);
    lockbox.decisions().cancel(tenant, cancelled, NOTHING, APPROVER);
    assertAccess(other, cancelled, false);
    assertAccess(lockbox, cancelled, false);
    assertThat(recorded(cancelled)).last().isEqualTo("AccessRequestCancel by approver");

    String early = pending();
    lockbox.decisions().cancel(tenant, early, NOTHING, APPROVER);
    assertThat(state(early)).isEqualTo(AccessRequestState.CANCELLED);
  }

  @Test
  @DisplayName("A request that nobody decides within twelve hours expires, which is recorded once")
  void expires() {
    String number = pending();
    String unendorsed = requested();
    pass(CustodyLimits.ACCESS_DECISION_TIME.minusMillis(1));
    lockbox.watch().run();
    assertThat(state(number)).isEqualTo(AccessRequestState.PENDING);
    pass(Duration.ofMillis(1));
    assertRefused(CustodyError.ACCESS_REQUEST_STEP_REFUSED, () -> approve(number));
    lockbox.watch().run();
    node().watch().run();
    assertThat(state(number)).isEqualTo(AccessRequestState.EXPIRED);
    assertThat(state(unendorsed)).isEqualTo(AccessRequestState.EXPIRED);
    assertThat(recorded(number)).last().isEqualTo("AccessRequestExpire by " + AccessEntries.SYSTEM);
    assertThat(custody.entries("AccessRequestExpire")).hasSize(2);
    assertThat(lockbox.decisions().list(tenant, EnumSet.of(AccessRequestState.EXPIRED), never()))
        .extracting(AccessRequest::number)
        .containsExactly(number);
  }

  @Test
  @DisplayName("A request that cannot be looked at keeps neither the others nor its own time")
  void failingRequest() {
    List<String> all = List.of(approved(), approved(), approved());
    Lockbox failing = node(new FailingOnce(custody.database));
    custody.clock.advance(WANTED);
    failing.watch().run();
    assertThat(custody.entries("AccessRequestEnd")).hasSize(2);
    custody.clock.advance(Duration.ofDays(-1));
    failing.watch().run();
    assertThat(custody.entries("AccessRequestEnd")).hasSize(3);
    assertThat(all).allSatisfy(number -> assertAccess(failing, number, false));
  }

  /** A database whose first write fails. */
  private static final class FailingOnce extends ForwardingDatabase {

    private final AtomicBoolean hasFailed = new AtomicBoolean();

    FailingOnce(Database inner) {
      super(inner);
    }

    @Override
    public <R> R write(SqlWork<R> work) {
      if (!hasFailed.getAndSet(true)) {
        throw new IllegalStateException("the first write fails");
      }
      return super.write(work);
    }
  }

  private static Optional<Instant> never() {
    return Optional.empty();
  }

  @Test
  @DisplayName("A list shows overdue requests as expired")
  void overdueInLists() {
    String number = approved();
    pass(WANTED);
    Set<AccessRequestState> all = EnumSet.allOf(AccessRequestState.class);
    assertThat(lockbox.decisions().list(tenant, all, never()).getFirst().state())
        .isEqualTo(AccessRequestState.ENDED);
    assertThat(lockbox.requests().list(EnumSet.of(AccessRequestState.APPROVED))).isEmpty();
    assertThat(recorded(number)).last().isEqualTo("AccessRequestEnd by system:lockbox");
  }

  @Test
  @DisplayName("fault35_lockbox: a clock that is put back lengthens neither access nor decision")
  void fault35_lockboxClockBack() {
    String approved = approved();
    String pending = pending();
    custody.clock.advance(Duration.ofDays(-1));
    ticker.advance(WANTED.minusMinutes(1));
    assertAccess(lockbox, approved, true);
    custody.clock.advance(Duration.ofHours(-1));
    ticker.advance(Duration.ofMinutes(1));
    assertAccess(lockbox, approved, false);
    assertThat(state(approved)).isEqualTo(AccessRequestState.ENDED);
    assertThat(state(pending)).isEqualTo(AccessRequestState.PENDING);
    ticker.advance(CustodyLimits.ACCESS_DECISION_TIME.minus(WANTED));
    assertThat(state(pending)).isEqualTo(AccessRequestState.EXPIRED);
  }

  @Test
  @DisplayName("fault35_lockbox: a restart with the clock put back goes on where access had come")
  void fault35_lockboxRestart() {
    String number = approved();
    pass(WANTED.minusMinutes(10));
    lockbox.watch().run();
    custody.clock.advance(Duration.ofDays(-1));
    Lockbox restarted = node();
    assertAccess(restarted, number, true);
    ticker.advance(Duration.ofMinutes(9));
    assertAccess(restarted, number, true);
    restarted.watch().run();
    Lockbox again = node();
    ticker.advance(Duration.ofMinutes(1));
    restarted.watch().run();
    assertAccess(again, number, false);
  }

  @Test
  @DisplayName("fault35_lockbox: a clock that jumps forward ends access, and not twice as late")
  void fault35_lockboxClockForward() {
    String number = approved();
    custody.clock.advance(Duration.ofDays(1));
    assertAccess(lockbox, number, false);
    custody.clock.advance(Duration.ofDays(-1));
    assertAccess(lockbox, number, false);

    custody.clock.advance(Duration.ofDays(1));
    String during = approved();
    custody.clock.advance(Duration.ofDays(-1));
    assertAccess(lockbox, during, true);
    ticker.advance(WANTED);
    assertAccess(lockbox, during, false);
  }

  @Test
  @DisplayName("fault38_lockbox: another tenant's request is like one that is not there")
  void fault38_lockboxOtherTenant() {
    UUID other = custody.tenants.create("fabrikam", ADMIN).id();
    String number = pending();
    String guid = lockbox.requests().get(number).id().toString();
    CustodyError absent = CustodyError.ACCESS_REQUEST_NOT_FOUND;
    for (String name : List.of(number, guid, "EXSR000000000", UUID.randomUUID().toString(), "x")) {
      TenantDecisions decisions = lockbox.decisions();
      assertRefused(absent, () -> decisions.get(other, name));
      assertRefused(absent, () -> decisions.approve(other, name, MAILBOX, NOTHING, APPROVER));
      assertRefused(absent, () -> decisions.deny(other, name, NOTHING, APPROVER));
      assertRefused(absent, () -> decisions.cancel(other, name, NOTHING, APPROVER));
    }
    assertThat(lockbox.decisions().list(other, EnumSet.allOf(AccessRequestState.class), never()))
        .isEmpty();
    assertThat(state(number)).isEqualTo(AccessRequestState.PENDING);
    lockbox.decisions().takeRequests(other, false, APPROVER);
    assertThat(state(number)).isEqualTo(AccessRequestState.PENDING);
  }

  @Test
  @DisplayName("If a tenant refuses all requests, open ones end and no new ones are accepted")
  void closed() {
    String approved = approved();
    String pending = pending();
    assertThat(lockbox.decisions().takesRequests(tenant)).isTrue();
    lockbox.decisions().takeRequests(tenant, false, APPROVER);
    assertAccess(lockbox, approved, false);
    assertThat(state(approved)).isEqualTo(AccessRequestState.CANCELLED);
    assertThat(state(pending)).isEqualTo(AccessRequestState.CANCELLED);
    assertThat(recorded(approved)).last().isEqualTo("AccessRequestCancel by approver");
    assertThat(custody.entries("LockboxChange").getFirst().entry().details())
        .containsEntry("takesRequests", "false");
    assertRefused(CustodyError.LOCKBOX_CLOSED, this::requested);
    lockbox.decisions().takeRequests(tenant, true, APPROVER);
    assertAccess(lockbox, approved, false);
    assertAccess(lockbox, approved(), true);
  }

  @Test
  @DisplayName("A request has bounds")
  void bounds() {
    CustodyError invalid = CustodyError.ACCESS_REQUEST_INVALID;
    for (Duration wrong :
        List.of(
            Duration.ZERO,
            Duration.ofSeconds(90),
            Duration.ofSeconds(-60),
            CustodyLimits.MAX_ACCESS.plusMinutes(1))) {
      assertRefused(invalid, () -> wish(wrong));
    }
    assertThat(wish(CustodyLimits.MAX_ACCESS).duration()).isEqualTo(Duration.ofHours(4));
    for (String wrong : List.of("", " ", "two\nlines", "x".repeat(1_001))) {
      assertRefused(
          invalid, () -> new NewAccessRequest(tenant, wish(WANTED).scope(), "1", wrong, WANTED));
      assertRefused(invalid, () -> new AccessScope.OfSite(wrong, ""));
    }
    assertRefused(invalid, () -> new AccessScope.OfMailbox("Ida Obst", NOTHING, 1, 9));
    assertRefused(invalid, () -> new AccessScope.OfMailbox("a@b.example", NOTHING, 5, 9));
    assertRefused(invalid, () -> new AccessScope.OfMailbox("a@b.example", NOTHING, 0, 9));
    assertRefused(
        CustodyError.TENANT_NOT_FOUND,
        () ->
            lockbox
                .requests()
                .create(
                    new NewAccessRequest(
                        UUID.randomUUID(), wish(WANTED).scope(), "1", "why", WANTED),
                    ASKER));
    String number = pending();
    assertRefused(
        CustodyError.COMMENT_INVALID,
        () -> lockbox.decisions().deny(tenant, number, Optional.of("a\nb"), APPROVER));
    for (int i = 1; i < CustodyLimits.MAX_OPEN_ACCESS_REQUESTS; i++) {
      requested();
    }
    assertRefused(CustodyError.ACCESS_REQUEST_LIMIT_REACHED, this::requested);
  }

  @Test
  @DisplayName("A scope is stored as it was requested")
  void scopes() {
    for (AccessScope scope :
        List.of(
            new AccessScope.OfMailbox("a@b.example", Optional.of("Work/2026"), 7, 90),
            new AccessScope.OfMailbox("a@b.example", NOTHING, 1, AccessScope.LAST_UID),
            new AccessScope.OfSite("plans", "2026/"),
            new AccessScope.OfSite("plans", ""))) {
      AccessRequest made =
          lockbox.requests().create(new NewAccessRequest(tenant, scope, "1", "why", WANTED), ASKER);
      assertThat(lockbox.requests().get(made.number())).isEqualTo(made);
      assertThat(made.scope()).isEqualTo(scope);
      assertThat(made.number()).startsWith(scope.service().prefix());
    }
  }

  @Test
  @DisplayName("If two decisions meet, one counts; refusing all requests ends the open ones")
  void races() throws Exception {
    for (int round = 0; round < RACES; round++) {
      String number = pending();
      Lockbox other = node();
      List<Callable<AccessRequest>> steps =
          List.of(
              () -> approve(number),
              () -> other.decisions().deny(tenant, number, NOTHING, APPROVER));
      assertThat(done(steps)).isEqualTo(1);
      assertThat(recorded(number)).hasSize(3);
      assertAccess(lockbox, number, state(number) == AccessRequestState.APPROVED);

      String late = pending();
      done(
          List.of(
              () -> approve(late),
              () -> {
                other.decisions().takeRequests(tenant, false, APPROVER);
                return other.requests().get(late);
              }));
      assertAccess(lockbox, late, false);
      other.decisions().takeRequests(tenant, true, APPROVER);
      assertAccess(lockbox, late, false);
      assertThat(state(late)).isEqualTo(AccessRequestState.CANCELLED);
    }
  }

  /** How many of some steps at the same time were taken; the others were refused. */
  private static int done(List<Callable<AccessRequest>> steps) throws Exception {
    int done = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<AccessRequest> step : threads.invokeAll(steps)) {
        try {
          step.get();
          done++;
        } catch (ExecutionException refused) {
          assertThat(refused.getCause()).isInstanceOf(CustodyException.class);
        }
      }
    }
    return done;
  }

  @Test
  @DisplayName("Waiting requests are counted")
  void counts() {
    pending();
    approved();
    lockbox.watch().run();
    assertThat(custody.meters.get("freehold.lockbox.requests").tag("state", "pending").gauge())
        .satisfies(gauge -> assertThat(gauge.value()).isEqualTo(1));
  }
}
