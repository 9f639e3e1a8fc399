package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ErrorText;
import dev.freehold.powershell.run.error.Position;
import dev.freehold.powershell.run.error.ShellError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors: which end what, who catches them, and how they are shown. */
class ErrorsTest {

  private final Shell shell = new Shell();

  @Test
  @DisplayName("A command that does not exist ends its statement only")
  void commandNotFound() {
    assertThat(shell.run("Get-Nope -X 1; 'next'")).containsExactly("next");
    ShellError error = shell.host.errors.getFirst();
    assertThat(ErrorText.concise(error))
        .isEqualTo(
            "Get-Nope: The term 'Get-Nope' is not recognized as a name of a cmdlet, function,"
                + " script file, or executable program.\nCheck the spelling of the name, or if a"
                + " path was included, verify that the path is correct and try again.");
    assertThat(error.fullId()).startsWith("CommandNotFoundException");
  }

  @Test
  @DisplayName("An error that ends nothing is shown, kept in $Error and seen in $?")
  void nonTerminating() {
    assertThat(shell.run("Get-Missing a; $?; $Error[0].Exception.Message; $Error.Count"))
        .containsExactly(false, "no a", 1);
    assertThat(shell.host.shown).hasToString("Get-Missing: no a\n");
    assertThat(shell.run("$true; $?")).containsExactly(true, true);
  }

  @Test
  @DisplayName("-ErrorAction hides, forgets or raises an error; -ErrorVariable collects it")
  void errorAction() {
    shell.writes("Get-Missing a -ErrorAction SilentlyContinue; $Error.Count", "1");
    shell.writes("Get-Missing b -EA Ignore; $Error.Count", "1");
    shell.writes(
        "Get-Missing c -ea 0silent -ErrorVariable e 2>$null; $e.Count"
            .replace("0silent", "SilentlyContinue"),
        "1");
    shell.writes(
        "Get-Missing d -EA silentlycontinue -EV +e; $e.Count; $e[1].FullyQualifiedErrorId",
        "2",
        "NotThere,Get-Missing");
    List<Object> written = new ArrayList<>();
    assertThat(shell.exit("Get-Missing f -ErrorAction Stop; 'never'", written)).isEqualTo(1);
    assertThat(written).isEmpty();
  }

  @Test
  @DisplayName("$ErrorActionPreference does the same for all that follows")
  void preference() {
    shell.writes(
        "& { $ErrorActionPreference = 'SilentlyContinue'; Get-Missing a; 1/0; 'on' }", "on");
    List<Object> written = new ArrayList<>();
    assertThat(shell.exit("$ErrorActionPreference = 'Stop'; Get-Missing a; 'never'", written))
        .isEqualTo(1);
    assertThat(written).isEmpty();
  }

  @Test
  @DisplayName("try sees only errors that end a statement, unless -ErrorAction Stop")
  void attempts() {
    assertThat(shell.run("try { Get-Missing a; 'on' } catch { 'caught' }")).containsExactly("on");
    shell.host.shown.setLength(0);
    shell.writes(
        "try { Get-Missing a -ErrorAction Stop; 'on' } catch { \"caught: $_\" }", "caught: no a");
    shell.writes(
        "try { Get-Missing -Terminating; 'on' } catch { $_.Exception.Message } finally { 'f' }",
        "no name",
        "f");
    shell.writes(
        "try { 1/0 } catch [System.DivideByZeroException] { 'zero' } catch { 'other' }", "zero");
    shell.writes(
        "try { Get-Missing -Terminating } catch [Net.WebException] { $_.CategoryInfo.Category }",
        "ObjectNotFound");
    shell.writes(
        "try { throw 'boom' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }",
        "boom",
        "boom");
    shell.writes(
        "try { Nope-Cmd } catch { $_.Exception.GetType().Name }", "CommandNotFoundException");
    shell.writes("function f { 1/0; 'after' }; try { f } catch { 'deep' }", "deep");
    shell.writes(
        "try { try { throw 'a' } finally { 'inner' } } catch { \"outer $_\" }", "inner", "outer a");
    shell.writes("try { try { throw 'a' } catch { throw } } catch { \"again $_\" }", "again a");
    shell.writes(
        "foreach ($i in 1,2) { try { if ($i -eq 1) { throw 'x' }; $i } catch { continue } }", "2");
    shell.writes(
        "try { throw [System.ArgumentException]::new('bad') } catch [ArgumentException] { \"$_\" }",
        "bad");
  }

  @Test
  @DisplayName("$Error can be cleared, and keeps a bounded number")
  void clears() {
    shell.writes(
        "1..400 | % { Get-Missing x -EA SilentlyContinue }; $Error.Count; $Error.Clear();"
            + " $Error.Count",
        "256", "0");
  }

  @Test
  @DisplayName("A throw that nothing catches ends the script")
  void uncaught() {
    List<Object> written = new ArrayList<>();
    assertThat(shell.exit("function f { throw 'boom' }; f; 'never'", written)).isEqualTo(1);
    assertThat(written).isEmpty();
    assertThat(shell.host.errors).extracting(ShellError::message).containsExactly("boom");
  }

  @Test
  @DisplayName("&& and || look at whether the left side had an error")
  void chains() {
    shell.writes(
        "Write-Output a && Write-Output b; Get-Missing x -EA Ignore || 'no'", "a", "b", "no");
  }

  @Test
  @DisplayName("An error of a method names it as it was written")
  void methods(@TempDir Path folder) {
    Path file = folder.resolve("no");
    shell.fails(
        "[IO.File]::ReadAllBytes('%s')".formatted(file),
        "Exception calling \"ReadAllBytes\" with \"1\" argument(s): \"Could not find file '%s'.\""
            .formatted(file));
  }

  @Test
  @DisplayName("Each line of a message keeps the margin, and a line end at its end is left out")
  void manyLines() {
    ShellError error = ShellError.of("Id", ErrorCategory.INVALID_DATA, "one\r\ntwo\nthree\n");
    assertThat(ErrorText.concise(error)).isEqualTo("InvalidData: one\ntwo\nthree");
    assertThat(
            ErrorText.concise(error.at(new Position(Optional.of("/a.ps1"), 12, 3, "  Get-It", 6))))
        .isEqualTo(
            """
            InvalidData: /a.ps1:12
            Line |
              12 |   Get-It
                 |   ~~~~~~
                 | one
                 | two
                 | three\
            """);
  }

  @Test
  @DisplayName("The long form names line, character, category and id")
  void normalView() {
    shell.run("  Get-Box -Valt x");
    assertThat(ErrorText.normal(shell.host.errors.getFirst()))
        .isEqualTo(
            """
            Get-Box : A parameter cannot be found that matches parameter name 'Valt'.
            At line:1 char:3
            +   Get-Box -Valt x
            +   ~~~~~~~~~~~~~~~
                + CategoryInfo          : InvalidArgument: (:) [Get-Box], ParameterBindingException
                + FullyQualifiedErrorId : NamedParameterNotFound,Get-Box\
            """);
  }

  @Test
  @DisplayName("An error in a script file shows the file, the line and its text")
  void scriptFile(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.ps1"), "param($n)\nGet-Missing $n\n$x = 'set'\n'out'\n");
    Shell here = new Shell(folder);
    assertThat(here.run("./a.ps1 key; $x; . ./a.ps1 -n k2; $x"))
        .containsExactly("out", null, "out", "set");
    assertThat(here.host.shown.toString().lines().limit(4))
        .containsExactly(
            "Get-Missing: " + folder.resolve("a.ps1") + ":2",
            "Line |",
            "   2 | Get-Missing $n",
            "     | ~~~~~~~~~~~~~~");
    Files.writeString(folder.resolve("root.ps1"), "$PSScriptRoot");
    assertThat(here.run("./root.ps1")).containsExactly(folder.toString());
    here.host.errors.clear();
    here.fails(
        "./b.ps1",
        "The term './b.ps1' is not recognized as a name of a cmdlet, function, script file, or"
            + " executable program.\n"
            + "Check the spelling of the name, or if a path was included, verify that the path is"
            + " correct and try again.");
  }
}
