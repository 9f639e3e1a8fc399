package dev.freehold.ledger.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.publish.Checkpoints;
import dev.freehold.ledger.publish.LedgerProofs;
import dev.freehold.ledger.publish.LogIdentity;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.ledger.publish.LogView;
import dev.freehold.ledger.publish.LogWitness;
import dev.freehold.ledger.publish.WitnessRounds;
import dev.freehold.ledger.publish.WitnessSubmission;
import dev.freehold.ledger.receipt.ReceiptFinding.Kind;
import dev.freehold.ledger.testing.TurnedBits;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptTest {

  private static final UUID TENANT = UUID.fromString("c0ffee00-1234-4abc-9def-0a0b0c0d0e0f");
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String SIGNED = "5".repeat(64);

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private LogIdentity identity;
  private Witness witness;
  private Checkpoints checkpoints;
  private WitnessRounds rounds;
  private Receipts receipts;
  private final List<Long> attested = new ArrayList<>();

  @BeforeEach
  void open() {
    database = TestDatabases.open(Dialect.SQLITE, folder, Ledger.MIGRATIONS);
    ledger = new Ledger(database, CLOCK);
    identity =
        LogIdentity.openOrCreate(
            LogKind.SERVICE, database, ledger, new TurnedBits(), "receipt.test", CLOCK);
    witness =
        Witness.open(
            folder.resolve("w"),
            "w.test",
            List.of(identity.verifierKey(TENANT)),
            CLOCK,
            WitnessListener.NONE);
    serve(List.of(LogWitness.forAll(witness.verifierKey(), this::sent)));
  }

  private void serve(List<LogWitness> witnesses) {
    LogView.Logs logs = id -> new LogView(ledger.log(id).head(), ledger.log(id).hashes());
    checkpoints = new Checkpoints(database, identity, logs, witnesses);
    rounds = new WitnessRounds(database, ledger, checkpoints, logs, CLOCK);
    receipts =
        new Receipts(
            ledger,
            checkpoints,
            new LedgerProofs(checkpoints, logs),
            purge -> List.copyOf(attested));
  }

  private WitnessSubmission.Answer sent(byte[] body) {
    WitnessAnswer answer = witness.add(body);
    return new WitnessSubmission.Answer(answer.status(), answer.contentType(), answer.body());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Map<String, String> facts() {
    Map<String, String> facts = new HashMap<>();
    facts.put("documentSha256", "4".repeat(64));
    facts.put("signedSha256", SIGNED);
    facts.put("signerCertificateSha256", "6".repeat(64));
    facts.put("inventorySha256", "7".repeat(64));
    facts.put("destroyedKeysSha256", "8".repeat(64));
    facts.put("destroyedOwners", "3");
    facts.put("destroyedKeys", "4");
    facts.put("destroyedObjects", "500");
    facts.put("destroyedBytes", "123456");
    facts.put("withoutVaults", "false");
    for (String name :
        List.of("root1WrapKey", "root1UnwrapKey", "root2WrapKey", "root2UnwrapKey")) {
      facts.put(name, "REFUSED Forbidden");
    }
    return facts;
  }

  private long purged(Map<String, String> facts) {
    ledger.append(entry("KeyUnwrap", Map.of()));
    long index = ledger.record(entry("PolicyPurge", facts)).index();
    ledger.append(entry("KeyUnwrap", Map.of()));
    return index;
  }

  private static LedgerEntry entry(String operation, Map<String, String> facts) {
    return new LedgerEntry(TENANT, "somebody", operation, "case-9", Outcome.DONE, facts)
        .withPersonal(Map.of("reason", "we leave"));
  }

  private Receipt receipt(Map<String, String> facts) {
    long index = purged(facts);
    rounds.run(List.of(TENANT), (tenant, key, outcome) -> {});
    return receipts.of(TENANT, index, true).orElseThrow();
  }

  private ReceiptTrust trust() {
    return new ReceiptTrust(
        Optional.of(identity.verifierKey(TENANT)),
        List.of(witness.verifierKey()),
        false,
        List.of(),
        Optional.of(SIGNED));
  }

  private static List<Kind> findings(Receipt receipt, ReceiptTrust trust) throws IOException {
    return ReceiptCheck.verify(Receipt.parse(receipt.bytes()), trust).findings().stream()
        .map(ReceiptFinding::kind)
        .toList();
  }

  @Test
  void aReceiptHoldsWithoutTheServer() throws IOException {
    Receipt receipt = receipt(facts());
    ReceiptReport report = ReceiptCheck.verify(Receipt.parse(receipt.bytes()), trust());
    assertThat(report.findings()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.isKeyTrusted()).isTrue();
    assertThat(report.areWitnessesTrusted()).isTrue();
    assertThat(report.cosigners()).containsExactly("w.test");
    assertThat(report.index()).isEqualTo(1);
    assertThat(receipt.preconditions()).containsEntry("destroyedKeysSha256", "8".repeat(64));
    assertThat(receipt.personal().values()).containsEntry("reason", "we leave");
  }

  @Test
  void aReceiptWithoutPersonalDataHoldsToo() throws IOException {
    long index = purged(facts());
    rounds.run(List.of(TENANT), (tenant, key, outcome) -> {});
    Receipt receipt = receipts.of(TENANT, index, false).orElseThrow();
    assertThat(new String(receipt.bytes(), UTF_8)).doesNotContain("we leave", "somebody");
    assertThat(findings(receipt, trust())).isEmpty();
  }

  @Test
  void thereIsNoReceiptBeforeAWitnessHasCosigned() {
    long index = purged(facts());
    assertThatThrownBy(() -> receipts.of(TENANT, index, true))
        .isInstanceOfSatisfying(
            LedgerException.class,
            refused -> assertThat(refused.code()).isEqualTo("ledger-not-cosigned"));
  }

  @Test
  void thereIsNoReceiptOfAnythingElse() {
    long index = purged(facts());
    rounds.run(List.of(TENANT), (tenant, key, outcome) -> {});
    assertThat(receipts.of(TENANT, index - 1, true)).isEmpty();
    assertThat(receipts.of(TENANT, index + 2, true)).isEmpty();
    assertThat(receipts.of(TENANT, -1, true)).isEmpty();
    assertThat(receipts.of(UUID.randomUUID(), 0, true)).isEmpty();
  }

  @Test
  void withoutAnyWitnessTheReceiptSaysSoAndHoldsOnlyIfThatWillDo() throws IOException {
    serve(List.of());
    Receipt receipt = receipt(facts());
    assertThat(receipt.keys().witnesses()).isEmpty();
    Optional<VerifierKey> key = Optional.of(identity.verifierKey(TENANT));
    assertThat(
            findings(receipt, new ReceiptTrust(key, List.of(), false, List.of(), Optional.empty())))
        .containsExactly(Kind.NOT_COSIGNED);
    assertThat(
            findings(receipt, new ReceiptTrust(key, List.of(), true, List.of(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void otherKeysVouchForNothing() throws IOException {
    Receipt receipt = receipt(facts());
    NoteKey other = NoteKey.generate();
    ReceiptTrust trust =
        new ReceiptTrust(
            Optional.of(other.verifier(identity.origin(TENANT), VerifierKey.Use.NOTE)),
            List.of(other.verifier("w.test", VerifierKey.Use.COSIGNATURE)),
            false,
            List.of(),
            Optional.of("0".repeat(64)));
    assertThat(findings(receipt, trust))
        .containsExactly(Kind.NOT_SIGNED, Kind.NOT_COSIGNED, Kind.DOCUMENT_DIFFERS);
  }

  private static final String POLICY = "00000000-0000-4000-8000-00000000000b";
  private final NoteKey ines = NoteKey.generate();
  private final NoteKey omar = NoteKey.generate();

  private Map<String, String> approved(String text) {
    Map<String, String> facts = facts();
    facts.put("policyId", POLICY);
    facts.put("operatorKeys", operator(ines).fingerprint() + " " + operator(omar).fingerprint());
    facts.put(
        "operatorSignatures",
        ines.sign("ops", text).content() + " " + omar.sign("ops", text).content());
    return facts;
  }

  private static VerifierKey operator(NoteKey key) {
    return key.verifier("ops", VerifierKey.Use.NOTE);
  }

  private static String approval(String inventorySha256) {
    return """
    freehold purge approval v1
    tenant %s
    policy %s
    purge case-9
    document %s
    signed %s
    inventory %s
    I approve that all keys of what this purge lists are destroyed for good.
    """
        .formatted(TENANT, POLICY, "4".repeat(64), SIGNED, inventorySha256);
  }

  private ReceiptTrust trusting(NoteKey... operators) {
    return new ReceiptTrust(
        Optional.of(identity.verifierKey(TENANT)),
        List.of(witness.verifierKey()),
        false,
        Stream.of(operators).map(ReceiptTest::operator).toList(),
        Optional.empty());
  }

  @Test
  void theOperatorsSignaturesAreCheckedWithTheirKeys() throws IOException {
    Receipt receipt = receipt(approved(approval("7".repeat(64))));
    ReceiptReport report = ReceiptCheck.verify(receipt, trusting(ines, omar));
    assertThat(report.findings()).isEmpty();
    assertThat(report.operators()).containsExactly("ops", "ops");
    assertThat(findings(receipt, trusting(ines, NoteKey.generate())))
        .containsExactly(Kind.OPERATOR_NOT_SIGNED);
  }

  @Test
  void aSignatureOverAnotherListIsNoApproval() throws IOException {
    Receipt receipt = receipt(approved(approval("1".repeat(64))));
    assertThat(findings(receipt, trusting(ines, omar)))
        .containsExactly(Kind.OPERATOR_NOT_SIGNED, Kind.OPERATOR_NOT_SIGNED);
    assertThat(findings(receipt, trust())).isEmpty();
  }

  @Test
  void anEntryWithoutSignaturesOrWithOneOperatorTwiceIsNoProofOfTwo() throws IOException {
    assertThat(findings(receipt(facts()), trusting(ines)))
        .containsExactly(Kind.OPERATOR_NOT_SIGNED);
    Map<String, String> twice = approved(approval("7".repeat(64)));
    String id = operator(ines).fingerprint();
    String signature = ines.sign("ops", approval("7".repeat(64))).content();
    twice.put("operatorKeys", id + " " + id);
    twice.put("operatorSignatures", signature + " " + signature);
    assertThat(findings(receipt(twice), trusting(ines))).contains(Kind.OPERATOR_NOT_SIGNED);
  }

  private void attested(long purge, int number, String day, NoteKey signer, String text) {
    String signed = text.formatted(TENANT, POLICY, purge, "7".repeat(64), number, day);
    attested.add(
        ledger
            .record(
                entry(
                    "PolicyPurgeBackups",
                    Map.of(
                        "number",
                        Integer.toString(number),
                        "destroyedOn",
                        day,
                        "operatorKey",
                        operator(signer).fingerprint(),
                        "operatorSignature",
                        signer.sign("ops", signed).content())))
            .index());
  }

  private static final String BACKUPS =
      """
      freehold backups attestation v1
      tenant %s
      policy %s
      purge case-9
      entry %s
      inventory %s
      number %s
      destroyed %s
      I attest that all backups which held what this purge destroyed are destroyed.
      """;

  private Receipt proven(long purge) {
    rounds.run(List.of(TENANT), (tenant, key, outcome) -> {});
    return receipts.of(TENANT, purge, true).orElseThrow();
  }

  @Test
  void attestationsAboutBackupsAreProvenLikeThePurgeAndTheLastOneCorrectsTheOthers()
      throws IOException {
    long purge = purged(approved(approval("7".repeat(64))));
    assertThat(ReceiptCheck.verify(proven(purge), trusting(ines)).backups()).isEmpty();
    assertThat(new String(proven(purge).bytes(), UTF_8)).doesNotContain("backups");
    attested(purge, 1, "2026-12-06", ines, BACKUPS);
    attested(purge, 2, "2026-12-09", omar, BACKUPS);

    ReceiptReport report =
        ReceiptCheck.verify(Receipt.parse(proven(purge).bytes()), trusting(ines, omar));
    assertThat(report.findings()).isEmpty();
    assertThat(report.backups())
        .extracting(BackupsAttested::number, BackupsAttested::destroyed, BackupsAttested::operator)
        .containsExactly(tuple("1", "2026-12-06", "ops"), tuple("2", "2026-12-09", "ops"));
    ReceiptReport unchecked = ReceiptCheck.verify(proven(purge), trust());
    assertThat(unchecked.holds()).isTrue();
    assertThat(unchecked.backups().getLast().operator()).isEqualTo(operator(omar).fingerprint());
  }

  @Test
  void anAttestationOfAnotherOrderOperatorOrTextIsFound() throws IOException {
    long purge = purged(approved(approval("7".repeat(64))));
    attested(purge, 2, "2026-12-06", ines, BACKUPS);
    assertThat(findings(proven(purge), trusting(ines))).containsExactly(Kind.ATTESTATION_WRONG);
    attested.clear();
    attested(purge, 1, "2026-12-06", NoteKey.generate(), BACKUPS);
    assertThat(findings(proven(purge), trusting(ines))).containsExactly(Kind.ATTESTATION_WRONG);
    attested.clear();
    attested(purge, 1, "2026-12-06", ines, BACKUPS.replace("case-9", "case-8"));
    assertThat(findings(proven(purge), trusting(ines))).containsExactly(Kind.ATTESTATION_WRONG);
    attested.clear();
    attested.add(purge - 1);
    assertThat(findings(proven(purge), trust())).containsExactly(Kind.ATTESTATION_WRONG);
  }

  @Test
  void anAttestationThatIsNotInTheLogOrWasChangedIsFound() throws IOException {
    long purge = purged(approved(approval("7".repeat(64))));
    attested(purge, 1, "2026-12-06", ines, BACKUPS);
    String text = new String(proven(purge).bytes(), UTF_8);
    Receipt changed = Receipt.parse(text.replace("2026-12-06", "2026-12-01").getBytes(UTF_8));
    assertThat(findings(changed, trusting(ines)))
        .containsExactlyInAnyOrder(Kind.NOT_INCLUDED, Kind.ATTESTATION_WRONG);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"destroyedObjects\" : \"500\"', '\"destroyedObjects\" : \"5\"', PRECONDITIONS_CHANGED",
    "'\"outcome\" : \"DONE\"', '\"outcome\" : \"FAILED\"', PRECONDITIONS_CHANGED",
    "'we leave', 'we stay', PERSONAL_DATA_CHANGED",
    "'index 1\\n', 'index 0\\n', NOT_INCLUDED",
    "'\\\"objectId\\\":\\\"case-9\\\"', '\\\"objectId\\\":\\\"case-8\\\"', NOT_INCLUDED",
    "'\\\"v\\\":2', '\\\"v\\\":3', ENTRY_WRONG"
  })
  void whatIsChangedInAReceiptIsFound(String from, String to, Kind expected) throws IOException {
    String text = new String(receipt(facts()).bytes(), UTF_8);
    assertThat(text).contains(from);
    Receipt changed = Receipt.parse(text.replace(from, to).getBytes(UTF_8));
    assertThat(findings(changed, trust())).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "root2UnwrapKey, REMAINS",
    "root2UnwrapKey, UNKNOWN timeout",
    "root2UnwrapKey, ''",
    "signerCertificateSha256, ''",
    "destroyedKeysSha256, none",
    "destroyedKeys, many"
  })
  void aPurgeWithoutItsPreconditionsHasNoGoodReceipt(String name, String value) throws IOException {
    Map<String, String> facts = facts();
    facts.put(name, value);
    assertThat(findings(receipt(facts), trust())).containsExactly(Kind.PRECONDITION_MISSING);
  }

  @Test
  void vaultsThatAreGoneMaySayNothingIfThePurgeWasAskedForSo() throws IOException {
    Map<String, String> facts = facts();
    facts.put("withoutVaults", "true");
    facts.put("root1WrapKey", "UNKNOWN timeout");
    assertThat(findings(receipt(facts), trust())).isEmpty();
  }

  @Test
  void whatIsNoReceiptIsRefused() {
    String good = new String(receipt(facts()).bytes(), UTF_8);
    for (String bad :
        List.of(
            "",
            "null",
            "[]",
            good.replace("receipt-v1", "receipt-v2"),
            good.replace("\"proof\"", "\"prove\""),
            good.replaceFirst("\"log\" : \"[^\"]*\"", "\"log\" : null"),
            good.replaceFirst("\\{", "{\"more\":1,"),
            good + "{}")) {
      assertThatThrownBy(() -> Receipt.parse(bad.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }
    Receipt noProof = parsed(good.replace("tlog-proof@v1", "tlog-proof@v9"));
    assertThatThrownBy(() -> ReceiptCheck.verify(noProof, trust()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("proof");
  }

  private static Receipt parsed(String text) {
    try {
      return Receipt.parse(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
