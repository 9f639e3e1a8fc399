package dev.freehold.custody.people;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.passkeys.NextStep;
import dev.freehold.custody.passkeys.PasskeyOffer;
import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.custody.passkeys.Passkeys;
import dev.freehold.custody.passkeys.RecoveryCodes;
import dev.freehold.custody.passkeys.SecondFactorRule;
import dev.freehold.custody.passkeys.SecondFactors;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.TestAuthenticator;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.persistence.Dialect;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A server with two people who may have a second factor. */
final class FactorsFixture implements AutoCloseable {

  static final String NAME = "runa@harbour.example";
  static final String OTHER_NAME = "sven@harbour.example";
  static final Password PASSWORD = new Password("seven slow ferries north");
  static final String HOME = "192.0.2.9";
  static final String SUBJECT = "a test";
  static final URI ADDRESS = URI.create("https://harbour.example:8443");
  static final String ORIGIN = ADDRESS.toString();
  static final Optional<PasskeySite> SITE = PasskeySite.of(ADDRESS);
  private static final Password FIRST = new Password("eight slow ferries south");

  final CustodyFixture custody;
  final Users users;
  final UserSignIns signIns;
  final AppPasswords appPasswords;
  final ProgramSignIns programs;
  final IdentityChanges changes;
  final Passkeys passkeys;
  final RecoveryCodes codes;
  final SecondFactors factors;
  final SecondFactorRule rule;
  final TokenIssuer issuer;

  FactorsFixture(Dialect dialect, Path folder) {
    custody = new CustodyFixture(dialect, folder);
    users = QuickPasswords.users(custody, custody.clock, PasswordVeto.NONE);
    signIns = TestSignIns.of(custody, users);
    appPasswords =
        new AppPasswords(
            custody.database, custody.ledger, CustodyFixture.SUITE.random(), custody.clock);
    programs =
        new ProgramSignIns(custody.database, custody.ledger, users, appPasswords, custody.clock);
    changes =
        new IdentityChanges(
            custody.database,
            custody.ledger,
            custody.clock,
            custody.identities.standings(),
            List.of());
    passkeys =
        new Passkeys(
            custody.database, custody.ledger, CustodyFixture.SUITE.random(), custody.clock);
    codes =
        new RecoveryCodes(
            custody.database, custody.ledger, CustodyFixture.SUITE.random(), custody.clock);
    factors = node();
    rule = new SecondFactorRule(custody.database, custody.ledger);
    issuer = TestSignIns.issuer(custody);
    for (String name : List.of(NAME, OTHER_NAME)) {
      users.create(
          custody.tenant.id(),
          name,
          "Person",
          Set.of(Role.AUDITOR),
          Optional.of(FIRST),
          _ -> {},
          "admin");
      users.changePassword(Optional.empty(), name, FIRST, PASSWORD, HOME);
    }
  }

  /** The same service once more, as another process has it. */
  SecondFactors node() {
    return new SecondFactors(
        custody.database, custody.ledger, CustodyFixture.SUITE.random(), custody.clock);
  }

  User runa() {
    return users.require(custody.tenant.id(), NAME);
  }

  User sven() {
    return users.require(custody.tenant.id(), OTHER_NAME);
  }

  Caller caller(User user) {
    return new Caller(
        user.identity().tenantId(),
        user.identity().objectId(),
        user.identity().objectId(),
        user.identity().roles(),
        Optional.of(custody.clock.instant()),
        user.identity().signOuts());
  }

  WayIn register(User user, TestAuthenticator authenticator) {
    PasskeyOffer offer = passkeys.begin(caller(user), user, SITE);
    return passkeys.finish(
        caller(user), offer.ticket(), "Blue key", authenticator.create(offer.options()));
  }

  NextStep.Proof asked(User user) {
    return (NextStep.Proof) factors.after(user, SUBJECT, SITE);
  }

  void require(User administrator, boolean required) {
    rule.setRequired(caller(administrator), required);
  }

  SignInRequest request() {
    return new SignInRequest("shell", "api://freehold/.default offline_access", HOME);
  }

  void write(String sql, UUID id) {
    custody.database.write(tx -> tx.createUpdate(sql).bind("id", id).execute());
  }

  @Override
  public void close() {
    custody.close();
  }
}
