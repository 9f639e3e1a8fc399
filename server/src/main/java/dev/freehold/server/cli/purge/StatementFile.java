package dev.freehold.server.cli.purge;

import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteLimits;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.document.ApprovalStatement;
import dev.freehold.server.document.BackupsStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A statement about a purge in a file, perhaps with signatures of operators.
 *
 * @param text what is signed
 * @param kind what it says
 * @param purge the case
 * @param signatures none, or some
 */
record StatementFile(String text, Kind kind, UUID purge, List<NoteSignature> signatures) {

  StatementFile {
    signatures = List.copyOf(signatures);
  }

  /** What an operator says of a purge. */
  enum Kind {
    /** That it is to begin. */
    APPROVAL,
    /** That backups of what it destroyed are destroyed. */
    BACKUPS
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
      if (isStatement(text)) {
        return of(file, text, List.of());
      }
      SignedNote note = SignedNote.parse(bytes);
      return of(file, note.text(), note.signatures());
    } catch (IOException | MalformedNoteException unreadable) {
      throw invalid(file, unreadable);
    }
  }

  private static boolean isStatement(String text) {
    return ApprovalStatement.parse(text).isPresent() || BackupsStatement.parse(text).isPresent();
  }

  private static StatementFile of(Path file, String text, List<NoteSignature> signatures) {
    return ApprovalStatement.parse(text)
        .map(of -> new StatementFile(text, Kind.APPROVAL, of.purge(), signatures))
        .or(
            () ->
                BackupsStatement.parse(text)
                    .map(of -> new StatementFile(text, Kind.BACKUPS, of.purge(), signatures)))
        .orElseThrow(() -> invalid(file, null));
  }

  private static ServerException invalid(Path file, Exception cause) {
    return new ServerException(
        ServerError.INPUT_INVALID,
        file
            + " is no statement about a purge; 'freehold purge statement' and 'freehold purge"
            + " backups-destroyed' get one",
        cause);
  }
}
