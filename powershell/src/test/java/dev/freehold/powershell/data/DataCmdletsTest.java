package dev.freehold.powershell.data;

import static dev.freehold.powershell.data.Steps.vault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cmdlets over any objects, with their parameters bound. */
class DataCmdletsTest {

  private static final List<Object> VAULTS = List.of(vault("a", 90), vault("b", 7));

  @TempDir private Path folder;
  private Calls calls;

  @BeforeEach
  void prepare() {
    calls = new Calls(folder);
  }

  @Test
  @DisplayName("Names bind by position or name, and the first objects are enough")
  void selects() {
    List<Object> names = List.of("VaultName", "Expires");
    assertThat(Members.names(calls.call("Select-Object", List.of(names), VAULTS).written().get(1)))
        .containsExactly("VaultName", "Expires");
    assertThat(calls.call("Select-Object", List.of("-First", 1), VAULTS).written()).hasSize(1);
  }

  @Test
  @DisplayName("An object that is refused is an error, and the next one is taken")
  void goesOnAfterErrors() {
    Calls.Result result =
        calls.call(
            "Select-Object",
            List.of("-ExpandProperty", "Retention"),
            List.of(PsObject.custom().with("A", 1), vault("b", 7)));
    assertThat(result.errors()).containsExactly("Property \"Retention\" cannot be found.");
    assertThat(result.written()).containsExactly(7);
  }

  @Test
  @DisplayName("What was formatted becomes text as the screen would show it")
  void formats() {
    List<Object> records =
        calls.call("Format-Table", List.of("VaultName", "-HideTableHeaders"), VAULTS).written();
    assertThat(calls.call("Out-String", List.of("-Stream"), records).written())
        .containsExactly("", "a", "b", "");
    assertThat(calls.call("Out-Null", List.of(), records).written()).isEmpty();
  }

  @Test
  @DisplayName("A CSV file is written, added to and read back")
  void exportsAndImports() throws IOException {
    calls.call("Export-Csv", List.of("vaults.csv", "-NoTypeInformation"), VAULTS);
    calls.call("Export-Csv", List.of("vaults.csv", "-Append"), List.of(vault("c", 1)));
    assertThat(Files.readAllLines(folder.resolve("vaults.csv")))
        .containsExactly(
            "\"VaultName\",\"Retention\"", "\"a\",\"90\"", "\"b\",\"7\"", "\"c\",\"1\"");
    assertThat(
            Members.get(
                calls.call("Import-Csv", List.of("vaults.csv"), null).written(), "Retention"))
        .isEqualTo(List.of("90", "7", "1"));
    assertThatThrownBy(() -> calls.call("Import-Csv", List.of("none.csv"), null))
        .isInstanceOf(ShellException.class)
        .hasMessageStartingWith("Could not find file '");
    assertThatThrownBy(() -> calls.call("Export-Csv", List.of("vaults.csv", "-NoClobber"), VAULTS))
        .hasMessageEndingWith("already exists.");
  }

  @Test
  @DisplayName("Text goes to a file without a mark at its beginning")
  void writesFiles() throws IOException {
    calls.call("Out-File", List.of("out.txt"), List.of("one", VAULTS.getFirst()));
    assertThat(Files.readAllLines(folder.resolve("out.txt")))
        .containsExactly(
            "one", "", "VaultName Retention", "--------- ---------", "a                90", "");
  }

  @Test
  @DisplayName("JSON of one object is no array, that of several is, and depth is warned of")
  void convertsJson() {
    assertThat(calls.call("ConvertTo-Json", List.of("-Compress"), List.of(vault("a", 1))).written())
        .containsExactly("{\"VaultName\":\"a\",\"Retention\":1}");
    Calls.Result several = calls.call("ConvertTo-Json", List.of("-Depth", 0, "-Compress"), VAULTS);
    assertThat(several.written()).containsExactly("[\"Vault\",\"Vault\"]");
    assertThat(several.warnings())
        .containsExactly(
            "Resulting JSON is truncated as serialization has exceeded the set depth of 0.");
    assertThat(
            calls.call("ConvertFrom-Json", List.of(), List.of("{\"a\":1}", "{\"a\":2}")).written())
        .as("a document in each text")
        .hasSize(2);
    assertThat(calls.call("ConvertFrom-Json", List.of(), List.of("[1,", "2]")).written())
        .containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("A date is now, one that is read, or a text")
  void givesDates() {
    assertThat(calls.call("Get-Date", List.of(), null).written())
        .containsExactly(Instant.parse("2020-03-09T17:45:12Z"));
    assertThat(calls.call("Get-Date", List.of("-Date", "12/31/9999"), null).written())
        .containsExactly(Instant.parse("9999-12-31T00:00:00Z"));
    assertThat(calls.call("Get-Date", List.of("-Format", "yyyy", "-Year", 2026), null).written())
        .containsExactly("2026");
  }

  @Test
  @DisplayName("Commands are found by name, alias and noun; an unknown one is an error")
  void findsCommands() {
    assertThat(Members.get(calls.call("Get-Command", List.of("*-Csv"), null).written(), "Name"))
        .isEqualTo(List.of("ConvertFrom-Csv", "ConvertTo-Csv", "Export-Csv", "Import-Csv"));
    assertThat(Members.get(calls.call("Get-Command", List.of("fl"), null).written(), "Name"))
        .isEqualTo("fl -> Format-List");
    assertThat(calls.call("Get-Command", List.of("-Noun", "Json"), null).written()).hasSize(2);
    Calls.Result none = calls.call("Get-Command", List.of("New-Nothing"), null);
    assertThat(none.written()).isEmpty();
    assertThat(none.errors().getFirst())
        .startsWith("The term 'New-Nothing' is not recognized as a name of a cmdlet");
  }

  @Test
  @DisplayName("Help shows how a cmdlet is called")
  void helps() {
    assertThat((String) calls.call("Get-Help", List.of("Out-Null"), null).written().getFirst())
        .contains(
            "NAME\n    Out-Null\n",
            "\n    Out-Null [-InputObject <Object>] [<CommonParameters>]\n");
    assertThat((String) calls.call("Get-Help", List.of("epcsv"), null).written().getFirst())
        .contains("Export-Csv [-Path] <String> [[-Delimiter] <Char>] [-InputObject <Object>]");
    assertThat(calls.call("Get-Help", List.of("Nothing"), null).errors())
        .containsExactly("Get-Help could not find Nothing in a help file in this session.");
  }

  @Test
  @DisplayName("Every cmdlet has a synopsis, and no two have one name or alias")
  void isComplete() {
    List<String> names =
        calls.cmdlets().stream()
            .flatMap(info -> Stream.concat(Stream.of(info.name()), info.aliases().stream()))
            .toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(calls.cmdlets()).allMatch(info -> info.synopsis().endsWith("."));
  }
}
