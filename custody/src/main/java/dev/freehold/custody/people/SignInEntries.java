package dev.freehold.custody.people;

import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.util.Map;
import java.util.UUID;

/** How the ledger records sign-ins of people. What a stranger wrote is in none of it. */
final class SignInEntries {

  /** With what somebody signed in. */
  static final String METHODS = "methods";

  private static final UUID NOBODY = new UUID(0, 0);
  private static final String ADDRESS = ActOrigin.ADDRESS;
  private static final String NAME = "userPrincipalName";

  private SignInEntries() {}

  /** A person has got a token by {@code grant}. */
  static LedgerEntry done(User user, String grant, SignInFactors factors, String address) {
    return done(user, Map.of("grant", grant, METHODS, methods(factors)), address);
  }

  /** A program of a person has come in by the person's password. */
  static LedgerEntry byPassword(User user, String program, String address) {
    return done(user, program, SignInFactors.PASSWORD, address);
  }

  static String methods(SignInFactors factors) {
    return String.join(" ", factors.methods());
  }

  /** A program of a person has come in by an app password. */
  static LedgerEntry byAppPassword(User user, String program, UUID wayId, String address) {
    return done(user, Map.of("grant", program, "way", wayId.toString()), address);
  }

  private static LedgerEntry done(User user, Map<String, String> details, String address) {
    return new LedgerEntry(
        user.identity().tenantId(),
        user.identity().objectId().toString(),
        "SignIn",
        PublicClient.APP_ID.toString(),
        Outcome.DONE,
        details,
        Map.of(NAME, user.userPrincipalName(), ADDRESS, address));
  }

  /** Somebody was refused what only this person may do. */
  static LedgerEntry refused(User user, String actor, String operation, String address) {
    return new LedgerEntry(
        user.identity().tenantId(),
        actor,
        operation,
        user.identity().objectId().toString(),
        Outcome.REFUSED,
        Map.of(),
        Map.of(NAME, user.userPrincipalName(), ADDRESS, address));
  }

  /** Somebody tried a name that nobody has. */
  static LedgerEntry ofNobody(String address) {
    return new LedgerEntry(
        NOBODY,
        "anonymous",
        "SignIn",
        PublicClient.APP_ID.toString(),
        Outcome.REFUSED,
        Map.of(),
        Map.of(ADDRESS, address));
  }
}
