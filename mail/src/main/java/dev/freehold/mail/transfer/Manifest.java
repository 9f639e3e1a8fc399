package dev.freehold.mail.transfer;

import dev.freehold.mail.format.ManifestLine;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The list of what an export wrote: one JSON object per line. */
final class Manifest implements AutoCloseable {

  static final String FILE_NAME = ManifestLine.FILE_NAME;

  private final Path root;
  private final BufferedWriter writer;

  Manifest(Path root) throws IOException {
    this.root = root;
    this.writer = Files.newBufferedWriter(root.resolve(FILE_NAME), StandardOpenOption.CREATE_NEW);
  }

  void add(MailItem item, ExportEntry entry) throws IOException {
    ManifestLine.Message message =
        new ManifestLine.Message(
            root.relativize(entry.file()).toString().replace(File.separatorChar, '/'),
            item.uid(),
            item.flags(),
            item.internalDate(),
            entry.sizeBytes(),
            entry.sha256(),
            entry.lineEndAdded(),
            item.properties());
    write(new ManifestLine(item.folder(), Optional.of(message)));
  }

  /** A folder that has no messages. */
  void addEmpty(String folder) throws IOException {
    write(new ManifestLine(folder, Optional.empty()));
  }

  private void write(ManifestLine line) throws IOException {
    writer.write(line.toJson());
    writer.newLine();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
