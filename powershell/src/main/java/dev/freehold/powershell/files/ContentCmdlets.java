package dev.freehold.powershell.files;

import dev.freehold.powershell.data.step.FileLines;
import dev.freehold.powershell.run.Bytes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Get-Content, Set-Content, Add-Content and Clear-Content. */
final class ContentCmdlets {

  private ContentCmdlets() {}

  static List<CmdletInfo> all() {
    return List.of(
        FileCmdlets.withPaths("Get-Content", "Reads files.")
            .alias("gc", "cat", "type")
            .with(
                Parameter.of("TotalCount", PsKind.LONG).alias("First", "Head"),
                Parameter.of("Tail", PsKind.INT).alias("Last"),
                Parameter.of("ReadCount", PsKind.LONG),
                Parameter.text("Encoding"),
                Parameter.flag("Raw"),
                Parameter.flag("AsByteStream"),
                Parameter.flag("Force"))
            .does(() -> ContentReader::read),
        writing("Set-Content", "Writes a file anew.", "sc").does(() -> new Writing(false)),
        writing("Add-Content", "Adds to a file.", "ac").does(() -> new Writing(true)),
        FileCmdlets.withPaths("Clear-Content", "Empties a file.")
            .alias("clc")
            .confirms(ConfirmImpact.MEDIUM)
            .with(Parameter.flag("Force"))
            .does(() -> ContentCmdlets::clear));
  }

  private static CmdletInfo.Builder writing(String name, String synopsis, String alias) {
    return FileCmdlets.named(name, synopsis)
        .alias(alias)
        .defaultSet(FileCmdlets.PATH)
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.texts(FileCmdlets.PATH)
                .in(FileCmdlets.PATH)
                .mandatory()
                .at(0)
                .byPropertyName(),
            Parameter.texts(FileCmdlets.LITERAL)
                .alias("PSPath", "LP")
                .in(FileCmdlets.LITERAL)
                .mandatory()
                .byPropertyName(),
            Parameter.any("Value").mandatory().at(1).byValue().byPropertyName().allowEmpty(),
            Parameter.text("Encoding"),
            Parameter.flag("NoNewline"),
            Parameter.flag("AsByteStream"),
            Parameter.flag("PassThru"),
            Parameter.flag("Force"));
  }

  private static void clear(Invocation call) {
    for (Path path : Places.existing(call)) {
      if (call.shouldProcess("Item: " + path, "Clear Content")) {
        try {
          Files.write(path, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
          call.error(FileErrors.of(path, e));
        }
      }
    }
  }

  /** Writes what comes; each file is opened once, when the first value for it is there. */
  private static final class Writing implements Cmdlet {

    private final boolean append;
    private final Map<Path, Boolean> opened = new LinkedHashMap<>();
    private final Map<Path, FileLines> files = new LinkedHashMap<>();

    Writing(boolean append) {
      this.append = append;
    }

    @Override
    public void process(Invocation call) {
      for (Path path : Places.targets(call)) {
        boolean allowed =
            opened.computeIfAbsent(
                path,
                target ->
                    call.shouldProcess("Path: " + target, append ? "Add Content" : "Set Content"));
        if (allowed) {
          write(call, path);
        }
      }
      if (call.bound().flag("PassThru")) {
        call.write(call.bound().value("Value"));
      }
    }

    private void write(Invocation call, Path path) {
      Bound bound = call.bound();
      FileLines file =
          files.computeIfAbsent(
              path,
              target -> FileLines.open(target, bound.text("Encoding").orElse(null), append, false));
      if (bound.flag("AsByteStream")) {
        bytes(call, path);
        return;
      }
      for (Object value : Elements.of(bound.value("Value"))) {
        if (bound.flag("NoNewline")) {
          file.text(Text.of(value));
        } else {
          file.line(Text.of(value));
        }
      }
    }

    private static void bytes(Invocation call, Path path) {
      try {
        Files.write(path, Bytes.of(call.bound().value("Value")), StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw FileLines.failed(path, e);
      }
    }

    @Override
    public void end(Invocation call) {
      files.values().forEach(FileLines::flush);
    }
  }
}
