package dev.freehold.mail.source;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.format.ManifestLine;
import dev.freehold.mail.format.ManifestReader;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.messages.MboxEnvelope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An export of a mailbox, in whatever format, read by its manifest: folders, flags, keywords and
 * dates are those that the messages had. What came into its folder later and is not in the manifest
 * is imported as if there were none; what is in the manifest and not there any more is reported.
 */
final class ExportedMail implements ImportSource {

  private final Path root;
  private final boolean isMaildir;
  private final Collection<List<String>> folders = new LinkedHashSet<>();
  private final Set<String> bareMboxes = new HashSet<>();
  private long messages;
  private long bytes;

  private ExportedMail(Path root) {
    this.root = root;
    this.isMaildir = MaildirSource.isMaildir(root);
  }

  /**
   * The export in this folder; empty if it has no manifest, or one without a line that is whole.
   */
  static Optional<ExportedMail> in(Path folder) throws IOException {
    Path manifest = folder.resolve(ManifestLine.FILE_NAME);
    if (!Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    ExportedMail mail = new ExportedMail(folder);
    try (ManifestReader reader = ManifestReader.open(manifest)) {
      new ManifestLines(reader, (number, problem) -> {}).forEach(mail::count);
    }
    return mail.folders.isEmpty() ? Optional.empty() : Optional.of(mail);
  }

  @Override
  public String kind() {
    return "export";
  }

  @Override
  public Size size() {
    return new Size(messages, bytes);
  }

  @Override
  public Collection<List<String>> folders() {
    return folders;
  }

  @Override
  public boolean hasPathsOfMailbox() {
    return true;
  }

  @Override
  public void forEach(SourceVisitor visitor) throws IOException {
    Listed listed = new Listed();
    try (ManifestReader reader = ManifestReader.open(root.resolve(ManifestLine.FILE_NAME))) {
      ManifestLines lines =
          new ManifestLines(
              reader,
              (number, problem) ->
                  visitor.problem(ManifestLine.FILE_NAME + " line " + number, problem));
      for (Optional<ManifestLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().message().isPresent()) {
          tell(line.get(), lines, listed, visitor);
        }
      }
    }
    listed.add(ManifestLine.FILE_NAME);
    if (isMaildir) {
      new MaildirSource(root).forEach(new Unlisted(listed, visitor));
    } else {
      FolderTreeSource.tell(root, visitor, listed::has);
    }
    listed.missing.forEach(location -> visitor.problem(location, missing()));
  }

  private void tell(ManifestLine line, ManifestLines lines, Listed listed, SourceVisitor visitor)
      throws IOException {
    String name = line.message().orElseThrow().file();
    Optional<Path> file = resolve(name);
    boolean mbox = name.endsWith(".mbox");
    String location =
        mbox || file.isEmpty() || !isMaildir ? name : MaildirSource.location(root, file.get());
    if (file.isEmpty() || !isInside(file.get())) {
      if (isMaildir || mbox) {
        listed.missing.add(location);
      } else {
        visitor.problem(location, missing());
      }
    } else if (mbox) {
      listed.add(location);
      new ExportedMbox(file.get(), line, lines, bareMboxes.contains(name)).forEach(visitor);
    } else {
      listed.add(location);
      visitor.message(ExportedMessage.of(line, location, file.get()));
    }
  }

  /** A file of the export; empty for a name that leads out of it. */
  private Optional<Path> resolve(String name) {
    try {
      Path file = root.resolve(name).normalize();
      return file.startsWith(root) && file.getNameCount() > root.getNameCount()
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Tells whether a file is there, and no symbolic link leads out of the export. */
  private boolean isInside(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && file.toRealPath().startsWith(root);
  }

  private void count(ManifestLine line) {
    folders.add(names(line.folder()));
    if (line.message().isPresent()) {
      ManifestLine.Message message = line.message().get();
      messages++;
      bytes += message.sizeBytes();
      Optional<String> separator = message.properties().mbox().map(MboxEnvelope::fromLine);
      if (separator.filter(text -> text.strip().equals("From")).isPresent()) {
        bareMboxes.add(message.file());
      }
    }
  }

  /** INBOX is the top of an export, as it is the top of every source. */
  static List<String> names(String path) {
    return path.equals(FolderPath.INBOX) ? List.of() : List.of(path.split("/", -1));
  }

  static MailException missing() {
    return new MailException(
        MailError.SOURCE_CHANGED,
        "the manifest lists it, and it is not there as it was exported; look for the file, or"
            + " export again");
  }

  /** What the manifest lists. Of what is there only hashes are kept. */
  private static final class Listed {
    private final Set<Long> hashes = new HashSet<>();

    /** Mbox files, and files of a Maildir, whose names change with their flags. */
    private final Set<String> missing = new LinkedHashSet<>();

    void add(String location) {
      hashes.add(hash(location));
    }

    /** Tells whether a message was told; one that is there under another name is not missing. */
    boolean has(String location) {
      missing.remove(location);
      return hashes.contains(hash(location));
    }

    private static long hash(String location) {
      byte[] bytes = location.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(Sha256.digest().digest(bytes)).getLong();
    }
  }

  /** Tells what the manifest does not list. */
  private record Unlisted(Listed listed, SourceVisitor visitor) implements SourceVisitor {

    @Override
    public void message(SourceMessage message) {
      if (!listed.has(message.location())) {
        visitor.message(message);
      }
    }

    @Override
    public void problem(String location, MailException problem) {
      visitor.problem(location, problem);
    }

    @Override
    public void deleted(String location) {
      visitor.deleted(location);
    }

    @Override
    public void skipped(String location) {
      visitor.skipped(location);
    }
  }
}
