package dev.freehold.powershell.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.FullShell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cmdlets over files, on a folder of their own. */
class FileCmdletsTest {

  @TempDir Path folder;
  private FullShell shell;

  @BeforeEach
  void start() throws Exception {
    folder = folder.toRealPath();
    shell = new FullShell(folder);
  }

  @Test
  @DisplayName("Content is written anew, added to, read in parts and emptied")
  void content() throws Exception {
    shell.writes("1..4 | Set-Content n.txt; gc n.txt", "1", "2", "3", "4");
    shell.writes("Get-Content n.txt -TotalCount 2; cat n.txt -Tail 1", "1", "2", "4");
    shell.writes("Add-Content n.txt -Value five; (type n.txt).Count", "5");
    shell.writes("(Get-Content n.txt -Raw).Length; (gc n.txt -AsByteStream)[0]", "13", "49");
    shell.writes("(Get-Content n.txt -AsByteStream -Raw).GetType().Name", "Byte[]");
    shell.writes("(gc n.txt -ReadCount 0 | Measure-Object).Count", "1");
    shell.writes(
        "sc n.txt 'a','b' -NoNewline; gc n.txt; Clear-Content n.txt; (gc n.txt -Raw) -eq ''",
        "ab",
        "True");
    Files.writeString(folder.resolve("m.txt"), "\uFEFFone\r\ntwo\rthree");
    shell.writes("gc m.txt | % { \"[$_]\" }", "[one]", "[two]", "[three]");
    shell.writes(
        "Set-Content b.bin -AsByteStream -Value 1,2,255; (gc b.bin -AsByteStream) -join ','",
        "1,2,255");
    shell.writes(
        "'x' | Set-Content w.txt -WhatIf; Test-Path w.txt",
        "What if: Performing the operation \"Set Content\" on target \"Path: "
            + folder
            + "/w.txt\".",
        "False");
  }

  @Test
  @DisplayName("What is not there, or a folder, is an error of its own, and the rest goes on")
  void missing() {
    shell.fails(
        "Get-Content none.txt",
        "Cannot find path '" + folder + "/none.txt' because it does not exist.");
    shell.fails("Get-Item zz:y", "Cannot find drive. A drive with the name 'zz' does not exist.");
    shell.writes(
        "Get-Content none.txt -ErrorAction SilentlyContinue; $Error[0].CategoryInfo.Category",
        "ObjectNotFound");
  }

  @Test
  @DisplayName("Items are made, listed, copied, moved and removed")
  void items() {
    shell.writes(
        "(New-Item -ItemType Directory sub).Name; (ni sub/a.txt -Value hello).Length", "sub", "5");
    shell.fails("New-Item sub/a.txt", "The file '" + folder + "/sub/a.txt' already exists.");
    shell.writes("cp sub/a.txt sub/b.log; mv sub/b.log c.log; (ls).Name", "c.log", "sub");
    shell.writes(
        "Copy-Item sub two -Recurse; (dir -Recurse -File).Name -join ' '", "c.log a.txt a.txt");
    shell.writes(
        "(Get-ChildItem * -Filter *.log).Name; (gci -Directory -Name) -join ' '",
        "c.log",
        "sub two");
    shell.writes(
        "(Resolve-Path *.l?g).Path; Rename-Item c.log d.log; Test-Path d.log",
        folder + "/c.log",
        "True");
    shell.writes("dir d.log | Remove-Item; rm sub, two -Recurse; (ls | measure).Count", "0");
  }

  @Test
  @DisplayName("A folder with contents is removed only if asked, and the current one never")
  void removing() {
    shell.shows("New-Item -Type Directory x; 'y' | Set-Content x/y.txt");
    shell.fails(
        "Remove-Item x",
        "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
    shell.fails(
        "cd x; Remove-Item ../x -Recurse",
        "Cannot remove the item at '" + folder + "/x' because it is in use.");
    assertThat(folder.resolve("x/y.txt")).exists();
    shell.answers("n", "y");
    shell.shows("cd ..; rm x");
    assertThat(folder.resolve("x/y.txt")).exists();
    shell.shows("rm x");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  @DisplayName("Folders show as a table")
  void table() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "abc");
    Files.setLastModifiedTime(
        folder.resolve("a.txt"), FileTime.from(Instant.parse("2024-03-05T07:09:11Z")));
    shell.writes(
        "ls",
        "",
        "   Directory: " + folder,
        "",
        "Mode               LastWriteTime         Length Name",
        "----               -------------         ------ ----",
        "-----        3/5/2024 7:09:11 AM              3 a.txt",
        "");
  }

  @Test
  @DisplayName("Paths are tested, split and joined")
  void paths() {
    shell.writes(
        "Test-Path .; Test-Path . -PathType Leaf; Test-Path no*; Test-Path env:HOME; $v = 1;"
            + " Test-Path variable:v",
        "True",
        "False",
        "False",
        "True",
        "True");
    shell.writes(
        "Split-Path /a/b/c.txt; Split-Path /a/b/c.txt -Leaf; Split-Path '.\\k\\c.txt' -LeafBase",
        "/a/b",
        "c.txt",
        "c");
    shell.writes(
        "Join-Path a b c; Join-Path /a/ '\\b'; Join-Path /a x.txt", "a/b/c", "/a/b", "/a/x.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x' | Out-File $p",
        "'x' | Tee-Object $p > $null",
        "'x' | Tee-Object -FilePath $p > $null",
        "'x' | Set-Content $p",
        "Add-Content -LiteralPath $p x",
        "New-Item $p > $null",
        "Copy-Item y.txt $p",
        "[pscustomobject]@{ A = 1 } | Export-Csv $p",
        "Start-Transcript $p > $null; try { Stop-Transcript > $null } catch {}",
        "[IO.File]::WriteAllText($p, 'x')",
      })
  @DisplayName("A backslash separates folders for everything that writes a file")
  void backslashes(String script) throws Exception {
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("y.txt"), "y");
    shell.shows("$p = '.\\sub\\x.txt'; " + script);
    assertThat(folder.resolve("sub/x.txt")).exists();
    shell.writes("Test-Path $p; Get-Content $p | Out-Null; Import-Csv $p | Out-Null", "True");
    shell.fails(
        "$p = 'C:\\sub\\x.txt'; " + script,
        "Cannot find drive. A drive with the name 'C' does not exist.");
    shell.shows("$p = '~\\h.txt'; $env:HOME = '" + folder.resolve("sub") + "'; " + script);
    assertThat(folder.resolve("sub/h.txt")).exists();
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrder("sub", "y.txt");
    }
  }

  @Test
  @DisplayName("A digest is of the bytes of a file")
  void hash() {
    shell.writes(
        "sc a.txt abc -NoNewline; (Get-FileHash a.txt).Hash",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
    shell.writes(
        "(Get-FileHash a.txt -Algorithm SHA512).Hash.Length; (ls a.txt | Get-FileHash).Algorithm",
        "128",
        "SHA256");
  }

  @Test
  @DisplayName("The environment lists as a folder does")
  void environment() {
    shell.writes("$env:ONE = '1'; (ls env:O*).Name; (Get-ChildItem Env:ONE).Value", "ONE", "1");
  }
}
