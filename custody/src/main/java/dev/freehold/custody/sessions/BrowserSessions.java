package dev.freehold.custody.sessions;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.ways.LastUses;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.passkeys.SecondFactors;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.secrets.SecretHash;
import dev.freehold.custody.secrets.ShownToken;
import dev.freehold.persistence.Database;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Sessions of browsers at the console. A session ends {@link CustodyLimits#BROWSER_SESSION_IDLE}
 * after its last use, {@link CustodyLimits#BROWSER_SESSION_LIFETIME} after the sign-in, and with
 * everything that ends a sign-in. They are in the database, so every node knows them. Safe for use
 * by many threads.
 */
public final class BrowserSessions {

  private final Database database;
  private final RandomSource random;
  private final Clock clock;
  private final LastUses lastUses;

  /** Keeps them in {@code database}. */
  public BrowserSessions(Database database, RandomSource random, Clock clock) {
    this.database = database;
    this.random = random;
    this.clock = clock;
    this.lastUses = new LastUses(database, clock);
  }

  /**
   * Begins one in the transaction of a sign-in, which is recorded there, and which has locked the
   * owner's row. Whatever ends the owner's sign-ins locks that row too, so it comes before the
   * sign-in or ends this session.
   *
   * @param owner a person, or an operator, which is a program, as the locked row says
   * @param signedInAt when its owner proved who they are
   * @param factors what its owner showed
   * @param browser by what its owner recognises it; may be empty
   * @return what the browser shows from now on; 48 bytes of it are not text
   */
  public OpaqueToken begin(
      Handle tx, Identity owner, Instant signedInAt, SignInFactors factors, String browser) {
    Instant now = now();
    byte[] secret = OpaqueToken.secret(random);
    BrowserSession session =
        new BrowserSession(
            UUID.randomUUID(),
            owner.tenantId(),
            owner.objectId(),
            owner.signOuts(),
            signedInAt.truncatedTo(ChronoUnit.MILLIS),
            factors,
            now.plus(CustodyLimits.BROWSER_SESSION_LIFETIME));
    BrowserSessionRows.makeRoom(tx, session.objectId(), now);
    BrowserSessionRows.insert(
        tx,
        new BrowserSessionRows.Row(session, SecretHash.of(secret)),
        browser.substring(0, Math.min(browser.length(), CustodyLimits.MAX_BROWSER_CHARS)),
        now,
        idleUntil(session, now));
    return ShownToken.handOut(session.id(), secret);
  }

  /**
   * The session that is shown, if it is open; it is open longer by that.
   *
   * @param presented what a browser shows
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public Optional<BrowserSession> find(String presented) {
    return ShownToken.parse(presented).flatMap(shown -> open(shown, now())).map(this::used);
  }

  /**
   * The same for a request that the page makes by itself, such as for a progress that it shows:
   * nobody is there because of it.
   */
  public Optional<BrowserSession> findWithoutUse(String presented) {
    return ShownToken.parse(presented).flatMap(shown -> open(shown, now())).map(Open::session);
  }

  private BrowserSession used(Open open) {
    lastUses.note(open.session.id());
    prolong(open, now());
    return open.session;
  }

  private Optional<Open> open(ShownToken shown, Instant now) {
    return database.read(
        tx ->
            BrowserSessionRows.find(tx, shown.id())
                .filter(row -> row.secretHash().equals(shown.hash()))
                .map(BrowserSessionRows.Row::session)
                .filter(session -> now.isBefore(session.expiresAt()))
                .filter(
                    session ->
                        !SecondFactors.isTooLittle(
                            tx, session.tenantId(), session.objectId(), session.factors()))
                .flatMap(
                    session ->
                        WaysIn.open(
                                tx, WayKind.BROWSER_SESSION, session.id(), session.objectId(), now)
                            .map(way -> new Open(session, way))));
  }

  private record Open(BrowserSession session, WayIn way) {}

  /** Writes at most once a step, so that a page costs no write. */
  private void prolong(Open open, Instant now) {
    Instant idleUntil = idleUntil(open.session, now);
    Instant before = open.way.goodUntil().orElseThrow();
    if (before.plus(CustodyLimits.LAST_USE_STEP).isBefore(idleUntil)) {
      database.write(
          tx -> {
            WaysIn.prolong(tx, open.session.id(), idleUntil);
            return idleUntil;
          });
    }
  }

  /** Ends a session because its person leaves. Without effect if it is not open. */
  public void end(String presented) {
    findWithoutUse(presented)
        .ifPresent(
            session ->
                database.write(
                    tx -> {
                      BrowserSessionRows.end(tx, session.id(), WayEnd.SIGNED_OUT, now());
                      return session;
                    }));
  }

  /**
   * What forms of a session carry to prove that they are its own: nobody can make it who does not
   * have the session.
   *
   * @param presented what the browser of an open session shows
   */
  public static String formToken(String presented) {
    return OpaqueToken.of(
            SecretHash.of(("form " + presented).getBytes(StandardCharsets.UTF_8)).bytes())
        .text();
  }

  private static Instant idleUntil(BrowserSession session, Instant now) {
    Instant idle = now.plus(CustodyLimits.BROWSER_SESSION_IDLE);
    return idle.isBefore(session.expiresAt()) ? idle : session.expiresAt();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
