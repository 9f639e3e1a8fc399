package dev.freehold.server.cli.ledger;

import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteLimits;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.receipt.EntryProof;
import dev.freehold.ledger.receipt.ReceiptFinding;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.NoteArguments;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold ledger verify-proof}. */
@Command(
    name = "verify-proof",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies the saved proof of one entry without a server, and shows what the entry says.",
      "Give the log's key as 'freehold ledger key' showed it: the proof does not have it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all holds",
      "1:something does not; each finding is a line",
      "2:the command line is not understood",
      "3:this is no proof, or an argument is wrong"
    })
final class LedgerVerifyProofCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The proof, as the console or the API gave it.")
  private Path file;

  @Mixin private TrustedKeys keys;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    VerifierKey log =
        keys.log()
            .orElseThrow(
                () ->
                    NoteArguments.invalid(
                        "--log-key is missing: whoever checks a proof knows the log's key from"
                            + " elsewhere; 'freehold ledger key' shows it",
                        null));
    byte[] saved = read();
    EntryProof proof;
    try {
      proof = EntryProof.verify(saved, log, keys.witnesses());
    } catch (IOException | MalformedNoteException noProof) {
      throw NoteArguments.invalid(
          "%s is no proof that can be checked: %s".formatted(file, noProof.getMessage()), noProof);
    }
    print(proof, spec.commandLine().getOut());
    return proof.findings().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private byte[] read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(NoteLimits.MAX_PROOF_BYTES + 1);
    }
  }

  private static void print(EntryProof proof, PrintWriter out) {
    line(out, "log", proof.checkpoint().origin());
    line(out, "index", "%d of %d".formatted(proof.index(), proof.checkpoint().size()));
    proof.entry().ifPresent(entry -> print(entry, out));
    line(
        out,
        "witnesses",
        proof.cosigners().isEmpty() ? "none checked" : String.join(", ", proof.cosigners()));
    for (ReceiptFinding finding : proof.findings()) {
      out.println(PrintableText.of(finding.kind().code() + ": " + finding.message()));
    }
    out.println(proof.findings().isEmpty() ? "all holds" : "the proof does not hold");
    out.flush();
  }

  private static void print(HashedEntry entry, PrintWriter out) {
    line(out, "time", entry.time().toString());
    line(out, "operation", entry.operation());
    line(out, "object", entry.objectId());
    line(out, "outcome", entry.outcome().name());
    new TreeMap<>(entry.details())
        .forEach((name, value) -> line(out, "detail", name + " " + value));
    if (!entry.personalNames().isEmpty()) {
      line(out, "personal", "committed to and not in the proof");
    }
  }

  private static void line(PrintWriter out, String label, String text) {
    out.println(PrintableText.of("%-11s%s".formatted(label, text)));
  }
}
