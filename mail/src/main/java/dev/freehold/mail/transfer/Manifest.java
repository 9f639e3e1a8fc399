package dev.freehold.mail.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.mail.messages.MessageFlag;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;

/** The list of what an export wrote: one JSON object per line. */
final class Manifest implements AutoCloseable {

  static final String FILE_NAME = "manifest.jsonl";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path root;
  private final BufferedWriter writer;

  Manifest(Path root) throws IOException {
    this.root = root;
    this.writer = Files.newBufferedWriter(root.resolve(FILE_NAME), StandardOpenOption.CREATE_NEW);
  }

  void add(MailItem item, ExportEntry entry) throws IOException {
    Line line =
        new Line(
            root.relativize(entry.file()).toString(),
            item.folder(),
            item.uid(),
            item.flags().system().stream().map(MessageFlag::imapName).toList(),
            item.flags().keywords(),
            item.internalDate().toString(),
            entry.sizeBytes(),
            entry.sha256(),
            entry.lineEndAdded());
    writer.write(JSON.writeValueAsString(line));
    writer.newLine();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private record Line(
      String file,
      String folder,
      long uid,
      List<String> flags,
      Collection<String> keywords,
      String internalDate,
      long sizeBytes,
      String sha256,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lineEndAddedBefore) {}
}
