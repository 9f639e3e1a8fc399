package dev.freehold.powershell.data;

import static dev.freehold.powershell.data.Steps.vault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.data.step.CsvReader;
import dev.freehold.powershell.data.step.CsvStep;
import dev.freehold.powershell.data.step.CsvStyle;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** CSV as Export-Csv writes and Import-Csv reads it. */
class CsvTest {

  private static List<String> write(CsvStyle style, Object... values) {
    List<String> lines = new ArrayList<>();
    CsvStep step = new CsvStep(style, lines::add);
    for (Object value : values) {
      step.accept(value);
    }
    step.end();
    return lines;
  }

  private static List<Object> read(String text, String... columns) throws IOException {
    List<Object> rows = new ArrayList<>();
    CsvReader.read(new StringReader(text), ',', List.of(columns), rows::add);
    return rows;
  }

  @Test
  @DisplayName("Every field is quoted, nulls are empty, dates in the culture's form, arrays a type")
  void writes() {
    PsObject row =
        PsObject.custom()
            .with("Name", "say \"hi\"")
            .with("Expires", null)
            .with("Created", Instant.parse("2020-03-09T17:45:12Z"))
            .with("Keys", List.of("a", "b"))
            .with("Enabled", true);
    assertThat(write(CsvStyle.DEFAULT, row))
        .containsExactly(
            "\"Name\",\"Expires\",\"Created\",\"Keys\",\"Enabled\"",
            "\"say \"\"hi\"\"\",,\"3/9/2020 5:45:12 PM\",\"System.Object[]\",\"True\"");
  }

  @Test
  @DisplayName("The first object has the columns; quotes may be only where they are needed")
  void writesFirstColumns() {
    CsvStyle style = new CsvStyle(';', CsvStyle.Quotes.AS_NEEDED, true);
    assertThat(write(style, vault("a;b", 7), PsObject.custom().with("VaultName", "c")))
        .containsExactly("#TYPE Vault", "VaultName;Retention", "\"a;b\";7", "c;");
  }

  @Test
  @DisplayName("Rows become objects with texts; quoted fields may have delimiters and line ends")
  void reads() throws IOException {
    List<Object> rows = read("Name,Text\r\nerika,\"a, \"\"b\"\"\nc\"\r\n\r\nbob\r\n");
    assertThat(Members.get(rows, "Name")).isEqualTo(List.of("erika", "bob"));
    assertThat(((PsObject) rows.getFirst()).get("Text")).isEqualTo("a, \"b\"\nc");
    assertThat(((PsObject) rows.get(1)).get("Text")).isNull();
  }

  @Test
  @DisplayName("Names of columns may be given, and a file without an end of line is read whole")
  void readsWithNames() throws IOException {
    assertThat(Members.get(read("1,2", "A", "B"), "B")).isEqualTo("2");
    assertThat(read("")).isEmpty();
    assertThat(Members.get(read("#TYPE X\nA,\n1,2"), "H1")).isEqualTo("2");
    assertThatThrownBy(() -> read("A,a\n1,2")).hasMessage("The member \"a\" is already present.");
  }

  @Test
  @DisplayName("What was written is read back")
  void readsBack() throws IOException {
    PsObject row = PsObject.custom().with("A", "x\n\"y\",z ").with("B", " lead");
    List<Object> rows = read(String.join("\n", write(CsvStyle.DEFAULT, row)));
    assertThat(Members.get(rows, "A")).isEqualTo("x\n\"y\",z ");
    assertThat(Members.get(rows, "B")).isEqualTo(" lead");
  }
}
