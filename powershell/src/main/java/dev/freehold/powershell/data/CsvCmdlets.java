package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.CsvReader;
import dev.freehold.powershell.data.step.CsvStep;
import dev.freehold.powershell.data.step.CsvStyle;
import dev.freehold.powershell.data.step.CsvStyle.Quotes;
import dev.freehold.powershell.data.step.Encodings;
import dev.freehold.powershell.data.step.FileLines;
import dev.freehold.powershell.data.step.Step;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Text;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Export-Csv, Import-Csv, ConvertTo-Csv and ConvertFrom-Csv. */
final class CsvCmdlets {

  private final DataHost host;

  CsvCmdlets(DataHost host) {
    this.host = host;
  }

  List<CmdletInfo> all() {
    return List.of(exportCsv(), importCsv(), convertTo(), convertFrom());
  }

  private static CmdletInfo.Builder named(String name, String synopsis) {
    return CmdletInfo.named(name)
        .module(Arguments.UTILITY)
        .synopsis(synopsis)
        .with(Parameter.of("Delimiter", PsKind.CHAR).at(1));
  }

  private static CmdletInfo.Builder writing(String name, String synopsis) {
    return named(name, synopsis)
        .with(
            Arguments.input(),
            Parameter.flag("NoTypeInformation").alias("NTI"),
            Parameter.flag("IncludeTypeInformation").alias("ITI"),
            Parameter.of(
                    "UseQuotes",
                    ArgumentTypes.choice(
                        "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind",
                        "Never",
                        "Always",
                        "AsNeeded"))
                .alias("UQ"));
  }

  private CmdletInfo exportCsv() {
    return writing("Export-Csv", "Writes properties of objects to a CSV file.")
        .alias("epcsv")
        .with(
            Parameter.text("Path").alias("LiteralPath", "PSPath").mandatory().at(0),
            Parameter.text("Encoding"),
            Parameter.flag("Append"),
            Parameter.flag("Force"),
            Parameter.flag("NoClobber").alias("NoOverwrite"))
        .does(() -> new StepCmdlet((call, out) -> toFile(call.bound())));
  }

  private Step toFile(Bound bound) {
    Path path = host.resolve(bound.text("Path").orElseThrow());
    String encoding = bound.text("Encoding").orElse(null);
    CsvStyle style = style(bound);
    List<String> columns = bound.flag("Append") ? columns(path, encoding, style) : List.of();
    FileLines file = FileLines.open(path, encoding, bound.flag("Append"), bound.flag("NoClobber"));
    CsvStep step =
        columns.isEmpty()
            ? new CsvStep(style, file::line)
            : CsvStep.appending(style, columns, file::line);
    return new Ending(step::accept, file::flush);
  }

  private static List<String> columns(Path path, String encoding, CsvStyle style) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Reader reader = reader(path, encoding)) {
      return CsvReader.columns(reader, style.delimiter());
    } catch (IOException e) {
      throw FileLines.failed(path, e);
    }
  }

  private CmdletInfo convertTo() {
    return writing("ConvertTo-Csv", "Converts properties of objects to lines of CSV.")
        .does(
            () ->
                new StepCmdlet(
                    (call, out) ->
                        new CsvStep(style(call.bound()), (Consumer<String>) out::accept)));
  }

  private CmdletInfo importCsv() {
    Cmdlet importing =
        call -> {
          Path path = host.resolve(call.bound().text("Path").orElseThrow());
          try (Reader reader = reader(path, call.bound().text("Encoding").orElse(null))) {
            CsvReader.read(
                reader, delimiter(call.bound()), call.bound().texts("Header"), call::write);
          } catch (IOException e) {
            throw FileLines.failed(path, e);
          }
        };
    return named("Import-Csv", "Reads a CSV file as objects.")
        .alias("ipcsv")
        .with(
            Parameter.text("Path")
                .alias("LiteralPath", "PSPath")
                .mandatory()
                .at(0)
                .byValue()
                .byPropertyName(),
            Parameter.texts("Header").at(2),
            Parameter.text("Encoding"))
        .does(() -> importing);
  }

  private CmdletInfo convertFrom() {
    return named("ConvertFrom-Csv", "Converts lines of CSV to objects.")
        .with(Arguments.input().mandatory().at(0).byValue(), Parameter.texts("Header").at(2))
        .does(() -> new StepCmdlet((call, out) -> fromText(call.bound(), out)));
  }

  private static Step fromText(Bound bound, Consumer<Object> out) {
    StringJoiner lines = new StringJoiner("\n");
    return new Ending(
        value -> lines.add(Text.of(value, "\n")),
        () -> {
          try (Reader reader = new StringReader(lines.toString())) {
            CsvReader.read(reader, delimiter(bound), bound.texts("Header"), out);
          } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
          }
        });
  }

  private static Reader reader(Path path, String encoding) throws IOException {
    Reader reader = Files.newBufferedReader(path, Encodings.charset(encoding));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private static CsvStyle style(Bound bound) {
    Quotes quotes =
        switch (bound.text("UseQuotes").orElse("Always")) {
          case "Never" -> Quotes.NEVER;
          case "AsNeeded" -> Quotes.AS_NEEDED;
          default -> Quotes.ALWAYS;
        };
    return new CsvStyle(delimiter(bound), quotes, bound.flag("IncludeTypeInformation"));
  }

  private static char delimiter(Bound bound) {
    return bound.value("Delimiter") instanceof Character delimiter ? delimiter : ',';
  }
}
