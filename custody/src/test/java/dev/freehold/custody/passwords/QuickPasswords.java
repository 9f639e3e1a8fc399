package dev.freehold.custody.passwords;

import dev.freehold.custody.people.Users;
import dev.freehold.custody.testing.CustodyFixture;
import java.time.Clock;

/** People whose passwords are hashed in a moment, for tests in which that is not the subject. */
public final class QuickPasswords {

  private static final int ITERATIONS = 1_000;

  private QuickPasswords() {}

  /** People of these databases. */
  public static Users users(CustodyFixture custody, Clock clock, PasswordVeto veto) {
    return new Users(
        custody.database,
        custody.ledger,
        CustodyFixture.SUITE.random(),
        clock,
        custody.identities.standings(),
        veto,
        ITERATIONS);
  }
}
