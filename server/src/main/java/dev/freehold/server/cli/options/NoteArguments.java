package dev.freehold.server.cli.options;

import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteLimits;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the keys and checkpoints of log notes from the command line. */
public final class NoteArguments {

  private NoteArguments() {}

  public static VerifierKey key(String option, VerifierKey.Use use, String vkey) {
    try {
      VerifierKey key = VerifierKey.parse(vkey.strip());
      if (key.use() == use) {
        return key;
      }
    } catch (MalformedNoteException malformed) {
      throw invalid("%s: %s".formatted(option, malformed.getMessage()), malformed);
    }
    throw invalid("%s takes the other kind of key: %s".formatted(option, vkey), null);
  }

  public static SignedNote checkpoint(Path file) throws IOException {
    try {
      if (Files.size(file) > NoteLimits.MAX_NOTE_BYTES) {
        throw invalid(file + " is larger than a checkpoint", null);
      }
      return SignedNote.parse(Files.readAllBytes(file));
    } catch (MalformedNoteException malformed) {
      throw invalid("%s is no checkpoint: %s".formatted(file, malformed.getMessage()), malformed);
    }
  }

  public static ServerException invalid(String message, Throwable cause) {
    return new ServerException(ServerError.INPUT_INVALID, message, cause);
  }
}
