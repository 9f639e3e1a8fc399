package dev.freehold.custody.moves;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.orders.KeptBack;
import dev.freehold.custody.policies.AvailabilityRolls;
import dev.freehold.custody.policies.DepKeys;
import dev.freehold.custody.policies.PolicyBundle;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.reseal.ContentPhase;
import dev.freehold.custody.reseal.EmptyJob;
import dev.freehold.custody.reseal.Emptying;
import dev.freehold.custody.reseal.Resealer;
import dev.freehold.custody.rolls.AvailabilityRollJob;
import dev.freehold.custody.rolls.KeyVersionNeeds;
import dev.freehold.custody.rolls.RollJob;
import dev.freehold.custody.rolls.RollStatement;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of jobs that this module gives to a runner. */
public final class CustodyJobs {

  private CustodyJobs() {}

  /**
   * Every kind: moves of mailboxes, of a geo's sites, rolls, and what these leave over.
   *
   * @param resealer seals content again, whatever it belongs to
   */
  public static List<JobKind> kinds(
      Database database,
      DepKeys depKeys,
      BundleSink bundle,
      Ledger ledger,
      CryptoSuite suite,
      Clock clock,
      Resealer resealer,
      RootRolls rootRolls,
      AvailabilityRolls availabilityRolls,
      CrossCheck crossCheck) {
    KeyMover mover = new KeyMover(depKeys, new WrappedKeys(database), bundle, suite, clock);
    ContentPhase content =
        new ContentPhase(database, new Emptying(database, resealer, bundle, ledger));
    MoveEnd end = new MoveEnd(database, bundle, ledger, clock);
    KeptBack kept = new KeptBack(database, depKeys);
    RollStatement statement =
        new RollStatement(
            database,
            new PolicyBundle(database, bundle),
            depKeys,
            crossCheck,
            new KeyVersionNeeds(database),
            suite);
    Stream<JobKind> moves =
        Stream.of(Moves.ASSIGN, FilePolicies.REGISTER, FilePolicies.RESTORE)
            .map(name -> new MoveJob(name, database, mover, content, end, kept, clock));
    Stream<JobKind> rolls =
        Stream.of(
            new RollJob(database, rootRolls, depKeys, statement, ledger, clock),
            new AvailabilityRollJob(availabilityRolls, depKeys, statement, ledger));
    Stream<JobKind> leftovers = Stream.of(new EmptyJob(database, resealer, content));
    return Stream.of(moves, rolls, leftovers).flatMap(kinds -> kinds).toList();
  }
}
