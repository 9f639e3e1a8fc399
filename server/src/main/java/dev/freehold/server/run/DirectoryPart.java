package dev.freehold.server.run;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.RsaKeys;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.approvers.PassphraseVeto;
import dev.freehold.custody.groups.Memberships;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.ways.WayProof;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.operators.Operators;
import dev.freehold.custody.people.AppPasswords;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.custody.people.ProgramSignIns;
import dev.freehold.custody.people.UserSignIns;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.custody.tokens.IssuerName;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.factors.FactorsFeature;
import dev.freehold.server.features.imap.ImapFeature;
import dev.freehold.server.features.tokens.LoginHost;
import dev.freehold.server.login.BrowserLogin;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.server.login.LoginDocuments;
import dev.freehold.server.login.SecondStep;
import dev.freehold.server.login.TokenEndpoint;
import java.net.URI;
import java.security.KeyPair;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Who there is, who says so, and where to ask. */
record DirectoryPart(
    Tenants tenants,
    Identities identities,
    Operators operators,
    Users users,
    Memberships memberships,
    IdentityChanges changes,
    UserSignIns signIns,
    AppPasswords appPasswords,
    BrowserSessions sessions,
    FactorsFeature.Factors factors,
    TokenIssuer issuer,
    LoginHost.Tokens tokens) {

  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  /**
   * Wires who there is.
   *
   * @param others what proves ways in of kinds that other parts have
   */
  static DirectoryPart open(
      Database database,
      Ledger ledger,
      CryptoSuite crypto,
      ServiceMasterKey master,
      URI authority,
      List<WayProof> others,
      Surroundings surroundings) {
    Clock clock = surroundings.clock();
    Tenants tenants = new Tenants(database, ledger, clock);
    Identities identities = new Identities(database, ledger, crypto.random(), clock);
    Users users =
        new Users(
            database,
            ledger,
            crypto.random(),
            clock,
            identities.standings(),
            new PassphraseVeto(database, new Aead(crypto)),
            surroundings.passwordIterations());
    BrowserSessions sessions = new BrowserSessions(database, crypto.random(), clock);
    UserSignIns signIns =
        new UserSignIns(database, ledger, users, sessions, crypto.random(), clock);
    TokenIssuer issuer =
        TokenIssuer.open(
            database,
            identities,
            master,
            () -> signingKeyPair(crypto),
            new IssuerName(authority),
            clock,
            TOKEN_LIFETIME);
    FactorsFeature.Factors factors =
        FactorsFeature.Factors.of(
            database, ledger, crypto.random(), clock, surroundings.nanoTime());
    SecondStep second = new SecondStep(factors.steps());
    return new DirectoryPart(
        tenants,
        identities,
        new Operators(database, tenants, identities, clock),
        users,
        new Memberships(database, surroundings.nanoTime()),
        new IdentityChanges(database, ledger, clock, identities.standings(), others),
        signIns,
        new AppPasswords(database, ledger, crypto.random(), clock),
        sessions,
        factors,
        issuer,
        new LoginHost.Tokens(
            new TokenEndpoint(tenants, issuer, signIns, ledger, clock),
            new DeviceLogin(signIns.deviceCodes(), users, second),
            new BrowserLogin(tenants, users, signIns.authorizationCodes(), second),
            new LoginDocuments(tenants, issuer, clock)));
  }

  /** What people and programs are called. */
  ActorDirectory actors() {
    return new ActorDirectory(identities, users);
  }

  /** Checks the passwords and tokens of mail programs, and finds the mailboxes of each person. */
  ImapFeature.People mailPrograms(Basics basics, MailPart mail, Surroundings surroundings) {
    return new ImapFeature.People(
        users,
        new ProgramSignIns(basics.database(), basics.ledger(), users, appPasswords, basics.clock()),
        appPasswords,
        new BearerTokens(this),
        factors.passwordAlone(),
        mail.mailboxes(),
        mail.permissions(),
        mail.records(),
        surroundings.nanoTime());
  }

  private static KeyPair signingKeyPair(CryptoSuite crypto) {
    return new RsaKeys(crypto).generate(CustodyLimits.SIGNING_KEY_BITS, RSAKeyGenParameterSpec.F4);
  }
}
