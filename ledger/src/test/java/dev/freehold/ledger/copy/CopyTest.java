package dev.freehold.ledger.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.publish.Checkpoints;
import dev.freehold.ledger.publish.LogIdentity;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.ledger.publish.LogView;
import dev.freehold.ledger.publish.PublishedLog;
import dev.freehold.ledger.testing.TurnedBits;
import dev.freehold.ledger.tile.EntryBundle;
import dev.freehold.ledger.tile.TilePath;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTest {

  private static final UUID TENANT = UUID.fromString("3f2b9d10-aaaa-4ccc-8ddd-001122334455");
  private static final UUID OTHER = UUID.fromString("3f2b9d10-bbbb-4ccc-8ddd-001122334455");
  private static final String PERSON = "f00dbabe-0000-4000-8000-000000000001";
  private static final int ENTRIES = 300;

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private LogIdentity identity;
  private PublishedLog log;
  private Path copy;

  @BeforeEach
  void record() throws IOException {
    database = TestDatabases.open(Dialect.SQLITE, folder, Ledger.MIGRATIONS);
    ledger = new Ledger(database, Clock.systemUTC());
    identity =
        LogIdentity.openOrCreate(
            LogKind.SERVICE, database, ledger, new TurnedBits(), "copy.test", Clock.systemUTC());
    LogView.Logs logs = id -> new LogView(ledger.log(id).head(), ledger.log(id).hashes());
    log =
        new PublishedLog(ledger.log(TENANT), new Checkpoints(database, identity, logs, List.of()));
    var _ =
        database.write(
            tx -> {
              for (int i = 0; i < ENTRIES; i++) {
                ledger.append(tx, entry(TENANT, i));
                if (i % 100 == 0) {
                  ledger.append(tx, entry(OTHER, i));
                }
              }
              return ENTRIES;
            });
    copy = folder.resolve("copy");
    new CopyWriter(new Source(), entries -> {}).write(copy);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static LedgerEntry entry(UUID tenant, int number) {
    return new LedgerEntry(
            tenant,
            PERSON,
            "PolicyEdit",
            "policy-" + number,
            Outcome.DONE,
            Map.of("n", "" + number))
        .withPersonal(number % 7 == 0 ? Map.of("reason", "asked by no. " + number) : Map.of());
  }

  private CopyReport verify() throws IOException {
    return verify(new CopyTrust(Optional.of(key()), List.of(), Optional.empty()));
  }

  private CopyReport verify(CopyTrust trust) throws IOException {
    return CopyCheck.verify(copy, trust);
  }

  private VerifierKey key() {
    return identity.verifierKey(TENANT);
  }

  @Test
  void aCopyHoldsAllAndIsItsOwnersAlone() throws IOException {
    CopyReport report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.isIntact()).isTrue();
    assertThat(report.isKeyTrusted()).isTrue();
    assertThat(report.checkpoint().size()).isEqualTo(ENTRIES);
    assertThat(report.personalValues()).isEqualTo(ENTRIES + 43);
    assertThat(report.erasedValues()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rwx------");
    CopyReport byItsOwnWord = verify(new CopyTrust(Optional.empty(), List.of(), Optional.empty()));
    assertThat(byItsOwnWord.isIntact()).isTrue();
    assertThat(byItsOwnWord.isKeyTrusted()).isFalse();
  }

  @Test
  void whatWasErasedIsMissingAndNothingElse() throws IOException {
    ledger.erasePersonalData(TENANT, PERSON, "system:test");
    copy = folder.resolve("later");
    new CopyWriter(new Source(), entries -> {}).write(copy);
    CopyReport report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.personalValues()).isZero();
    assertThat(report.erasedValues()).isEqualTo(ENTRIES + 43);
  }

  @Test
  void aCopyGoesIntoANewFolderOnly() {
    assertThatThrownBy(() -> new CopyWriter(new Source(), entries -> {}).write(copy))
        .isInstanceOf(IOException.class);
  }

  @Test
  void fault33_anEditedEntryIsNamed() throws IOException {
    List<byte[]> entries = entries(0, 256);
    String edited = new String(entries.get(123), UTF_8).replace("policy-123", "policy-321");
    entries.set(123, edited.getBytes(UTF_8));
    put(entries, 0, 256);
    assertFindings(verify(), Finding.Kind.ENTRY_CHANGED, 123);
  }

  @Test
  void fault33_anEntryEditedWithItsTileIsFoundByTheTilesAbove() throws IOException {
    List<byte[]> entries = entries(0, 256);
    String edited = new String(entries.get(123), UTF_8).replace("policy-123", "policy-321");
    entries.set(123, edited.getBytes(UTF_8));
    put(entries, 0, 256);
    Path tile = copy.resolve("tile/0/000");
    byte[] hashes = Files.readAllBytes(tile);
    byte[] leaf = MerkleHash.ofLeaf(entries.get(123)).bytes();
    System.arraycopy(leaf, 0, hashes, 123 * leaf.length, leaf.length);
    Files.write(tile, hashes);
    CopyReport report = verify();
    assertFindings(report, Finding.Kind.TILE_WRONG, 0);
    assertThat(report.findings()).extracting(Finding::kind).contains(Finding.Kind.ROOT_DIFFERS);
  }

  @Test
  void anEntryThatLacksAMemberIsNamed() throws IOException {
    for (String member : List.of("objectId", "operation", "outcome", "tenantId", "time")) {
      List<byte[]> entries = entries(1, 44);
      String lacking = new String(entries.get(9), UTF_8).replaceFirst(member(member), "");
      entries.set(9, lacking.getBytes(UTF_8));
      Files.write(tile(1, 44), EntryBundle.write(entries));
      assertFindings(verify(), Finding.Kind.ENTRY_MALFORMED, 265);
    }
  }

  private static String member(String name) {
    return "\"%s\":\"[^\"]*\",".formatted(name);
  }

  @Test
  void fault33_aDroppedEntryIsNamed() throws IOException {
    List<byte[]> entries = entries(1, 44);
    entries.remove(10);
    Files.write(copy.resolve("tile/entries/001.p/44"), EntryBundle.write(entries));
    assertFindings(verify(), Finding.Kind.ENTRIES_MISSING, 256);
    Files.delete(copy.resolve("tile/entries/001.p/44"));
    assertFindings(verify(), Finding.Kind.ENTRIES_MISSING, 256);
  }

  @Test
  void fault33_reorderedEntriesAreNamed() throws IOException {
    List<byte[]> entries = entries(0, 256);
    Collections.swap(entries, 40, 41);
    put(entries, 0, 256);
    assertFindings(verify(), Finding.Kind.ENTRY_MISPLACED, 40);
  }

  @Test
  void fault33_aLogThatWasRolledBackDoesNotContinueAnOlderCheckpoint() throws IOException {
    SignedNote before = SignedNote.parse(new Source().checkpoint());
    CopyTrust trust = new CopyTrust(Optional.of(key()), List.of(), Optional.of(before));
    assertThat(verify(trust).isIntact()).isTrue();

    ledger.append(entry(TENANT, ENTRIES));
    CopyTrust later =
        new CopyTrust(
            Optional.of(key()),
            List.of(),
            Optional.of(SignedNote.parse(new Source().checkpoint())));
    assertFindings(verify(later), Finding.Kind.HISTORY_CHANGED, ENTRIES);
  }

  @Test
  void fault34_aLogThatToldSomebodyElseAnotherStoryIsFound() throws IOException {
    NoteKey key = NoteKey.generate();
    String origin = identity.origin(TENANT);
    Checkpoint here = Checkpoint.parse(SignedNote.parse(new Source().checkpoint()).text());
    SignedNote again = signed(key, origin, here.text());
    Files.write(copy.resolve("checkpoint"), again.bytes());
    String elsewhere =
        new Checkpoint(origin, 100, MerkleHash.ofLeaf(new byte[0]), List.of()).text();
    CopyTrust trust =
        new CopyTrust(
            Optional.of(key.verifier(origin, VerifierKey.Use.NOTE)),
            List.of(),
            Optional.of(signed(key, origin, elsewhere)));
    CopyReport report = verify(trust);
    assertThat(report.findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.HISTORY_CHANGED);
  }

  @Test
  void aCheckpointOfAnotherKeyOrWithoutTheWitnessIsFound() throws IOException {
    NoteKey other = NoteKey.generate();
    CopyTrust trust =
        new CopyTrust(
            Optional.of(other.verifier(identity.origin(TENANT), VerifierKey.Use.NOTE)),
            List.of(other.verifier("w.test", VerifierKey.Use.COSIGNATURE)),
            Optional.empty());
    CopyReport report = verify(trust);
    assertThat(report.cosigners()).isEmpty();
    assertThat(report.findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.CHECKPOINT_NOT_SIGNED, Finding.Kind.CHECKPOINT_NOT_COSIGNED);
  }

  @Test
  void personalDataThatIsNotWhatTheEntryCommitsToIsFound() throws IOException {
    Path file = copy.resolve("personal/000");
    Files.writeString(file, Files.readString(file).replace("no. 14\"", "no. 15\""));
    assertFindings(verify(), Finding.Kind.PERSONAL_DATA_CHANGED, 14);
  }

  @Test
  void personalDataThatCannotBeReadIsFoundAndTheRestIsVerified() throws IOException {
    Path file = copy.resolve("personal/000");
    Files.writeString(file, Files.readString(file).replaceFirst("\"", "'"));
    CopyReport report = verify();
    assertFindings(report, Finding.Kind.PERSONAL_DATA_CHANGED, 0);
    assertThat(report.findings()).hasSize(1);
  }

  @Test
  void nullsInPlaceOfPersonalDataAndKeysAreFound() throws IOException {
    Files.writeString(copy.resolve("personal/000"), "null\n");
    CopyReport report = verify();
    assertFindings(report, Finding.Kind.PERSONAL_DATA_CHANGED, 0);
    assertThat(report.findings()).hasSize(1);
    Files.writeString(copy.resolve("keys.json"), "null");
    assertThatThrownBy(() -> verify(new CopyTrust(Optional.empty(), List.of(), Optional.empty())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("give the log's key");
  }

  @Test
  void whatIsNoCompleteCopyIsNotVerified() throws IOException {
    Files.delete(copy.resolve("checkpoint"));
    assertThatThrownBy(this::verify)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a complete one");
    Files.writeString(copy.resolve("checkpoint"), "nonsense");
    assertThatThrownBy(this::verify)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint is none");
  }

  @Test
  void aCopyWithoutAKeyOfItsLogIsVerifiedByAGivenOneOnly() throws IOException {
    assertThat(verify().isIntact()).isTrue();
    Files.writeString(copy.resolve("keys.json"), "{\"origin\":\"a\",\"witnesses\":[]}");
    assertThat(verify().isIntact()).isTrue();
    assertThatThrownBy(() -> verify(new CopyTrust(Optional.empty(), List.of(), Optional.empty())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("give the log's key");
  }

  private static SignedNote signed(NoteKey key, String origin, String text) {
    return new SignedNote(text, List.of(key.sign(origin, text)));
  }

  private static void assertFindings(CopyReport report, Finding.Kind kind, long index) {
    assertThat(report.findings().getFirst().kind()).isEqualTo(kind);
    assertThat(report.findings().getFirst().index()).isEqualTo(OptionalLong.of(index));
  }

  private List<byte[]> entries(long index, int width) throws IOException {
    return new ArrayList<>(EntryBundle.read(Files.readAllBytes(tile(index, width)), width));
  }

  private void put(List<byte[]> entries, long index, int width) throws IOException {
    Files.write(tile(index, width), EntryBundle.write(entries));
  }

  private Path tile(long index, int width) {
    return copy.resolve("tile")
        .resolve(new TilePath(TilePath.Kind.ENTRIES, 0, index, width).toString());
  }

  private final class Source implements LogReader {

    @Override
    public byte[] checkpoint() {
      return log.checkpoint().bytes();
    }

    @Override
    public byte[] keys() throws IOException {
      return OpeningLines.JSON.writeValueAsBytes(log.keys());
    }

    @Override
    public byte[] tile(TilePath tile) {
      return log.tile(tile).orElseThrow();
    }

    @Override
    public byte[] openings(TilePath entries) {
      return log.openings(entries).orElseThrow();
    }
  }
}
