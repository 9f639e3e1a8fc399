package dev.freehold.server.cli;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line with a code, and an exit code. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
    PrintWriter err = command.getErr();
    if (failure instanceof ServerException known) {
      err.println("freehold: " + known.code() + ": " + known.getMessage());
      return exitCode(known.error());
    }
    err.println("freehold: internal-error: " + failure);
    failure.printStackTrace(err);
    return ExitCode.INTERNAL;
  }

  private static int exitCode(ServerError error) {
    return switch (error) {
      case CONFIGURATION_INVALID, DATA_FOLDER_NOT_EMPTY, CONNECTION_INVALID ->
          ExitCode.INVALID_INPUT;
      case DATA_FOLDER_UNUSABLE,
          DATA_FOLDER_IN_USE,
          ADDRESS_UNUSABLE,
          SERVER_UNREACHABLE,
          SERVER_ANSWER_INVALID ->
          ExitCode.UNAVAILABLE;
      case CONTENT_MISMATCH -> ExitCode.INCOMPLETE;
    };
  }
}
