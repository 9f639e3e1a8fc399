package dev.freehold.powershell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.run.engine.EngineCmdlets;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.SecureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Completion offers")
class CompletionsTest {

  @TempDir private Path folder;

  private Session session;
  private LiveValues live = LiveValues.none();

  @BeforeEach
  void start() {
    session =
        new Session(
            new Silent(),
            folder,
            Map.of("HOME", folder.toString(), "COLOUR", "blue"),
            (file, append) -> {
              throw new AssertionError("nothing is written");
            });
    EngineCmdlets.addTo(session);
    session
        .commands()
        .add(
            List.of(
                CmdletInfo.named("Sort-Object")
                    .alias("sort")
                    .with(Parameter.texts("Property").at(0), Parameter.any("InputObject").byValue())
                    .does(() -> call -> call.write(call.bound().value("InputObject"))),
                CmdletInfo.named("Set-Box")
                    .alias("sbx")
                    .with(
                        Parameter.text("Identity").at(0).mandatory(),
                        Parameter.text("Policy").in("Assign"),
                        Parameter.flag("Refresh").in("Refresh"),
                        Parameter.of("Kind", ArgumentTypes.choice("Kind", "Shared", "Room")),
                        Parameter.text("Region").valid(Validation.set("EUR", "NAM")),
                        Parameter.of("Enabled", ArgumentTypes.BOOLEAN),
                        Parameter.text("Path"))
                    .does(() -> call -> {})));
  }

  private List<String> after(String text) {
    Completion completion = new Completions(session, live).before(text);
    String before = text.substring(0, completion.start());
    return completion.candidates().stream().map(each -> before + each.text()).toList();
  }

  private void run(String script) throws ParseException {
    session.run(SourceText.typed(script), value -> {});
  }

  @Test
  @DisplayName("commands, aliases and functions, wherever a command can stand")
  void commands() throws ParseException {
    run("function Set-Boxes { }");

    assertThat(after("set-bo")).containsExactly("Set-Box", "Set-Boxes");
    assertThat(after("1 | sb")).containsExactly("1 | sbx");
    assertThat(after("$x = Set-Box")).containsExactly("$x = Set-Box", "$x = Set-Boxes");
    assertThat(after("if ($true) { Set-Boxe")).containsExactly("if ($true) { Set-Boxes");
  }

  @Test
  @DisplayName("parameters that were not given and fit those that were")
  void parameters() {
    assertThat(after("Set-Box -P"))
        .containsExactly(
            "Set-Box -Policy",
            "Set-Box -Path",
            "Set-Box -ProgressAction",
            "Set-Box -PipelineVariable");
    assertThat(after("sbx -Refresh -Po")).isEmpty();
    assertThat(after("Set-Box -Refresh -Ref")).isEmpty();
    assertThat(after("Set-Box -Policy x -Id")).containsExactly("Set-Box -Policy x -Identity");
  }

  @Test
  @DisplayName("a function's own parameters and what they accept")
  void functions() throws ParseException {
    run("function Go { param([ValidateSet('left','right')] $Way, [switch] $Fast) }");

    assertThat(after("Go -F")).containsExactly("Go -Fast");
    assertThat(after("Go -Way r")).containsExactly("Go -Way right");
  }

  @Test
  @DisplayName("values of enumerations, sets and Booleans")
  void choices() {
    assertThat(after("Set-Box -Kind "))
        .containsExactly("Set-Box -Kind Shared", "Set-Box -Kind Room");
    assertThat(after("Set-Box -Region n")).containsExactly("Set-Box -Region NAM");
    assertThat(after("Set-Box -Enabled $fa")).containsExactly("Set-Box -Enabled $false");
    assertThat(after("Set-Box -ErrorAction St")).containsExactly("Set-Box -ErrorAction Stop");
  }

  @Test
  @DisplayName("names that a server knows, in quotes where they need them")
  void liveValues() {
    List<String> asked = new ArrayList<>();
    live =
        wanted -> {
          asked.add(wanted.parameter().name() + " for " + wanted.given().text("Identity"));
          return wanted.isFor("Policy") ? List.of("US Policy", "USA") : List.of();
        };

    assertThat(after("Set-Box 'al ice' -Policy us"))
        .containsExactly("Set-Box 'al ice' -Policy 'US Policy'", "Set-Box 'al ice' -Policy USA");
    assertThat(after("Set-Box -Policy \"US P")).containsExactly("Set-Box -Policy \"US Policy\"");
    assertThat(asked).first().isEqualTo("Policy for al ice");
  }

  @Test
  @DisplayName("nothing of a server that does not answer, and interrupts the question")
  void slowServer() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    live =
        wanted -> {
          try {
            new CountDownLatch(1).await();
            return List.of("never");
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        };

    assertThat(after("Set-Box a")).isEmpty();
    assertThat(interrupted.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @DisplayName("no more names than the bound, whatever a server sends")
  void manyNames() {
    live =
        wanted ->
            java.util.stream.IntStream.range(0, 10_000).mapToObj(each -> "box" + each).toList();

    assertThat(after("Set-Box box")).hasSize(CompletionLimits.MAX_LIVE_VALUES);
  }

  @Test
  @DisplayName("variables, the environment and properties of a variable's value")
  void variables() throws ParseException {
    run("$mailbox = [pscustomobject]@{ Name = 'a'; Notes = 'b' }");

    assertThat(after("$mail")).containsExactly("$mailbox");
    assertThat(after("$env:col")).containsExactly("$env:COLOUR");
    assertThat(after("$mailbox.N")).containsExactly("$mailbox.Name", "$mailbox.Notes");
    assertThat(after("Set-Box $mailbox.no")).containsExactly("Set-Box $mailbox.Notes");
  }

  @Test
  @DisplayName("files and folders, with those that start with a dot only if that is typed")
  void files() throws IOException {
    Files.createFile(folder.resolve("key one.txt"));
    Files.createFile(folder.resolve(".keep"));
    Files.createDirectory(folder.resolve("keys"));
    Files.createFile(folder.resolve("keys/do.ps1"));

    assertThat(after("Set-Box -Path ke"))
        .containsExactly("Set-Box -Path 'key one.txt'", "Set-Box -Path keys/");
    assertThat(after("Set-Box -Path ~/.k")).containsExactly("Set-Box -Path ~/.keep");
    assertThat(after("./keys/")).containsExactly("./keys/do.ps1");
    assertThat(after("Set-Box -Path nowhere/")).isEmpty();
  }

  /** Nobody. */
  private static final class Silent implements Host {

    @Override
    public void write(String text, Optional<String> colour) {}

    @Override
    public void warning(String message) {}

    @Override
    public void verbose(String message) {}

    @Override
    public void debug(String message) {}

    @Override
    public void error(ShellError error) {
      throw new AssertionError(error.message());
    }

    @Override
    public void progress(String activity, String status, int percent) {}

    @Override
    public boolean isInteractive() {
      return false;
    }

    @Override
    public Optional<String> ask(String prompt) {
      return Optional.empty();
    }

    @Override
    public Optional<SecureText> askSecret(String prompt) {
      return Optional.empty();
    }
  }

  /** Gives the session a box, its command and variables with boxes. */
  private void openTheBox() throws ParseException {
    session
        .commands()
        .add(
            List.of(
                CmdletInfo.named("Get-Box")
                    .does(
                        () ->
                            call ->
                                call.write(
                                    PsObject.ofType("Box")
                                        .with("Colour", "blue")
                                        .with("Size", 3)))));
    run("$boxes = @(Get-Box); $shelf = [pscustomobject]@{ Boxes = $boxes }; Get-Box");
  }

  @Test
  @DisplayName("members of what a variable has, an element, a property, brackets and $_ are")
  void membersOfAnything() throws ParseException {
    openTheBox();
    assertThat(after("$boxes.Co")).containsExactly("$boxes.Colour");
    assertThat(after("$boxes[0].")).containsExactly("$boxes[0].Colour", "$boxes[0].Size");
    assertThat(after("$shelf.Boxes.Co")).containsExactly("$shelf.Boxes.Colour");
    assertThat(after("$shelf.Boxes[0].S")).containsExactly("$shelf.Boxes[0].Size");
    assertThat(after("(Get-Box).Co")).containsExactly("(Get-Box).Colour");
    assertThat(after("(Get-Box | sort Size).Co")).containsExactly("(Get-Box | sort Size).Colour");
    assertThat(after("Get-Box | ? { $_.Si")).containsExactly("Get-Box | ? { $_.Size");
    assertThat(after("Get-Box | ? { $_.Size -gt 1 } | % { $_.Co"))
        .containsExactly("Get-Box | ? { $_.Size -gt 1 } | % { $_.Colour");
    assertThat(after("$nothing.")).isEmpty();
    assertThat(after("Set-Box | % { $_.")).isEmpty();
  }

  @Test
  @DisplayName("properties of what comes through the pipe are, where a property is asked for")
  void properties() throws ParseException {
    openTheBox();
    for (String command : List.of("Where-Object ", "Sort-Object ", "ForEach-Object ")) {
      assertThat(after("Get-Box | " + command + "Col"))
          .as(command)
          .containsExactly("Get-Box | " + command + "Colour");
    }
    assertThat(after("Get-Box | sort Size | Sort-Object Size, Col"))
        .containsExactly("Get-Box | sort Size | Sort-Object Size, Colour");
    assertThat(after("$boxes | Where-Object Si")).containsExactly("$boxes | Where-Object Size");
  }
}
