package dev.freehold.custody.approvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Aead;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.persistence.Dialect;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Approvers")
class ApproversTest {

  private static final Password PASSWORD = new Password("five quiet lanterns burn");
  private static final Password PASSPHRASE = new Password("seven boats, one harbour");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("sign with a key that opens by their passphrase alone")
  void signHere(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      Approvers approvers = approvers(custody, users);
      User ada = person(custody, users, "ada");
      Approver registered =
          approvers.register(custody.tenant.id(), wish(ada), CustodyFixture.ADMIN);
      assertError(
          CustodyError.APPROVER_NOT_REGISTERED,
          () -> approvers.requireSigning(custody.tenant.id()));
      Caller caller = caller(custody, ada);
      KeyPair pair = pair();
      IssuedKey issued = issue(custody, pair);
      assertError(
          CustodyError.PASSWORD_UNACCEPTABLE,
          () -> approvers.makeKey(caller, new Password("short"), _ -> issued));
      assertError(
          CustodyError.PASSWORD_UNACCEPTABLE,
          () -> approvers.makeKey(caller, PASSWORD, _ -> issued));

      approvers.makeKey(caller, PASSPHRASE, _ -> issued);

      Approver current = approvers.requireSigning(custody.tenant.id());
      assertThat(current.id()).isEqualTo(registered.id());
      assertThat(current.certificate().orElseThrow().certificate()).isEqualTo(issued.certificate());
      assertThat(approvers.openKey(caller, current, PASSPHRASE, "192.0.2.9"))
          .isEqualTo(pair.getPrivate());
      assertError(
          CustodyError.PASSPHRASE_WRONG,
          () -> approvers.openKey(caller, current, PASSWORD, "192.0.2.9"));
      custody.clock.advance(CustodyLimits.SIGNING_SIGN_IN_AGE.plusSeconds(1));
      assertError(
          CustodyError.SIGN_IN_NOT_RECENT,
          () -> approvers.openKey(caller, current, PASSPHRASE, "192.0.2.9"));
      custody.clock.advance(Duration.ofDays(-1));
      assertError(
          CustodyError.SIGN_IN_NOT_RECENT,
          () -> approvers.openKey(caller, current, PASSPHRASE, "192.0.2.9"));
      assertThat(custody.entries("ApproverKeyCreate"))
          .singleElement()
          .satisfies(
              recorded -> {
                String person = ada.identity().objectId().toString();
                assertThat(recorded.entry().personal()).containsEntry("approver", person);
                assertThat(recorded.entry().details().values()).doesNotContain(person);
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault60: do not sign in by their passphrase, whichever of the two came first")
  void fault60_passphraseIsNoPassword(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      Approvers approvers = approvers(custody, users);
      User ada = person(custody, users, "ada");
      Optional<UUID> tenant = Optional.of(custody.tenant.id());
      approvers.register(custody.tenant.id(), wish(ada), CustodyFixture.ADMIN);
      assertError(
          CustodyError.PASSWORD_UNACCEPTABLE,
          () -> approvers.makeKey(caller(custody, ada), PASSWORD, _ -> issue(custody, pair())));
      approvers.makeKey(caller(custody, ada), PASSPHRASE, _ -> issue(custody, pair()));

      String name = ada.userPrincipalName();
      assertError(
          CustodyError.PASSWORD_UNACCEPTABLE,
          () -> users.changePassword(tenant, name, PASSWORD, PASSPHRASE, "192.0.2.9"));
      Password other = new Password("nine bells in the tower");
      users.changePassword(tenant, name, PASSWORD, other, "192.0.2.9");
      assertThat(users.authenticate(tenant, name, other, "192.0.2.9").identity().objectId())
          .isEqualTo(ada.identity().objectId());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are replaced after the wait, never at once, and not by revoking them either")
  void replaced(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      Approvers approvers = approvers(custody, users);
      User ada = person(custody, users, "ada");
      User ben = person(custody, users, "ben");
      approvers.register(custody.tenant.id(), wish(ada), CustodyFixture.ADMIN);
      approvers.makeKey(caller(custody, ada), PASSPHRASE, _ -> issue(custody, pair()));
      approvers.revoke(custody.tenant.id(), CustodyFixture.ADMIN);

      approvers.register(custody.tenant.id(), wish(ben), CustodyFixture.ADMIN);
      approvers.makeKey(caller(custody, ben), PASSPHRASE, _ -> issue(custody, pair()));

      assertError(
          CustodyError.APPROVER_CERTIFICATE_REVOKED,
          () -> approvers.requireSigning(custody.tenant.id()));
      custody.clock.advance(CustodyLimits.APPROVER_WAIT.minusSeconds(1));
      assertThat(approvers.standing(custody.tenant.id()).pending().map(Approver::objectId))
          .contains(ben.identity().objectId());
      custody.clock.advance(Duration.ofSeconds(1));
      assertThat(approvers.requireSigning(custody.tenant.id()).objectId())
          .isEqualTo(ben.identity().objectId());
      users.delete(custody.tenant.id(), ben.userPrincipalName(), CustodyFixture.ADMIN);
      Approver gone = approvers.requireSigning(custody.tenant.id());
      assertError(CustodyError.APPROVER_UNFIT, () -> approvers.requirePerson(gone));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are persons with the role, whom somebody else registers")
  void fit(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      Approvers approvers = approvers(custody, users);
      User ada = person(custody, users, "ada");
      assertError(
          CustodyError.APPROVER_UNFIT,
          () ->
              approvers.register(
                  custody.tenant.id(), wish(ada), ada.identity().objectId().toString()));
      User plain =
          users
              .create(
                  custody.tenant.id(),
                  "carl@lantern.example",
                  "Carl",
                  Set.of(),
                  Optional.of(PASSWORD),
                  _ -> {},
                  CustodyFixture.ADMIN)
              .user();
      assertError(
          CustodyError.APPROVER_UNFIT,
          () -> approvers.register(custody.tenant.id(), wish(plain), CustodyFixture.ADMIN));
      assertThat(approvers.standing(custody.tenant.id()))
          .isEqualTo(new ApproverStanding(Optional.empty(), Optional.empty()));
    }
  }

  private static Users users(CustodyFixture custody) {
    return QuickPasswords.users(
        custody,
        custody.clock,
        new PassphraseVeto(custody.database, new Aead(CustodyFixture.SUITE)));
  }

  private static Approvers approvers(CustodyFixture custody, Users users) {
    return new Approvers(
        custody.database, custody.ledger, users, new Aead(CustodyFixture.SUITE), custody.clock);
  }

  private static User person(CustodyFixture custody, Users users, String name) {
    return users
        .create(
            custody.tenant.id(),
            name + "@lantern.example",
            name,
            Set.of(Role.APPROVER),
            Optional.of(PASSWORD),
            _ -> {},
            CustodyFixture.ADMIN)
        .user();
  }

  private static ApproverWish wish(User person) {
    return new ApproverWish(person.userPrincipalName(), Optional.empty(), "");
  }

  private static Caller caller(CustodyFixture custody, User person) {
    return new Caller(
        custody.tenant.id(),
        person.identity().objectId(),
        PublicClient.APP_ID,
        person.identity().roles(),
        Optional.of(custody.clock.instant()),
        person.identity().signOuts());
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes EC keys", e);
    }
  }

  private static IssuedKey issue(CustodyFixture custody, KeyPair pair) {
    Instant now = custody.clock.instant();
    X500Name name = new X500Name("CN=Ada");
    try {
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          BigInteger.TWO,
                          Date.from(now.minusSeconds(60)),
                          Date.from(now.plus(Duration.ofDays(365))),
                          name,
                          pair.getPublic())
                      .build(
                          new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
      return new IssuedKey(pair.getPrivate(), certificate, List.of());
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("an EC key signs", e);
    }
  }

  private static void assertError(CustodyError error, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }
}
