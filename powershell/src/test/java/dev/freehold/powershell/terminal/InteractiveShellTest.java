package dev.freehold.powershell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.binding.CmdletInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("At a terminal")
class InteractiveShellTest {

  private static final String CTRL_D = "\u0004";

  @TempDir private Path folder;

  @Test
  @DisplayName("lines run one after the other, and exit says the code")
  void lines() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.types("$a = 20 + 1\r").sees("> ").runs("$a * 2", "42").types("exit 7\r");
      assertThat(typist.exitCode()).isEqualTo(7);
    }
  }

  @Test
  @DisplayName("quit and Ctrl-D leave with success, even after an error")
  void leaving() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.runs("Write-Error oops", "Write-Error: oops").types("quit\r");
      assertThat(typist.exitCode()).isZero();
    }
    try (Typist typist = Typist.at(folder)) {
      typist.types(CTRL_D);
      assertThat(typist.exitCode()).isZero();
    }
  }

  @Test
  @DisplayName("what is typed ahead shows from the first line on, where the launcher had it hidden")
  void typingAhead() throws IOException {
    try (Typist typist = Typist.unseen(folder)) {
      assertThat(typist.showsTyping()).isFalse();
      typist.types("exit 3\r");
      assertThat(typist.exitCode()).isEqualTo(3);
      assertThat(typist.showsTyping()).isTrue();
    }
    try (Typist typist = Typist.unseen(folder)) {
      typist.types(CTRL_D);
      assertThat(typist.exitCode()).isZero();
      assertThat(typist.showsTyping()).as("what it was").isFalse();
    }
  }

  @Test
  @DisplayName("a statement that is not whole goes on in the next line")
  void continuation() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.types("if ($true) {\r").sees(">> ").types("'in' + 'side' }\r").sees("inside");
    }
  }

  @Test
  @DisplayName("a line that ends with a backtick goes on in the next line")
  void backtick() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.types("Write-Output -InputObject `\r").sees(">> ").types("  ('on' + 'ward') `\r");
      typist.sees(">> ").types("  -NoEnumerate\r").sees("onward").sees("> ");
      typist.types("'one' + `\r").sees(">> ").types("'two'\r").sees("onetwo");
    }
  }

  @Test
  @DisplayName("a text that makes no sense is refused and the prompt comes back")
  void nonsense() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.runs("1 +* 2", ":").runs("'go' + 'on'", "goon");
      typist.types("$ErrorView = 'CategoryView'\r").sees("> ");
      typist.runs("1 +* 2", "ParserError: (:) [], ParseException");
    }
  }

  @Test
  @DisplayName("Tab completes a command, and lists what there is if there are several")
  void completion() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.types("get-loca\t").sees("Get-Location").types(" | % Path\r").sees(folder.toString());
      typist.sees("> ").types("Start-Sleep -\t").sees("-Seconds").sees("-Milliseconds");
      typist.types("\u0015\r");
    }
  }

  @Test
  @DisplayName("Ctrl-C ends what runs at once, and the shell goes on")
  void cancelling() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.types("'be' + 'gun'; Start-Sleep 600; 'never' + 'seen'\r").sees("begun");
      typist.presses(Terminal.Signal.INT);
      typist.sees("> ").runs("'go' + 'on'", "goon");
      assertThat(typist.raw()).doesNotContain("neverseen");
    }
  }

  @Test
  @DisplayName("Ctrl-C at a question ends the script that asked")
  void cancellingQuestion() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.types("Read-Host name; 'never' + 'seen'\r").sees("name: ");
      typist.presses(Terminal.Signal.INT);
      typist.sees("> ").runs("'go' + 'on'", "goon");
      assertThat(typist.raw()).doesNotContain("neverseen");
    }
  }

  @Test
  @DisplayName("a secret is asked for without showing it")
  void secret() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.types("$p = Read-Host -AsSecureString pass\r").sees("pass: ");
      typist.types("sesamX\u007fe\r").sees("> ").runs("$p.Length", "6");
      assertThat(typist.raw()).doesNotContain("sesam").contains("******");
    }
  }

  @Test
  @DisplayName("long output stops at each page until a key is pressed, and q leaves it")
  void paging() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.types("1..100 | more\r").sees("9\n".strip()).sees("next page");
      typist.types(" ").sees("18").sees("next page").types("\r").sees("19").sees("next page");
      typist.types("q").sees("> ").runs("'go' + 'on'", "goon");
      assertThat(typist.raw()).doesNotContain("\n30");
    }
  }

  @Test
  @DisplayName("q leaves a paged table at once, and the next key is for the next line")
  void pagingTable() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.types("1..100 | % { [pscustomobject]@{ Number = $_ } } | more\r").sees("next page");
      typist.types("q'go' + 'on'\r").sees("goon");
      typist.types("1..100 | % { [pscustomobject]@{ Number = $_ } } | ft | more\r");
      typist.sees("next page").types("q'on' + 'ward'\r").sees("onward");
      assertThat(typist.raw()).doesNotContain("\n    50");
    }
  }

  @Test
  @DisplayName("a table that waits is written before an error and a question")
  void order() throws IOException {
    String table = "[pscustomobject]@{ Colour = 'bl' + 'ue' }; ";
    try (Typist typist = Typist.at(folder)) {
      typist.types(table + "Write-Error oops\r").sees("blue").sees("Write-Error: oops").sees("> ");
      typist.types(table + "Get-Nothing; 1\r").sees("blue").sees("Get-Nothing: ").sees("> ");
      typist.types(table + "New-Item x -Confirm\r").sees("blue").sees("Are you sure");
      typist.types("n\r").sees("> ");
    }
  }

  @Test
  @DisplayName("tables are as wide as the window, also after it changed")
  void resizing() throws IOException {
    String table = "[pscustomobject]@{ Text = 'x' * 200 } | ft";
    try (Typist typist = Typist.at(folder)) {
      typist.runs(table, "x".repeat(79) + "…");
      typist.resizes(40, 10);
      typist.runs(table, "x".repeat(39) + "…");
    }
  }

  @Test
  @DisplayName("lines are kept for later sessions in a file of their owner, but none with secrets")
  void history() throws IOException {
    try (Typist typist = Typist.at(folder)) {
      typist.runs("'keep' + 'me'", "keepme").types("$password = 'sesame'\r").sees("> ");
    }
    Path file = folder.resolve("home/history");
    assertThat(Files.readString(file)).contains("'keep' + 'me'").doesNotContain("sesame");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    try (Typist typist = Typist.at(folder)) {
      typist.types("\u0010\r").sees("keepme");
      typist.sees("> ").types("\u0012keep\r").sees("keepme");
    }
  }

  @Test
  @DisplayName("errors are red and headings green, but not where NO_COLOR is set")
  void colours() throws IOException {
    String line = "Write-Error oops; [pscustomobject]@{ Name = 1 } | ft";
    try (Typist typist = Typist.at(folder)) {
      typist.runs(line, "----");
      assertThat(typist.raw())
          .contains("\u001b[31;1mWrite-Error: oops\u001b[0m", "\u001b[32;1mName\u001b[0m");
    }
    try (Typist typist = Typist.at(folder, Map.of("NO_COLOR", "1"))) {
      typist.runs(line, "----");
      assertThat(typist.raw()).doesNotContain("\u001b[31", "\u001b[32", "\u001b[93");
    }
  }

  @Test
  @DisplayName("a terminal that can nothing gets plain text")
  void dumb() throws IOException {
    try (Typist typist = Typist.at(folder, Map.of("TERM", "dumb"))) {
      typist.runs("Write-Error oops", "Write-Error: oops");
      assertThat(typist.raw()).doesNotContain("\u001b[");
    }
  }

  @Test
  @DisplayName("a fault of a cmdlet ends the line and not the shell, and its text is not shown")
  void fault() throws IOException {
    CmdletInfo faulty =
        CmdletInfo.named("Get-Fault")
            .does(
                () ->
                    call -> {
                      throw new IllegalStateException("sesame");
                    });
    try (Typist typist = Typist.at(folder, faulty)) {
      typist.runs("Get-Fault", "A fault of the shell itself").runs("'go' + 'on'", "goon");
      assertThat(typist.raw()).doesNotContain("sesame");
    }
  }

  @Test
  @DisplayName("a home that cannot be written to costs the history alone")
  void noHome() throws IOException {
    Files.writeString(folder.resolve("home"), "a file is in the way");
    try (Typist typist = Typist.at(folder)) {
      typist.runs("'go' + 'on'", "goon");
    }
  }
}
