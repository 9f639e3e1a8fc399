package dev.freehold.custody.people;

import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.SigningPairs;
import dev.freehold.custody.tokens.IssuerName;
import dev.freehold.custody.tokens.TokenIssuer;
import java.net.URI;
import java.time.Duration;

/** What tests of signing in begin with. */
final class TestSignIns {

  /** The longest that tests of tokens wait; their tokens live as long. */
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

  private TestSignIns() {}

  /** The grants of tokens to these users. */
  static UserSignIns of(CustodyFixture custody, Users users) {
    return new UserSignIns(
        custody.database,
        custody.ledger,
        users,
        sessions(custody),
        CustodyFixture.SUITE.random(),
        custody.clock);
  }

  /** The sessions that browsers begin by them. */
  static BrowserSessions sessions(CustodyFixture custody) {
    return new BrowserSessions(custody.database, CustodyFixture.SUITE.random(), custody.clock);
  }

  /** Who makes the tokens. */
  static TokenIssuer issuer(CustodyFixture custody) {
    return TokenIssuer.open(
        custody.database,
        custody.identities,
        custody.master,
        SigningPairs::next,
        new IssuerName(URI.create("https://login.freehold.example")),
        custody.clock,
        TOKEN_LIFETIME);
  }

  /** Signs in for a device with a password alone; false if no device waits under this code. */
  static boolean approve(
      DeviceCodes devices, UserCode code, String name, Password password, String address) {
    return devices
        .authenticate(code, name, password, address)
        .map(user -> devices.approve(code, user, address))
        .orElse(false);
  }
}
