package dev.freehold.ledger.publish;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteLines;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.tree.Proofs;
import dev.freehold.ledger.witness.AddCheckpoint;
import dev.freehold.ledger.witness.WitnessAnswer;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the heads of the tenants' logs to the witnesses, and stores their answers. A refusal is
 * recorded in the tenant's log only when it is new; otherwise each recorded refusal would make the
 * log grow, and so cause the next. Several nodes may do this at once. Safe for use by many threads.
 */
public final class WitnessRounds {

  private static final Logger LOG = LoggerFactory.getLogger(WitnessRounds.class);
  private static final int MAX_SIZE_BYTES = 20;

  private final Database database;
  private final Ledger ledger;
  private final Checkpoints checkpoints;
  private final LogView.Logs logs;
  private final Clock clock;

  /** Is called with each outcome, for metrics and health checks. */
  @FunctionalInterface
  public interface Listener {
    /** One witness was shown one tenant's head, or was skipped. */
    void submitted(UUID tenantId, VerifierKey witness, SubmissionOutcome outcome);
  }

  /** Rounds over {@code logs}; refusals go to {@code ledger}, which is in {@code database}. */
  public WitnessRounds(
      Database database, Ledger ledger, Checkpoints checkpoints, LogView.Logs logs, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.checkpoints = checkpoints;
    this.logs = logs;
    this.clock = clock;
  }

  /**
   * Shows every tenant's head, where it is not cosigned yet, to every witness that is asked. A log
   * that is damaged has no head to show, and keeps no other from it.
   */
  public void run(Iterable<UUID> tenants, Listener listener) {
    Set<VerifierKey> silent = new HashSet<>();
    for (UUID tenant : tenants) {
      try {
        show(tenant, silent, listener);
      } catch (LedgerException | IllegalArgumentException damaged) {
        LOG.atError()
            .addKeyValue("tenant", tenant)
            .setCause(damaged)
            .log("a tenant's log cannot be shown to witnesses; verify the ledger");
      }
    }
  }

  private void show(UUID tenant, Set<VerifierKey> silent, Listener listener) {
    for (LogWitness witness : checkpoints.witnessesOf(tenant)) {
      SubmissionOutcome outcome =
          silent.contains(witness.key())
              ? SubmissionOutcome.SKIPPED
              : new Submission(tenant, witness).run();
      if (outcome == SubmissionOutcome.UNREACHABLE) {
        // One timeout a round, not one for each tenant.
        silent.add(witness.key());
      }
      listener.submitted(tenant, witness.key(), outcome);
    }
  }

  /** One head shown to one witness. */
  private final class Submission {

    private final UUID tenant;
    private final LogWitness witness;
    private final String vkey;
    private final LogView log;
    private final LedgerHead head;

    Submission(UUID tenant, LogWitness witness) {
      this.tenant = tenant;
      this.witness = witness;
      this.vkey = witness.key().toString();
      this.log = logs.of(tenant);
      this.head = log.head();
    }

    SubmissionOutcome run() {
      Optional<WitnessRows.Row> row = database.read(tx -> WitnessRows.find(tx, tenant, vkey));
      boolean done =
          row.filter(known -> known.refusal().isEmpty())
              .flatMap(WitnessRows.Row::cosigned)
              .filter(head::equals)
              .isPresent();
      if (done) {
        return SubmissionOutcome.COSIGNED;
      }
      SubmissionOutcome outcome;
      try {
        outcome = submit(row.map(WitnessRows.Row::size).orElse(0L), true);
      } catch (IOException silent) {
        LOG.atWarn()
            .addKeyValue("witness", witness.key().name())
            .log("a witness does not answer: {}", silent.toString());
        return SubmissionOutcome.UNREACHABLE;
      }
      if (outcome.isRefusal()) {
        refused(outcome);
      }
      return outcome;
    }

    private SubmissionOutcome submit(long known, boolean mayLearn) throws IOException {
      // Whoever knows more than there is learns so from the answer; there is no proof of that.
      long oldSize = Math.min(known, head.size());
      AddCheckpoint request =
          new AddCheckpoint(
              oldSize, Proofs.consistency(log.hashes(), oldSize, head.size()), note());
      WitnessSubmission.Answer answer = witness.submission().addCheckpoint(request.bytes());
      return switch (answer.status()) {
        case 200 -> cosigned(answer.body());
        case 409 -> conflict(answer, oldSize, mayLearn);
        case 422 -> SubmissionOutcome.INCONSISTENT;
        case 403 -> SubmissionOutcome.KEY_NOT_TRUSTED;
        case 404 -> SubmissionOutcome.LOG_UNKNOWN;
        case 429, 500, 502, 503, 504 -> throw new IOException("it answers " + answer.status());
        default -> SubmissionOutcome.NOT_UNDERSTOOD;
      };
    }

    private SubmissionOutcome conflict(
        WitnessSubmission.Answer answer, long oldSize, boolean mayLearn) throws IOException {
      Optional<Long> known = sizeIn(answer);
      if (known.isEmpty()) {
        return SubmissionOutcome.NOT_UNDERSTOOD;
      }
      long size = known.get();
      if (size == oldSize && size == head.size()) {
        return SubmissionOutcome.FORKED;
      }
      if (size > head.size()) {
        return isOvertaken(size) ? SubmissionOutcome.SKIPPED : SubmissionOutcome.ROLLED_BACK;
      }
      return mayLearn ? submit(size, false) : SubmissionOutcome.NOT_UNDERSTOOD;
    }

    private SignedNote note() {
      return checkpoints.signed(tenant, head);
    }

    /** Another node may have shown a newer head; then the log has it by now. */
    private boolean isOvertaken(long size) {
      return logs.of(tenant).head().size() >= size;
    }

    private SubmissionOutcome cosigned(byte[] body) {
      try {
        for (NoteSignature signature : SignedNote.parseSignatures(body)) {
          boolean isRight =
              new SignedNote(note().text(), List.of(signature))
                  .cosignedAt(witness.key())
                  .isPresent();
          if (isRight) {
            keep(signature);
            return SubmissionOutcome.COSIGNED;
          }
        }
      } catch (MalformedNoteException malformed) {
        LOG.debug("a witness answered no signatures", malformed);
      }
      return SubmissionOutcome.NOT_UNDERSTOOD;
    }

    private void keep(NoteSignature signature) {
      long now = clock.millis();
      var _ =
          database.write(
              tx -> WitnessRows.saveCosigned(tx, tenant, vkey, head, signature.line(), now));
    }

    private void refused(SubmissionOutcome outcome) {
      boolean isNew =
          database.write(
              tx -> {
                if (!WitnessRows.saveRefused(tx, tenant, vkey, outcome.reason(), clock.millis())) {
                  return false;
                }
                ledger.append(tx, entry(outcome));
                return true;
              });
      if (!isNew) {
        return;
      }
      LOG.atError()
          .addKeyValue("witness", witness.key().name())
          .addKeyValue("tenant", tenant)
          .addKeyValue("reason", outcome.reason())
          .log("a witness refuses the tenant's log");
    }

    private LedgerEntry entry(SubmissionOutcome outcome) {
      return new LedgerEntry(
          tenant,
          "system:checkpoints",
          "WitnessRefuse",
          witness.key().name(),
          LedgerEntry.Outcome.REFUSED,
          Map.of("reason", outcome.reason(), "treeSize", Long.toString(head.size())));
    }
  }

  private static Optional<Long> sizeIn(WitnessSubmission.Answer answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    if (!answer.contentType().startsWith(WitnessAnswer.SIZE_TYPE)
        || text.length() > MAX_SIZE_BYTES
        || !text.endsWith("\n")) {
      return Optional.empty();
    }
    try {
      return Optional.of(NoteLines.decimal(text.substring(0, text.length() - 1), "a size"));
    } catch (MalformedNoteException malformed) {
      return Optional.empty();
    }
  }
}
