package dev.freehold.ledger.witness;

import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.tree.ProofCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Decides whether to cosign checkpoints. It writes each decision to its disk before it returns the
 * cosignature. So even if it is killed at any moment, it never cosigns a head that contradicts an
 * earlier one. Only one process may use its folder; the caller makes sure of that. Thread-safe.
 */
public final class Witness {

  private final WitnessIdentity identity;
  private final Map<String, List<VerifierKey>> logs;
  private final KnownHeads heads;
  private final RefusedHeads refused;
  private final WitnessListener listener;
  private final Clock clock;
  private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

  private Witness(
      WitnessIdentity identity,
      Map<String, List<VerifierKey>> logs,
      KnownHeads heads,
      RefusedHeads refused,
      WitnessListener listener,
      Clock clock) {
    this.identity = identity;
    this.logs = logs;
    this.heads = heads;
    this.refused = refused;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Opens the witness in {@code folder}, or makes it with a new key if there is none.
   *
   * @param name its name, if it is made; afterwards it has the one it was made with
   * @param logs the keys of the logs that it knows; the name of each is the log's origin
   * @param listener told of each decision, for figures
   * @throws WitnessException if what is in the folder cannot be used, or the witness has another
   *     name
   * @throws MalformedNoteException if the name cannot be a key's
   */
  public static Witness open(
      Path folder, String name, List<VerifierKey> logs, Clock clock, WitnessListener listener) {
    return open(folder, name, logs, clock, listener, new DurableFile(step -> {}));
  }

  static Witness open(
      Path folder,
      String name,
      List<VerifierKey> logs,
      Clock clock,
      WitnessListener listener,
      DurableFile disk) {
    Path keyFile = folder.resolve("witness.key");
    Path heads = folder.resolve("heads");
    Path refused = folder.resolve("refused");
    WitnessIdentity identity;
    if (Files.exists(keyFile)) {
      identity = WitnessIdentity.open(keyFile);
      requireHeads(heads);
    } else {
      makeFolder(heads);
      identity = WitnessIdentity.create(keyFile, name, disk);
    }
    if (!identity.name().equals(name)) {
      throw new WitnessException(
          "the witness in %s is called %s; name it so, or choose another folder"
              .formatted(folder, identity.name()),
          null);
    }
    makeFolder(refused);
    Witness witness =
        new Witness(
            identity,
            byOrigin(logs),
            new KnownHeads(heads, disk),
            new RefusedHeads(refused, disk, clock),
            listener,
            clock);
    // Damage shows at the start, not at the first request.
    witness.logs.keySet().forEach(witness.heads::of);
    return witness;
  }

  private static Map<String, List<VerifierKey>> byOrigin(List<VerifierKey> logs) {
    return logs.stream().collect(Collectors.groupingBy(VerifierKey::name));
  }

  private static void requireHeads(Path heads) {
    if (!Files.isDirectory(heads)) {
      throw new WitnessException(
          ("%s is gone, but the key is there: restore the newest state, or retire the key and start"
                  + " a witness with a new name")
              .formatted(heads),
          null);
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException unusable) {
      throw new WitnessException(
          "%s cannot be made; check its path and rights".formatted(folder), unusable);
    }
  }

  /** What others must know to trust this witness. */
  public VerifierKey verifierKey() {
    return identity.verifierKey();
  }

  /**
   * Answers {@code POST add-checkpoint}: 200 with a cosignature; 400 for what is no such request,
   * 404 for a log it does not know, 403 without a signature of that log, 409 with the size that it
   * knows if the request begins elsewhere or has another root at that size, 422 if the proof does
   * not hold.
   *
   * @param body at most {@link AddCheckpoint#MAX_BYTES}
   * @throws WitnessException if the state cannot be read or written; nothing was cosigned
   */
  public WitnessAnswer add(byte[] body) {
    AddCheckpoint request;
    Checkpoint checkpoint;
    try {
      request = AddCheckpoint.parse(body);
      checkpoint = Checkpoint.parse(request.checkpoint().text());
    } catch (MalformedNoteException malformed) {
      return WitnessAnswer.refused(400, malformed.getMessage());
    }
    List<VerifierKey> keys = logs.get(checkpoint.origin());
    if (keys == null) {
      return WitnessAnswer.refused(404, "this witness does not know the log");
    }
    List<VerifierKey> signers = keys.stream().filter(request.checkpoint()::isSignedBy).toList();
    if (signers.isEmpty()) {
      return WitnessAnswer.refused(403, "no key of the log has signed the checkpoint");
    }
    ReentrantLock turn = turns.computeIfAbsent(checkpoint.origin(), origin -> new ReentrantLock());
    turn.lock();
    try {
      return decide(request, checkpoint);
    } finally {
      turn.unlock();
    }
  }

  private WitnessAnswer decide(AddCheckpoint request, Checkpoint checkpoint) {
    LedgerHead known = heads.of(checkpoint.origin());
    if (checkpoint.size() < known.size()) {
      refuse(RefusedFor.ROLLED_BACK, known, request, checkpoint);
    }
    if (request.oldSize() > checkpoint.size()) {
      return WitnessAnswer.refused(400, "the old size is at most that of the checkpoint");
    }
    if (request.oldSize() != known.size()) {
      return WitnessAnswer.conflict(known.size());
    }
    if (checkpoint.size() == known.size() && !checkpoint.root().equals(known.root())) {
      // An empty tree has one root; nobody need have seen another one.
      if (known.size() == 0) {
        return WitnessAnswer.refused(422, "an empty log has the root of an empty tree");
      }
      refuse(RefusedFor.FORKED, known, request, checkpoint);
      return WitnessAnswer.conflict(known.size());
    }
    if (!ProofCheck.consistent(
        known.size(), known.root(), checkpoint.size(), checkpoint.root(), request.proof())) {
      refuse(RefusedFor.INCONSISTENT, known, request, checkpoint);
      return WitnessAnswer.refused(422, "the consistency proof does not hold");
    }
    try {
      // Also if nothing changes: the last time the disk may have failed after the rename.
      heads.keep(checkpoint.origin(), request.checkpoint());
    } catch (IOException failed) {
      throw new WitnessException(
          "the head could not be kept and is not cosigned; check the disk", failed);
    }
    listener.cosigned(checkpoint.origin());
    refused.continued(checkpoint.origin(), checkpoint.size());
    NoteSignature cosignature = identity.cosign(request.checkpoint().text(), clock.instant());
    return WitnessAnswer.cosigned(cosignature.line());
  }

  private void refuse(
      RefusedFor reason, LedgerHead known, AddCheckpoint request, Checkpoint shown) {
    listener.refused(shown.origin(), reason);
    refused.keep(new RefusedHead(reason, known, shown, request.checkpoint()));
  }
}
