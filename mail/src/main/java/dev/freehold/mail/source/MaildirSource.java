package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.format.MaildirName;
import dev.freehold.mail.format.ModifiedUtf7;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Maildir with its Maildir++ subfolders ({@code .Name.Sub}). What lies in {@code tmp} was never
 * delivered and is not read.
 */
final class MaildirSource implements ImportSource {

  private static final List<String> DELIVERED = List.of("cur", "new");

  private final Path root;

  MaildirSource(Path root) {
    this.root = root;
  }

  @Override
  public String kind() {
    return "maildir";
  }

  @Override
  public Size size() throws IOException {
    long messages = 0;
    long bytes = 0;
    for (Path maildir : maildirs()) {
      for (String part : DELIVERED) {
        for (Path file : filesOf(maildir.resolve(part))) {
          messages++;
          bytes += Files.size(file);
        }
      }
    }
    return new Size(messages, bytes);
  }

  @Override
  public void forEach(SourceVisitor visitor) throws IOException {
    for (Path maildir : maildirs()) {
      List<String> keywords = MaildirKeywords.read(maildir);
      for (String part : DELIVERED) {
        for (Path file : filesOf(maildir.resolve(part))) {
          visit(maildir, part, file, keywords, visitor);
        }
      }
    }
  }

  private void visit(
      Path maildir, String part, Path file, List<String> keywords, SourceVisitor visitor) {
    MaildirName name = MaildirName.parse(file.getFileName().toString());
    String folder = folderName(maildir);
    String location = folder + "/" + name.unique();
    try {
      visitor.message(
          new MaildirMessage(
              folder, location, Files.size(file), file, name, part.equals("new"), keywords));
    } catch (IOException e) {
      visitor.problem(
          location,
          new MailException(
              MailError.SOURCE_UNREADABLE,
              "it cannot be read; another program may have moved it, so import again",
              e));
    }
  }

  private List<Path> maildirs() throws IOException {
    List<Path> maildirs = new ArrayList<>();
    maildirs.add(root);
    for (Path folder : FolderListing.of(root).folders()) {
      boolean subfolder = folder.getFileName().toString().startsWith(".");
      if (subfolder && Files.isDirectory(folder.resolve("cur"))) {
        maildirs.add(folder);
      }
    }
    return maildirs;
  }

  /** Dots part the names of Maildir++; a name that is not modified UTF-7 is taken as it is. */
  private String folderName(Path maildir) {
    if (maildir.equals(root)) {
      return "";
    }
    String path = maildir.getFileName().toString().substring(1).replace('.', '/');
    return ModifiedUtf7.decode(path).orElse(path);
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    return Files.isDirectory(folder) ? FolderListing.of(folder).files() : List.of();
  }
}
