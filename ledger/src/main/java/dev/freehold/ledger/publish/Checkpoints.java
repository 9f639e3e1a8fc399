package dev.freehold.ledger.publish;

import dev.freehold.ledger.LedgerError;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.tree.Proofs;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The checkpoints of the tenants' logs. Safe for use by many threads. */
public final class Checkpoints {

  /** Tenants whose newest checkpoint is remembered; beyond that they are signed anew. */
  private static final int MAX_REMEMBERED = 1024;

  private final Database database;
  private final LogIdentity identity;
  private final LogView.Logs logs;
  private final List<LogWitness> witnesses;
  private final Map<UUID, Signed> remembered = new ConcurrentHashMap<>();

  private record Signed(LedgerHead head, SignedNote note) {}

  /** The checkpoints of {@code logs}, whose cosignatures are in {@code database}. */
  public Checkpoints(
      Database database, LogIdentity identity, LogView.Logs logs, List<LogWitness> witnesses) {
    this.database = database;
    this.identity = identity;
    this.logs = logs;
    this.witnesses = List.copyOf(witnesses);
  }

  /** Who signs. */
  public LogIdentity identity() {
    return identity;
  }

  /** The keys of the witnesses that are asked about the tenant's log, the tenant's own first. */
  public List<VerifierKey> witnessKeys(UUID tenantId) {
    return witnessesOf(tenantId).stream().map(LogWitness::key).toList();
  }

  List<LogWitness> witnessesOf(UUID tenantId) {
    return witnesses.stream()
        .filter(witness -> witness.tenants().test(tenantId))
        .sorted(Comparator.comparing(witness -> !witness.isOwn()))
        .toList();
  }

  /**
   * The present head of the tenant's log, signed; with cosignatures of the witnesses that have
   * already seen just that head.
   */
  public SignedNote latest(UUID tenantId) {
    LedgerHead head = logs.of(tenantId).head();
    return withCosignatures(tenantId, head, signed(tenantId, head));
  }

  /**
   * The newest head of at least {@code minSize} entries that witnesses have cosigned, signed and
   * cosigned. Where the tenant has its own witness, one of those must have cosigned it. Empty if
   * there is none yet.
   */
  public Optional<SignedNote> cosigned(UUID tenantId, long minSize) {
    LogView log = logs.of(tenantId);
    List<LogWitness> asked = witnessesOf(tenantId);
    boolean hasOwn = asked.stream().anyMatch(LogWitness::isOwn);
    List<String> deciding =
        asked.stream()
            .filter(witness -> witness.isOwn() == hasOwn)
            .map(witness -> witness.key().toString())
            .toList();
    return rows(tenantId).stream()
        .filter(row -> deciding.contains(row.witness()))
        .flatMap(row -> row.cosigned().stream())
        .filter(head -> head.size() >= minSize && head.size() <= log.head().size())
        // What was cosigned is still what the log says, or it is not signed again.
        .filter(head -> Proofs.root(log.hashes(), head.size()).equals(head.root()))
        .distinct()
        .sorted(Comparator.comparingLong(LedgerHead::size).reversed())
        .map(head -> withCosignatures(tenantId, head, identity.sign(tenantId, head)))
        .filter(note -> isCosigned(note, asked, hasOwn))
        .findFirst();
  }

  /**
   * What proofs of the first {@code minSize} entries are made against: the newest cosigned head, or
   * the present one where there is no witness.
   *
   * @throws LedgerException {@link LedgerError#NOT_COSIGNED} if there are witnesses and none has
   *     cosigned so much yet
   */
  SignedNote provable(UUID tenantId, long minSize) {
    return witnessesOf(tenantId).isEmpty()
        ? latest(tenantId)
        : cosigned(tenantId, minSize).orElseThrow(Checkpoints::notCosigned);
  }

  private static LedgerException notCosigned() {
    return new LedgerException(
        LedgerError.NOT_COSIGNED,
        "no witness has cosigned a checkpoint that reaches so far yet; try again in a minute, and"
            + " see the health of the witnesses if it stays so",
        null);
  }

  private static boolean isCosigned(SignedNote note, List<LogWitness> asked, boolean byOwn) {
    return asked.stream()
        .filter(witness -> witness.isOwn() == byOwn)
        .anyMatch(witness -> note.cosignedAt(witness.key()).isPresent());
  }

  /** States that the tenant's log has this head, with no cosignature. */
  SignedNote signed(UUID tenantId, LedgerHead head) {
    Signed known = remembered.get(tenantId);
    if (known != null && known.head.equals(head)) {
      return known.note;
    }
    Signed made = new Signed(head, identity.sign(tenantId, head));
    if (known != null || remembered.size() < MAX_REMEMBERED) {
      remembered.put(tenantId, made);
    }
    return made.note;
  }

  private SignedNote withCosignatures(UUID tenantId, LedgerHead head, SignedNote note) {
    List<NoteSignature> cosignatures = new ArrayList<>();
    List<LogWitness> asked = witnessesOf(tenantId);
    for (WitnessRows.Row row : asked.isEmpty() ? List.<WitnessRows.Row>of() : rows(tenantId)) {
      boolean isAsked = asked.stream().anyMatch(one -> one.key().toString().equals(row.witness()));
      if (isAsked && row.cosigned().filter(head::equals).isPresent()) {
        cosignatures.add(NoteSignature.parse(row.line()));
      }
    }
    return note.with(cosignatures);
  }

  private List<WitnessRows.Row> rows(UUID tenantId) {
    return database.read(tx -> WitnessRows.of(tx, tenantId));
  }
}
