package dev.freehold.mail.transfer;

import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.transfer.local.StoreMailSink;
import dev.freehold.mail.transfer.local.StoreMailSource;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A mailbox that is imported into and exported from. */
final class TransferFixture implements AutoCloseable {

  final MailFixture mail;
  final Mailbox mailbox;

  TransferFixture(Dialect dialect, Path data) {
    mail = new MailFixture(dialect, data);
    mailbox = mail.mailbox("alice@contoso.example");
  }

  StoreMailSink sink() {
    return new StoreMailSink(mail.folders, mail.messages, mailbox, MailFixture.ALICE);
  }

  StoreMailSource source() {
    return new StoreMailSource(mail.folders, mail.messages, mailbox, MailFixture.ALICE);
  }

  TransferSummary importFrom(Path path, ImportOptions options) throws IOException {
    return new MailImport(sink(), options).run(ImportSource.detect(path));
  }

  TransferSummary exportTo(Path target, ExportFormat format) throws IOException {
    return new MailExport(source(), ExportOptions.in(format)).run(target);
  }

  /** Every file below {@code root} by its relative path, manifests left out. */
  static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.getFileName().toString().equals(Manifest.FILE_NAME))
          .forEach(path -> files.put(root.relativize(path).toString(), bytes(path)));
    }
    return files;
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    mail.close();
  }
}
