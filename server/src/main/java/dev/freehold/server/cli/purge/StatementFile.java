package dev.freehold.server.cli.purge;

import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteLimits;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.document.ApprovalStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A statement about a purge in a file, perhaps with signatures of operators.
 *
 * @param statement what is signed
 * @param signatures none, or some
 */
record StatementFile(ApprovalStatement statement, List<NoteSignature> signatures) {

  StatementFile {
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads a file.
   *
   * @throws ServerException {@code INPUT_INVALID} if it is no statement
   */
  static StatementFile read(Path file) {
    try {
      if (Files.size(file) > NoteLimits.MAX_NOTE_BYTES) {
        throw invalid(file, null);
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (ApprovalStatement.parse(text).isPresent()) {
        return new StatementFile(ApprovalStatement.parse(text).get(), List.of());
      }
      SignedNote note = SignedNote.parse(bytes);
      return new StatementFile(
          ApprovalStatement.parse(note.text()).orElseThrow(() -> invalid(file, null)),
          note.signatures());
    } catch (IOException | MalformedNoteException unreadable) {
      throw invalid(file, unreadable);
    }
  }

  private static ServerException invalid(Path file, Exception cause) {
    return new ServerException(
        ServerError.INPUT_INVALID,
        file + " is no statement about a purge; 'freehold purge statement' gets one",
        cause);
  }
}
