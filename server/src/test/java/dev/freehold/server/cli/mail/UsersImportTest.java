package dev.freehold.server.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.folders.RenamedFolder;
import dev.freehold.mail.transfer.TransferFailure;
import dev.freehold.mail.transfer.TransferStop;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.server.cli.options.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The import of many users' mail")
class UsersImportTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, Path> users = new TreeMap<>();

  @TempDir private Path folder;

  @BeforeEach
  void makeUsers() throws IOException {
    for (String name : List.of("alice", "bob", "carol")) {
      Path maildir = folder.resolve(name);
      Files.createDirectories(maildir.resolve("cur"));
      users.put(name + "@contoso.example", maildir);
    }
  }

  @Test
  void goesOnWithOthersIfOneMailboxRefusesOrHasNoMail() throws IOException {
    users.put("dave@contoso.example", folder.resolve("absent"));
    int exitCode =
        run(
            (address, source) ->
                summary(
                    address.startsWith("bob")
                        ? Optional.of(stop(TransferStop.Kind.REFUSED))
                        : Optional.empty()));
    assertThat(exitCode).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(out.toString())
        .contains(
            "alice@contoso.example  " + folder.resolve("alice"),
            "users    2 imported, 2 incomplete, 0 left",
            "incomplete: bob@contoso.example",
            "incomplete: dave@contoso.example",
            "renamed  a*b -> a=2Ab");
    assertThat(err.toString())
        .contains(
            "freehold: code: why",
            "give the same command again",
            "freehold: import-source-not-found");
  }

  @Test
  void endsIfTheServerDoesNotAnswerAnyMore() throws IOException {
    int exitCode =
        run((address, source) -> summary(Optional.of(stop(TransferStop.Kind.UNREACHABLE))));
    assertThat(exitCode).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(out.toString())
        .contains("users    0 imported, 1 incomplete, 2 left")
        .doesNotContain("bob");
  }

  @Test
  void isCompleteIfEveryUserIs() throws IOException {
    assertThat(run((address, source) -> summary(Optional.empty()))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("users    3 imported, 0 incomplete, 0 left");
    assertThat(err.toString()).isEmpty();
  }

  private int run(UsersImport.Importing importing) throws IOException {
    return new UsersImport(importing, new PrintWriter(out), new PrintWriter(err)).run(users);
  }

  private static TransferStop stop(TransferStop.Kind kind) {
    return new TransferStop(kind, "code", "why");
  }

  private static TransferSummary summary(Optional<TransferStop> stopped) {
    List<TransferFailure> none = List.of();
    return new TransferSummary(
        2, 20, 0, 0, 0, 0, none, stopped, List.of(new RenamedFolder("a*b", "a=2Ab")), "00");
  }
}
