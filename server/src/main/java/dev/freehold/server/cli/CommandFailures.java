package dev.freehold.server.cli;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.witness.WitnessException;
import dev.freehold.mail.MailException;
import dev.freehold.mail.transfer.MailSink;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.vault.VaultException;
import dev.freehold.web.WebException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line with a code, and an exit code. */
final class CommandFailures implements IExecutionExceptionHandler {

  /** Statuses below it mean that the caller has to change something. */
  private static final int FIRST_SERVER_ERROR = 500;

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
    return report(failure, command.getErr());
  }

  /** Prints what a command failed with, and tells the exit code. */
  static int report(Exception failure, PrintWriter err) {
    Report report = report(failure);
    err.println("freehold: " + report.code() + ": " + report.message());
    if (report.exitCode() == ExitCode.INTERNAL) {
      failure.printStackTrace(err);
    }
    err.flush();
    return report.exitCode();
  }

  private record Report(String code, String message, int exitCode) {}

  private static Report report(Exception failure) {
    return switch (failure) {
      case ServerException e -> new Report(e.code(), e.getMessage(), exitCode(e.error()));
      case MailException e -> new Report(e.code(), e.getMessage(), ExitCode.INVALID_INPUT);
      case ContentException e -> new Report(e.code(), e.getMessage(), exitCode(e.error()));
      case ApiRefusedException e -> new Report(e.code(), e.getMessage(), exitCode(e.status()));
      case MailSink.RefusedException e -> new Report(e.code(), e.getMessage(), exitCode(e.reach()));
      case CustodyException e -> new Report(e.code(), e.getMessage(), ExitCode.UNAVAILABLE);
      case KeyAccessException e -> new Report(e.code(), e.getMessage(), ExitCode.UNAVAILABLE);
      case CryptoException e -> new Report(e.code(), e.getMessage(), ExitCode.UNAVAILABLE);
      case LedgerException e -> new Report(e.code(), e.getMessage(), ExitCode.UNAVAILABLE);
      case WitnessException e -> new Report(e.code(), e.getMessage(), ExitCode.UNAVAILABLE);
      case PersistenceException e -> new Report(e.code(), e.getMessage(), ExitCode.UNAVAILABLE);
      case VaultException e -> new Report(e.code(), e.getMessage(), ExitCode.UNAVAILABLE);
      case WebException e -> new Report(e.code(), e.getMessage(), ExitCode.UNAVAILABLE);
      case FileAlreadyExistsException e ->
          ofFile(e, "exists already; name another file, or remove this one");
      case NoSuchFileException e -> ofFile(e, "is not there");
      case AccessDeniedException e -> ofFile(e, "must not be read or written by this user");
      case IOException e ->
          new Report("input-output-failed", String.valueOf(e.getMessage()), ExitCode.UNAVAILABLE);
      case InterruptedException _ ->
          new Report("interrupted", "stopped before the end", ExitCode.INCOMPLETE);
      default -> new Report("internal-error", String.valueOf(failure), ExitCode.INTERNAL);
    };
  }

  /** A file of the caller's, which has nothing to do with whether a server answers. */
  private static Report ofFile(FileSystemException failure, String what) {
    return new Report(
        ServerError.INPUT_INVALID.code(), failure.getFile() + " " + what, ExitCode.INVALID_INPUT);
  }

  private static int exitCode(MailSink.Reach reach) {
    return reach == MailSink.Reach.NOW ? ExitCode.UNAVAILABLE : ExitCode.REFUSED;
  }

  private static int exitCode(int status) {
    return status < FIRST_SERVER_ERROR ? ExitCode.REFUSED : ExitCode.UNAVAILABLE;
  }

  private static int exitCode(ServerError error) {
    return switch (error) {
      case CONFIGURATION_INVALID,
          DATA_FOLDER_NOT_EMPTY,
          CONNECTION_INVALID,
          INPUT_INVALID,
          SCRIPT_UNREADABLE ->
          ExitCode.INVALID_INPUT;
      case DATA_FOLDER_UNUSABLE,
          DATA_FOLDER_IN_USE,
          SERVER_UNREACHABLE,
          NODE_ENDED,
          BACKUP_UNREADABLE,
          SERVER_ANSWER_INVALID ->
          ExitCode.UNAVAILABLE;
    };
  }

  private static int exitCode(ContentError error) {
    return switch (error) {
      case RESCUE_NOT_AN_OBJECT, RESCUE_WRONG_BUNDLE, RESCUE_WRONG_KEY, RESCUE_FILE_FAILED ->
          ExitCode.INVALID_INPUT;
      case OBJECT_CORRUPT -> ExitCode.INCOMPLETE;
      case OBJECT_NOT_FOUND,
          OBJECT_TOO_LARGE,
          OBJECT_LENGTH_MISMATCH,
          OBJECT_EXPIRED,
          BLOB_MISSING,
          BLOB_TOO_LARGE,
          STORE_FULL,
          STORE_READ_ONLY,
          STORE_DENIED,
          STORE_FAILED,
          STORE_MISMATCH ->
          ExitCode.UNAVAILABLE;
    };
  }
}
