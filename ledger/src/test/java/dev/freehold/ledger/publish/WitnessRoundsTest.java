package dev.freehold.ledger.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerError;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.testing.HonestLog;
import dev.freehold.ledger.testing.TurnedBits;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.witness.AddCheckpoint;
import dev.freehold.ledger.witness.Witness;
import dev.freehold.ledger.witness.WitnessAnswer;
import dev.freehold.ledger.witness.WitnessListener;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
class WitnessRoundsTest {

  private static final UUID TENANT = UUID.fromString("6f8f1c52-1111-4aaa-9bbb-0123456789ab");
  private static final UUID OTHER = UUID.fromString("6f8f1c52-2222-4aaa-9bbb-0123456789ab");
  private static final Clock CLOCK = Clock.systemUTC();

  @Parameter Dialect dialect;
  @TempDir Path folder;

  private final PublishedLogs logs = new PublishedLogs();
  private final List<SubmissionOutcome> outcomes = new ArrayList<>();
  private Database database;
  private Ledger ledger;
  private LogIdentity identity;
  private boolean isDown;

  @BeforeEach
  void open() {
    database = TestDatabases.open(dialect, folder, Ledger.MIGRATIONS);
    ledger = new Ledger(database, CLOCK);
    identity = identity("freehold.test");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private LogIdentity identity(String serviceName) {
    return LogIdentity.openOrCreate(
        LogKind.SERVICE, database, ledger, new TurnedBits(), serviceName, CLOCK);
  }

  private Witness witness(String name) {
    return Witness.open(
        folder.resolve(name.replace('/', '-')),
        name,
        List.of(identity.verifierKey(TENANT), identity.verifierKey(OTHER)),
        CLOCK,
        WitnessListener.NONE);
  }

  private LogWitness asked(Witness witness, Optional<UUID> tenant) {
    WitnessSubmission way = body -> sent(witness, body);
    return tenant
        .map(own -> LogWitness.own(own::equals, witness.verifierKey(), way))
        .orElseGet(() -> LogWitness.forAll(witness.verifierKey(), way));
  }

  private WitnessSubmission.Answer sent(Witness witness, byte[] body) throws IOException {
    if (isDown) {
      throw new IOException("down");
    }
    WitnessAnswer answer = witness.add(body);
    return new WitnessSubmission.Answer(answer.status(), answer.contentType(), answer.body());
  }

  private Checkpoints checkpoints(LogWitness... witnesses) {
    return new Checkpoints(database, identity, logs, List.of(witnesses));
  }

  private SubmissionOutcome round(Checkpoints checkpoints) {
    outcomes.clear();
    new WitnessRounds(database, ledger, checkpoints, logs, CLOCK)
        .run(List.of(TENANT), (tenant, witness, outcome) -> outcomes.add(outcome));
    return outcomes.getFirst();
  }

  private List<LedgerEntry> refusals() {
    return ledger.entries(TENANT, 0, 100).stream().map(RecordedEntry::entry).toList();
  }

  @Test
  void aHeadThatGrowsIsCosignedRoundAfterRound() {
    Witness witness = witness("w.test/1");
    Checkpoints checkpoints = checkpoints(asked(witness, Optional.empty()));
    for (int size : List.of(3, 4, 300, 301)) {
      logs.log(TENANT).growTo(size);
      assertThat(checkpoints.latest(TENANT).cosignedAt(witness.verifierKey())).isEmpty();
      assertThat(round(checkpoints)).isEqualTo(SubmissionOutcome.COSIGNED);
      SignedNote note = checkpoints.latest(TENANT);
      assertThat(note.isSignedBy(identity.verifierKey(TENANT))).isTrue();
      assertThat(note.cosignedAt(witness.verifierKey())).isPresent();
      assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(size);
      assertThat(round(checkpoints)).isEqualTo(SubmissionOutcome.COSIGNED);
    }
    assertThat(refusals()).isEmpty();
  }

  @Test
  void aWitnessThatIsDownDelaysCosigningAndNothingElse() {
    Witness witness = witness("w.test/1");
    Checkpoints checkpoints = checkpoints(asked(witness, Optional.empty()));
    LedgerProofs proofs = new LedgerProofs(checkpoints, logs);
    logs.log(TENANT).growTo(5);
    isDown = true;
    assertThat(round(checkpoints)).isEqualTo(SubmissionOutcome.UNREACHABLE);
    assertThat(checkpoints.latest(TENANT).signatures()).hasSize(1);
    assertThatThrownBy(() -> proofs.tlogProof(TENANT, 2))
        .isInstanceOfSatisfying(
            LedgerException.class,
            refused -> assertThat(refused.code()).isEqualTo("ledger-not-cosigned"));

    isDown = false;
    assertThat(round(checkpoints)).isEqualTo(SubmissionOutcome.COSIGNED);
    TlogProof proof = proofs.tlogProof(TENANT, 2).orElseThrow();
    assertThat(proof.includes(MerkleHash.ofLeaf(logs.log(TENANT).entries().get(2)))).isTrue();
    assertThat(proof.checkpoint().cosignedAt(witness.verifierKey())).isPresent();
    assertThat(refusals()).isEmpty();
  }

  @Test
  void proofsAreAgainstTheNewestCosignedHeadAndEndWithTheLog() {
    Witness witness = witness("w.test/1");
    Checkpoints checkpoints = checkpoints(asked(witness, Optional.empty()));
    LedgerProofs proofs = new LedgerProofs(checkpoints, logs);
    logs.log(TENANT).growTo(5);
    round(checkpoints);
    logs.log(TENANT).growTo(9);
    assertThat(checkpointOf(proofs.tlogProof(TENANT, 4)).size()).isEqualTo(5);
    assertThatThrownBy(() -> proofs.tlogProof(TENANT, 5)).isInstanceOf(LedgerException.class);
    assertThat(proofs.tlogProof(TENANT, 9)).isEmpty();
    assertThat(proofs.tlogProof(TENANT, -1)).isEmpty();
    assertThat(proofs.tlogProof(OTHER, 0)).isEmpty();
    round(checkpoints);
    assertThat(checkpointOf(proofs.tlogProof(TENANT, 4)).size()).isEqualTo(9);
  }

  @Test
  void withoutAWitnessProofsAreAgainstThePresentHead() {
    logs.log(TENANT).growTo(7);
    LedgerProofs proofs = new LedgerProofs(checkpoints(), logs);
    assertThat(checkpointOf(proofs.tlogProof(TENANT, 6)).size()).isEqualTo(7);
  }

  @Test
  void theTenantsOwnWitnessIsTheOneThatCounts() {
    Witness common = witness("w.test/common");
    Witness own = witness("w.test/own");
    Checkpoints checkpoints =
        checkpoints(asked(common, Optional.empty()), asked(own, Optional.of(TENANT)));
    assertThat(checkpoints.witnessKeys(TENANT))
        .containsExactly(own.verifierKey(), common.verifierKey());
    assertThat(checkpoints.witnessKeys(OTHER)).containsExactly(common.verifierKey());

    logs.log(TENANT).growTo(4);
    round(checkpoints(asked(common, Optional.empty())));
    assertThat(checkpoints.cosigned(TENANT, 1)).isEmpty();
    round(checkpoints);
    SignedNote note = checkpoints.cosigned(TENANT, 1).orElseThrow();
    assertThat(note.cosignedAt(own.verifierKey())).isPresent();
    assertThat(note.cosignedAt(common.verifierKey())).isPresent();
  }

  @Test
  void fault33_aLogThatWasRolledBackIsRefusedRecordedOnceAndShown() {
    Witness witness = witness("w.test/1");
    Checkpoints checkpoints = checkpoints(asked(witness, Optional.empty()));
    HonestLog before = HonestLog.of("x", 6);
    logs.put(TENANT, before.copy());
    logs.log(TENANT).growTo(20);
    round(checkpoints);

    logs.put(TENANT, before);
    assertThat(round(checkpoints)).isEqualTo(SubmissionOutcome.ROLLED_BACK);
    assertThat(round(checkpoints)).isEqualTo(SubmissionOutcome.ROLLED_BACK);
    assertThat(refusals())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.operation()).isEqualTo("WitnessRefuse");
              assertThat(entry.objectId()).isEqualTo("w.test/1");
              assertThat(entry.outcome()).isEqualTo(LedgerEntry.Outcome.REFUSED);
              assertThat(entry.details()).containsEntry("reason", "rolled-back");
            });
    // What was cosigned then is not vouched for any more.
    assertThat(checkpoints.cosigned(TENANT, 1)).isEmpty();
  }

  @Test
  void fault34_ofTwoHistoriesTheSecondIsRefused() {
    Witness witness = witness("w.test/1");
    Checkpoints checkpoints = checkpoints(asked(witness, Optional.empty()));
    logs.log(TENANT).growTo(6);
    HonestLog fork = logs.log(TENANT).copy();
    fork.entries().set(5, "another story".getBytes(UTF_8));
    round(checkpoints);

    logs.put(TENANT, fork);
    assertThat(round(checkpoints)).isEqualTo(SubmissionOutcome.FORKED);
    fork.growTo(9);
    assertThat(round(checkpoints)).isEqualTo(SubmissionOutcome.INCONSISTENT);
    assertThat(refusals())
        .extracting(entry -> entry.details().get("reason"))
        .containsExactly("forked", "inconsistent");
    assertThat(checkpoints.cosigned(TENANT, 1)).isEmpty();
  }

  @Test
  void aWitnessThatWasAskedByAnotherNodeIsCaughtUpWith() {
    Witness witness = witness("w.test/1");
    logs.log(TENANT).growTo(4);
    SignedNote elsewhere = identity.sign(TENANT, logs.of(TENANT).head());
    witness.add(new AddCheckpoint(0, List.of(), elsewhere).bytes());
    logs.log(TENANT).growTo(11);
    assertThat(round(checkpoints(asked(witness, Optional.empty()))))
        .isEqualTo(SubmissionOutcome.COSIGNED);
  }

  @Test
  void aDamagedLogKeepsNoOtherFromItsWitnesses() {
    Witness witness = witness("w.test/1");
    LogView.Logs damaged =
        tenant -> {
          if (tenant.equals(TENANT)) {
            throw new LedgerException(LedgerError.DAMAGED, "the head cannot be read", null);
          }
          return logs.of(tenant);
        };
    logs.log(OTHER).growTo(3);
    Checkpoints checkpoints = checkpoints(asked(witness, Optional.empty()));
    new WitnessRounds(database, ledger, checkpoints, damaged, CLOCK)
        .run(List.of(TENANT, OTHER), (tenant, by, outcome) -> outcomes.add(outcome));
    assertThat(outcomes).containsExactly(SubmissionOutcome.COSIGNED);
    assertThat(checkpoints.latest(OTHER).cosignedAt(witness.verifierKey())).isPresent();
  }

  @Test
  void whatAWitnessCanAnswerOtherwise() {
    logs.log(TENANT).growTo(2);
    VerifierKey key = NoteKey.generate().verifier("w.test/odd", VerifierKey.Use.COSIGNATURE);
    assertThat(answered(key, 404, "")).isEqualTo(SubmissionOutcome.LOG_UNKNOWN);
    assertThat(answered(key, 403, "")).isEqualTo(SubmissionOutcome.KEY_NOT_TRUSTED);
    assertThat(answered(key, 400, "")).isEqualTo(SubmissionOutcome.NOT_UNDERSTOOD);
    assertThat(answered(key, 301, "")).isEqualTo(SubmissionOutcome.NOT_UNDERSTOOD);
    assertThat(answered(key, 503, "")).isEqualTo(SubmissionOutcome.UNREACHABLE);
    assertThat(answered(key, 409, "7 \n")).isEqualTo(SubmissionOutcome.NOT_UNDERSTOOD);
    assertThat(answered(key, 409, "1\n")).isEqualTo(SubmissionOutcome.NOT_UNDERSTOOD);
    assertThat(answered(key, 200, "no signature\n")).isEqualTo(SubmissionOutcome.NOT_UNDERSTOOD);
    // A cosignature by another key than the configured one.
    String line = NoteKey.generate().cosign("w.test/odd", "x\n", CLOCK.instant()).line();
    assertThat(answered(key, 200, line + "\n")).isEqualTo(SubmissionOutcome.NOT_UNDERSTOOD);
  }

  private SubmissionOutcome answered(VerifierKey key, int status, String body) {
    WitnessSubmission.Answer answer =
        new WitnessSubmission.Answer(status, WitnessAnswer.SIZE_TYPE, body.getBytes(UTF_8));
    return round(checkpoints(LogWitness.forAll(key, request -> answer)));
  }

  @Test
  void theKeyAndTheNameStayThoseOfTheFirstStart() {
    LogIdentity again = identity("renamed.test");
    assertThat(again.verifierKey(TENANT)).isEqualTo(identity.verifierKey(TENANT));
    assertThat(again.origin(TENANT)).isEqualTo("freehold.test/ledger/" + TENANT);
    assertThat(ledger.entries(new UUID(0, 0), 0, 10))
        .extracting(recorded -> recorded.entry().operation())
        .containsExactly("LogKeyCreate");
  }

  private static Checkpoint checkpointOf(Optional<TlogProof> proof) {
    return Checkpoint.parse(proof.orElseThrow().checkpoint().text());
  }
}
