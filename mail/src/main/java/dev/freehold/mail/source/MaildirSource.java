package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.format.MaildirName;
import dev.freehold.mail.format.ModifiedUtf7;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Maildir with its subfolders, of either layout: Maildir++ ({@code .Name.Sub}), or folders in
 * folders. What lies in {@code tmp} was never delivered and is not read.
 */
final class MaildirSource implements ImportSource {

  private static final List<String> DELIVERED = List.of("cur", "new");
  private static final List<String> PARTS = List.of("cur", "new", "tmp");

  private final Path root;
  private final List<String> top;
  private final String prefix;

  MaildirSource(Path root) {
    this(root, List.of(), "");
  }

  /** A Maildir that is a part of a folder tree: its messages go to {@code top} and below. */
  MaildirSource(Path root, List<String> top, String prefix) {
    this.root = root;
    this.top = List.copyOf(top);
    this.prefix = prefix;
  }

  /** Tells whether {@code folder} is a Maildir. */
  static boolean isMaildir(Path folder) {
    return Files.isDirectory(folder.resolve("cur"));
  }

  @Override
  public String kind() {
    return "maildir";
  }

  @Override
  public Size size() throws IOException {
    long messages = 0;
    long bytes = 0;
    for (Maildir maildir : maildirs()) {
      for (String part : DELIVERED) {
        for (Path file : filesOf(maildir.path.resolve(part))) {
          messages++;
          bytes += Files.size(file);
        }
      }
    }
    return new Size(messages, bytes);
  }

  @Override
  public List<List<String>> folders() throws IOException {
    return maildirs().stream().map(Maildir::folder).toList();
  }

  @Override
  public void forEach(SourceVisitor visitor) throws IOException {
    for (Maildir maildir : maildirs()) {
      List<String> keywords = MaildirKeywords.read(maildir.path);
      for (String part : DELIVERED) {
        Path place = maildir.path.resolve(part);
        if (Files.isSymbolicLink(place)) {
          visitor.problem(prefix + root.relativize(place), FolderListing.link());
        }
        for (Path file : filesOf(place)) {
          visit(maildir, part, file, keywords, visitor);
        }
      }
    }
  }

  private void visit(
      Maildir maildir, String part, Path file, List<String> keywords, SourceVisitor visitor) {
    String location = location(maildir.folder, file);
    try {
      visitor.message(message(maildir.folder, file, part.equals("new"), keywords));
    } catch (IOException e) {
      visitor.problem(
          location,
          new MailException(
              MailError.SOURCE_UNREADABLE,
              "it cannot be read; another program may have moved it, so import again",
              e));
    }
  }

  /** The message in a file of a Maildir that is called {@code folder} within the source. */
  private MaildirMessage message(
      List<String> folder, Path file, boolean isNew, List<String> keywords) throws IOException {
    MaildirName name = MaildirName.parse(file.getFileName().toString());
    return new MaildirMessage(
        folder, location(folder, file), Files.size(file), file, name, isNew, keywords);
  }

  private String location(List<String> folder, Path file) {
    String unique = MaildirName.parse(file.getFileName().toString()).unique();
    return prefix + String.join("/", folder.subList(top.size(), folder.size())) + "/" + unique;
  }

  /** The location of the message in a file of the Maildir {@code root}, or of its subfolders. */
  static String location(Path root, Path file) {
    Path maildir = root.relativize(file).getNameCount() > 2 ? file.getParent().getParent() : root;
    List<String> folder =
        maildir.equals(root) ? List.of() : dotted(maildir.getFileName().toString().substring(1));
    return new MaildirSource(root).location(folder, file);
  }

  private List<Maildir> maildirs() throws IOException {
    List<Maildir> maildirs = new ArrayList<>();
    maildirs.add(new Maildir(top, root));
    addBelow(new Maildir(top, root), 0, maildirs);
    return maildirs;
  }

  private static void addBelow(Maildir parent, int depth, List<Maildir> maildirs)
      throws IOException {
    for (Path child : FolderListing.of(parent.path).folders()) {
      String name = child.getFileName().toString();
      if (PARTS.contains(name) || depth == MailLimits.MAX_SOURCE_DEPTH) {
        continue;
      }
      boolean dotted = name.startsWith(".");
      List<String> folder = new ArrayList<>(parent.folder);
      folder.addAll(dotted ? dotted(name.substring(1)) : List.of(decoded(name)));
      Maildir maildir = new Maildir(List.copyOf(folder), child);
      if (isMaildir(child)) {
        maildirs.add(maildir);
      }
      if (!dotted) {
        addBelow(maildir, depth + 1, maildirs);
      }
    }
  }

  /** Dots part the names of Maildir++. */
  private static List<String> dotted(String name) {
    return Arrays.stream(name.split("\\.", -1)).map(MaildirSource::decoded).toList();
  }

  /** A name that is not modified UTF-7 is taken as it is. */
  private static String decoded(String name) {
    return ModifiedUtf7.decode(name).orElse(name);
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        ? FolderListing.of(folder).files()
        : List.of();
  }

  private record Maildir(List<String> folder, Path path) {}
}
