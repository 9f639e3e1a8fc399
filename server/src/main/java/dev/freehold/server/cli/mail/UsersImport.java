package dev.freehold.server.cli.mail;

import dev.freehold.mail.MailException;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.transfer.TransferStop;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Imports the mail of many users, one after another. A user whose mailbox refuses, or whose mail
 * cannot be read, does not keep the others waiting. A server that does not answer, or does not let
 * this program in, ends all.
 */
final class UsersImport {

  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;

  private final Importing importing;
  private final PrintWriter out;
  private final PrintWriter err;
  private final List<String> incomplete = new ArrayList<>();
  private int done;

  UsersImport(Importing importing, PrintWriter out, PrintWriter err) {
    this.importing = importing;
    this.out = out;
    this.err = err;
  }

  /** Imports one user's mail. */
  @FunctionalInterface
  interface Importing {
    TransferSummary run(String address, ImportSource source) throws IOException;
  }

  /** Imports all and gives the exit code. */
  int run(Map<String, Path> users) throws IOException {
    int exitCode = ExitCode.OK;
    for (Map.Entry<String, Path> user : users.entrySet()) {
      exitCode = one(user.getKey(), user.getValue());
      if (exitCode == ExitCode.UNAVAILABLE) {
        break;
      }
      exitCode = incomplete.isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
    int left = users.size() - done - incomplete.size();
    out.println(
        "users    %d imported, %d incomplete, %d left".formatted(done, incomplete.size(), left));
    incomplete.forEach(address -> out.println("         incomplete: " + address));
    out.flush();
    return exitCode;
  }

  private int one(String address, Path path) throws IOException {
    out.println(PrintableText.of(address + "  " + path));
    out.flush();
    try {
      TransferSummary summary = importing.run(address, ImportSource.ofUser(path));
      int exitCode = TransferReport.ofImport().print(summary, out, err);
      boolean endsAll =
          summary.stopped().map(stop -> stop.kind() != TransferStop.Kind.REFUSED).orElse(false);
      if (exitCode == ExitCode.OK) {
        done++;
      } else {
        incomplete.add(address);
      }
      return endsAll ? ExitCode.UNAVAILABLE : exitCode;
    } catch (MailException e) {
      return failed(address, e.code(), e.getMessage());
    } catch (ApiRefusedException e) {
      if (e.status() == UNAUTHORISED || e.status() == FORBIDDEN) {
        throw e;
      }
      return failed(address, e.code(), e.getMessage());
    }
  }

  private int failed(String address, String code, String message) {
    err.println("freehold: " + code + ": " + message);
    err.flush();
    incomplete.add(address);
    return ExitCode.INCOMPLETE;
  }
}
