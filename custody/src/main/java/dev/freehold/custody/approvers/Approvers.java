package dev.freehold.custody.approvers;

import dev.freehold.crypto.Aead;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.Users;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The person who signs a tenant's purges. There is one at a time. The first counts at once, as long
 * as no purge is open. A successor counts after {@link CustodyLimits#APPROVER_WAIT}, during which
 * the tenant's administrators can see the registration: otherwise one administrator could name an
 * approver for one particular purge. Safe for use by many threads and nodes.
 */
public final class Approvers {

  /** Registrations that are looked through; older ones cannot be the one that counts. */
  private static final int MAX_REGISTRATIONS = 100;

  private final Database database;
  private final Ledger ledger;
  private final Users users;
  private final ApproverKeys keys;
  private final Clock clock;

  /** Keeps registrations in {@code database}, which also holds people and the ledger. */
  public Approvers(Database database, Ledger ledger, Users users, Aead aead, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.users = users;
    this.keys = new ApproverKeys(users.passphraseKeys(), aead);
    this.clock = clock;
  }

  /**
   * Registers an approver. One that was registered before and does not count yet is withdrawn.
   *
   * @param actor who registers; nobody registers themselves
   * @throws CustodyException {@code USER_NOT_FOUND}, {@code APPROVER_UNFIT}, {@code
   *     APPROVER_CERTIFICATE_INVALID} or {@code APPROVER_CERTIFICATE_EXPIRED}
   */
  public Approver register(UUID tenantId, ApproverWish wish, String actor) {
    User person = users.require(tenantId, wish.user());
    UUID objectId = person.identity().objectId();
    if (!isApprover(person) || objectId.toString().equals(actor)) {
      throw new CustodyException(
          CustodyError.APPROVER_UNFIT,
          "an approver is a person of the tenant with the role APPROVER, and not the one that"
              + " registers");
    }
    Optional<ApproverCertificate> certificate =
        wish.certificatePem().map(pem -> CertificateReader.read(pem, wish.issuersPem(), now()));
    return database.write(tx -> register(tx, tenantId, objectId, certificate, actor));
  }

  private Approver register(
      Handle tx,
      UUID tenantId,
      UUID objectId,
      Optional<ApproverCertificate> certificate,
      String actor) {
    ApproverRows.lock(tx, tenantId);
    ApproverStanding before = standing(tx, tenantId);
    Instant now = after(before);
    before.pending().ifPresent(pending -> ApproverRows.withdraw(tx, pending.id(), now));
    boolean isAtOnce = before.current().isEmpty() && !ApproverRows.isPurgeOpen(tx, tenantId);
    Approver made =
        new Approver(
            UUID.randomUUID(),
            tenantId,
            objectId,
            certificate.isPresent() ? SigningPlace.OUTSIDE : SigningPlace.HERE,
            certificate,
            actor,
            now,
            isAtOnce ? now() : now().plus(CustodyLimits.APPROVER_WAIT),
            Optional.empty());
    ApproverRows.insert(tx, made);
    record(tx, made, actor, "ApproverRegister");
    return made;
  }

  /** The newest one counts, so none is of the same time, whichever node's clock tells it. */
  private Instant after(ApproverStanding before) {
    return before
        .pending()
        .or(before::current)
        .map(newest -> newest.registeredAt().plusMillis(1))
        .filter(least -> least.isAfter(now()))
        .orElseGet(this::now);
  }

  /** Who signs now, and who is to. */
  public ApproverStanding standing(UUID tenantId) {
    return database.read(tx -> standing(tx, tenantId));
  }

  private ApproverStanding standing(Handle tx, UUID tenantId) {
    Instant now = now();
    List<Approver> all = ApproverRows.ofTenant(tx, tenantId, MAX_REGISTRATIONS);
    Optional<Approver> current = all.stream().filter(one -> one.isInEffect(now)).findFirst();
    Optional<Approver> pending = all.stream().findFirst().filter(one -> !one.isInEffect(now));
    return new ApproverStanding(current, pending);
  }

  /**
   * The approver whose signature counts now.
   *
   * @throws CustodyException {@code APPROVER_NOT_REGISTERED}; {@code APPROVER_UNFIT} if the person
   *     is gone; {@code APPROVER_CERTIFICATE_EXPIRED}, {@code APPROVER_CERTIFICATE_REVOKED} or
   *     {@code APPROVER_REVOCATION_UNKNOWN}
   */
  public Approver requireSigning(UUID tenantId) {
    Approver current =
        standing(tenantId)
            .current()
            .orElseThrow(
                () ->
                    new CustodyException(
                        CustodyError.APPROVER_NOT_REGISTERED,
                        "the tenant has no approver in effect; let an administrator register one"));
    requireTrusted(current);
    return current;
  }

  private void requireTrusted(Approver approver) {
    if (approver.revokedAt().isPresent()) {
      throw new CustodyException(
          CustodyError.APPROVER_CERTIFICATE_REVOKED,
          "the tenant has revoked the approver's certificate; register a new one");
    }
    ApproverCertificate certificate = approver.certificate().orElseThrow();
    certificate.requireNotOnList(now());
    certificate.requireValidAt(now());
  }

  /**
   * Makes sure that the person is still one who may sign.
   *
   * @throws CustodyException {@code APPROVER_UNFIT}
   */
  public User requirePerson(Approver approver) {
    return users
        .find(approver.tenantId(), approver.objectId().toString())
        .filter(Approvers::isApprover)
        .orElseThrow(
            () ->
                new CustodyException(
                    CustodyError.APPROVER_UNFIT,
                    "the approver is no person of the tenant with the role APPROVER any more"));
  }

  private static boolean isApprover(User person) {
    return person.identity().kind() == Identity.Kind.USER
        && person.identity().roles().contains(Role.APPROVER);
  }

  /**
   * Gives the caller's own registration a key for signing here, once.
   *
   * @param maker makes a key pair for the person
   * @throws CustodyException {@code NOT_THE_APPROVER}, {@code SIGN_IN_NOT_RECENT}, {@code
   *     APPROVER_STEP_REFUSED} if it has a key or signs outside, {@code PASSWORD_UNACCEPTABLE} or
   *     {@code SIGN_INS_BUSY}
   */
  public Approver makeKey(Caller caller, Password passphrase, Function<User, IssuedKey> maker) {
    ApproverStanding standing = standing(caller.tenantId());
    Approver own =
        standing
            .pending()
            .or(standing::current)
            .filter(one -> one.objectId().equals(caller.objectId()))
            .orElseThrow(Approvers::notTheApprover);
    requireRecent(caller);
    if (own.signs() != SigningPlace.HERE || own.certificate().isPresent()) {
      throw keyNotWanted();
    }
    User person = requirePerson(own);
    if (users.isPassword(person, passphrase)) {
      throw PassphraseVeto.same("the signing passphrase is your password for signing in");
    }
    IssuedKey issued = maker.apply(person);
    SealedKey sealed = keys.seal(own, issued.privateKey(), passphrase, person.userPrincipalName());
    return database.write(
        tx -> {
          if (!ApproverRows.keepKey(tx, own.id(), issued, sealed)) {
            throw keyNotWanted();
          }
          Approver made = ApproverRows.byId(tx, own.tenantId(), own.id()).orElseThrow();
          record(tx, made, caller.objectId().toString(), "ApproverKeyCreate");
          return made;
        });
  }

  /**
   * Opens the approver's key for one signature. It records nothing: the caller that signs does.
   *
   * @throws CustodyException {@code NOT_THE_APPROVER}, {@code SIGN_IN_NOT_RECENT}, {@code
   *     APPROVER_STEP_REFUSED} if it signs outside, {@code PASSPHRASE_WRONG}, {@code
   *     TOO_MANY_SIGN_INS} or {@code SIGN_INS_BUSY}
   */
  public PrivateKey openKey(Caller caller, Approver approver, Password passphrase, String address) {
    if (!approver.tenantId().equals(caller.tenantId())
        || !approver.objectId().equals(caller.objectId())) {
      throw notTheApprover();
    }
    requireRecent(caller);
    SealedKey sealed =
        database
            .read(tx -> ApproverRows.key(tx, approver.id()))
            .orElseThrow(
                () ->
                    new CustodyException(
                        CustodyError.APPROVER_STEP_REFUSED,
                        "the approver's key is not here; sign with the program that has it and"
                            + " upload the document"));
    return keys.open(approver, sealed, passphrase, address);
  }

  private void requireRecent(Caller caller) {
    if (!caller.hasSignedInWithin(CustodyLimits.SIGNING_SIGN_IN_AGE, now())) {
      throw new CustodyException(
          CustodyError.SIGN_IN_NOT_RECENT,
          "this needs a token for which the password was typed in the last %d minutes; sign in"
                  .formatted(CustodyLimits.SIGNING_SIGN_IN_AGE.toMinutes())
              + " again with user name and password");
    }
  }

  /**
   * Says that the certificate in effect is not to be trusted any more. It cannot be undone.
   *
   * @throws CustodyException {@code APPROVER_NOT_REGISTERED}
   */
  public Approver revoke(UUID tenantId, String actor) {
    return database.write(
        tx -> {
          ApproverRows.lock(tx, tenantId);
          Approver current =
              standing(tx, tenantId)
                  .current()
                  .orElseThrow(
                      () ->
                          new CustodyException(
                              CustodyError.APPROVER_NOT_REGISTERED,
                              "the tenant has no approver in effect"));
          if (current.revokedAt().isEmpty()) {
            ApproverRows.revoke(tx, current.id(), now());
            record(tx, current, actor, "ApproverRevoke");
          }
          return ApproverRows.byId(tx, tenantId, current.id()).orElseThrow();
        });
  }

  /**
   * Takes back the registration that does not count yet.
   *
   * @throws CustodyException {@code APPROVER_NOT_REGISTERED}
   */
  public void withdraw(UUID tenantId, String actor) {
    database.write(
        tx -> {
          ApproverRows.lock(tx, tenantId);
          Approver pending =
              standing(tx, tenantId)
                  .pending()
                  .orElseThrow(
                      () ->
                          new CustodyException(
                              CustodyError.APPROVER_NOT_REGISTERED,
                              "no registration waits; one in effect can only be replaced"));
          ApproverRows.withdraw(tx, pending.id(), now());
          record(tx, pending, actor, "ApproverWithdraw");
          return pending.id();
        });
  }

  /**
   * Keeps the newest list of what the issuer of an approver's certificate has revoked.
   *
   * @throws CustodyException {@code APPROVER_CRL_INVALID}
   */
  public void keepCrl(UUID tenantId, byte[] bytes, String actor) {
    RevocationList crl = RevocationList.parse(bytes);
    database.write(
        tx -> {
          ApproverRows.lock(tx, tenantId);
          ApproverStanding standing = standing(tx, tenantId);
          List<Approver> concerned =
              Stream.of(standing.current(), standing.pending())
                  .flatMap(Optional::stream)
                  .filter(one -> isNewer(crl, one))
                  .toList();
          if (concerned.isEmpty() || crl.madeAt().isAfter(now())) {
            throw RevocationList.invalid("it is of no certificate here, or not newer");
          }
          for (Approver one : concerned) {
            ApproverRows.keepCrl(tx, one.id(), crl);
          }
          record(tx, concerned.getFirst(), actor, "ApproverCrlUpdate");
          return concerned.size();
        });
  }

  private static boolean isNewer(RevocationList crl, Approver approver) {
    return approver
        .certificate()
        .filter(own -> !own.issuers().isEmpty() && crl.isOf(own.issuers().getFirst()))
        .filter(own -> own.crl().map(old -> !crl.madeAt().isBefore(old.madeAt())).orElse(true))
        .isPresent();
  }

  private void record(Handle tx, Approver approver, String actor, String operation) {
    Map<String, String> details = new HashMap<>();
    details.put("signs", approver.signs().name());
    details.put("effectiveAt", approver.effectiveAt().toString());
    approver.certificate().ifPresent(own -> details.put("certificateSha256", own.sha256()));
    ledger.append(
        tx,
        new LedgerEntry(
            approver.tenantId(),
            actor,
            operation,
            approver.id().toString(),
            Outcome.DONE,
            details,
            Map.of("approver", approver.objectId().toString())));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static CustodyException notTheApprover() {
    return new CustodyException(
        CustodyError.NOT_THE_APPROVER,
        "only the approver that the tenant has registered signs its purges, and nobody else");
  }

  private static CustodyException keyNotWanted() {
    return new CustodyException(
        CustodyError.APPROVER_STEP_REFUSED,
        "the registration has a certificate already; another one needs a new registration");
  }
}
