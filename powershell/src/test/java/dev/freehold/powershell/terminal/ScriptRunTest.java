package dev.freehold.powershell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.complete.LiveValues;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.view.Views;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptRunTest {

  private static final String DECLARING =
      "param([string] $Name, [int] $Count = 1, [switch] $Force)\n"
          + "\"$Name $($Count + 1) $Force\"";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private ScriptRun run(ScriptRun.Format format) {
    return run(format, new PrintWriter(out, true));
  }

  private ScriptRun run(ScriptRun.Format format, PrintWriter to) {
    return run(format, to, false);
  }

  private ScriptRun run(ScriptRun.Format format, PrintWriter to, boolean coloured) {
    return new ScriptRun(
        new ShellSetup(
            "acme",
            coloured ? Map.of("TERM", "xterm") : Map.of(),
            Path.of("."),
            session -> List.of(),
            LiveValues.none(),
            Views.ofLanguage(),
            InstantSource.system()),
        new ScriptRun.Surroundings(
            to, new PrintWriter(err, true), () -> 120, coloured, Optional.empty()),
        format);
  }

  private int text(String command) {
    return run(ScriptRun.Format.TEXT).command(command);
  }

  private int file(String script, String... arguments) {
    return run(ScriptRun.Format.TEXT).file(SourceText.file("/x.ps1", script), List.of(arguments));
  }

  @Test
  @DisplayName("Objects go to standard output, and what is for people to standard error")
  void streams() {
    assertThat(text("1; Write-Host two; Write-Warning three; Write-Error four; 5")).isZero();
    assertThat(out).hasToString("1\ntwo\n5\n");
    assertThat(err).hasToString("WARNING: three\nWrite-Error: four\n");
  }

  @Test
  @DisplayName("The exit code is that of exit, 1 after an error, and for a command that of the end")
  void exitCodes() {
    assertThat(text("exit 9")).isEqualTo(9);
    assertThat(text("throw 'no'")).isEqualTo(1);
    assertThat(text("if (")).isEqualTo(1);
    assertThat(text("Write-Error no")).isEqualTo(1);
    assertThat(text("Write-Error no; 'fine'")).isZero();
    assertThat(text("Write-Error no; exit 0")).isZero();
    assertThat(file("Write-Error no")).isZero();
    assertThat(file("throw 'no'")).isEqualTo(1);
  }

  @Test
  @DisplayName("Arguments bind to what a script declares")
  void arguments() {
    assertThat(file(DECLARING, "-Count", "4", "al ice", "-Force")).isZero();
    assertThat(file(DECLARING, "-Name:$null", "-Force:$false", "3")).isZero();
    assertThat(file(DECLARING, "it's; exit 5")).isZero();
    assertThat(out).hasToString("al ice 5 True\n 4 False\nit's; exit 5 2 False\n");
  }

  @Test
  @DisplayName("As JSON all objects are one array, and nothing else is on standard output")
  void json() {
    ScriptRun run = run(ScriptRun.Format.JSON);
    assertThat(run.command("[pscustomobject]@{ A = 1; B = 'x' }; Write-Host hi; $null; 'é'"))
        .isZero();
    assertThat(out).hasToString("[\n{\"A\":1,\"B\":\"x\"},\nnull,\n\"é\"\n]\n");
    assertThat(err).hasToString("hi\n");
  }

  @Test
  @DisplayName("As JSON no objects are an empty array, and an error leaves the array whole")
  void jsonEdges() {
    assertThat(run(ScriptRun.Format.JSON).command("$a = 1")).isZero();
    assertThat(run(ScriptRun.Format.JSON).command("1; throw 'no'")).isEqualTo(1);
    assertThat(out).hasToString("[]\n[\n1\n]\n");
  }

  @Test
  @DisplayName("A table cannot be JSON, and the error says what to do")
  void tableAsJson() {
    assertThat(run(ScriptRun.Format.JSON).command("1..2 | Format-Table")).isEqualTo(1);
    assertThat(err.toString()).contains("Use Select-Object to choose properties.");
    assertThat(out).hasToString("[]\n");
  }

  @Test
  @DisplayName("Nobody is asked where there is nobody")
  void questions() {
    assertThat(text("Read-Host name")).isEqualTo(1);
    assertThat(err.toString()).contains("NonInteractive mode");
  }

  @Test
  @DisplayName("A script ends when nobody reads its output any more")
  void closedPipe() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws java.io.IOException {
            throw new java.io.IOException("closed");
          }
        };
    ScriptRun run =
        run(ScriptRun.Format.TEXT, new PrintWriter(closed, true, StandardCharsets.UTF_8));
    assertThat(run.command("while ($true) { 'more' }")).isEqualTo(1);
  }

  @Test
  @Timeout(30)
  @DisplayName("A process that is to end asks its script to, and its finally blocks run")
  void stopping() throws InterruptedException {
    ScriptRun run = run(ScriptRun.Format.TEXT);
    String script = "try { 'begun'; Start-Sleep 600 } finally { Write-Host end }";
    Thread thread = Thread.ofPlatform().start(() -> run.command(script));
    while (!out.toString().contains("begun")) {
      LockSupport.parkNanos(1_000_000);
    }
    run.stop();
    thread.join();
    assertThat(out).hasToString("begun\nend\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("A transcript has the objects that are shown, without colour")
  void transcript(boolean coloured, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("t.txt");
    String box = "[pscustomobject]@{ Name = 'alice'; Size = 3 }";
    ScriptRun run = run(ScriptRun.Format.TEXT, new PrintWriter(out, true), coloured);
    String script =
        ("'before'; Start-Transcript '%s'; 'text'; %s | ft Name; %s | Out-Host; %s;"
                + " Stop-Transcript; 1")
            .formatted(file, box, box, box);
    assertThat(run.command(script)).isZero();
    assertThat(out.toString().contains("\u001b[32;1m")).isEqualTo(coloured);
    assertThat(Files.readString(file))
        .containsSubsequence(
            "\ntext\n",
            "Name\n----\nalice\n",
            "Name  Size\n----  ----\nalice    3\n",
            "Name  Size\n----  ----\nalice    3\n",
            "Transcript end")
        .doesNotContain("\u001b", "before", "Transcript stopped");
  }

  @Test
  @DisplayName("$ErrorView says how errors are shown")
  void errorView(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("t.txt");
    String written = "Write-Error no -Category InvalidData";
    assertThat(text("$ErrorView; $ErrorView = 'CategoryView'; " + written)).isEqualTo(1);
    assertThat(err).hasToString("InvalidData: (:) [Write-Error], WriteErrorException\n");
    assertThat(out).hasToString("ConciseView\n");
    err.getBuffer().setLength(0);
    text("$ErrorView = 'normalview'; Start-Transcript '%s'; %s".formatted(file, written));
    assertThat(err.toString())
        .startsWith("Write-Error : no\nAt line:1 char:")
        .contains("\n    + CategoryInfo          : InvalidData: (:) [Write-Error]")
        .contains("\n    + FullyQualifiedErrorId : Microsoft.PowerShell.Commands.")
        .endsWith(".WriteErrorException,Write-Error\n");
    assertThat(Files.readString(file)).contains(err.toString());
    out.getBuffer().setLength(0);
    text("$ErrorView = 'NormalView'; %s; $Error[0] | Out-Host".formatted(written));
    assertThat(err.toString()).contains(out.toString().strip());
    assertThat(out.toString()).contains("CategoryInfo");
  }
}
