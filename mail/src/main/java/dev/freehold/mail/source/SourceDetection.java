package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.format.FromLine;
import dev.freehold.mail.messages.MboxQuoting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what kind of import source a path is. */
final class SourceDetection {

  private static final Pattern HEADER_FIELD = Pattern.compile("[!-9;-~]{1,78}:.*", Pattern.DOTALL);

  /** How Thunderbird begins a message: without a sender, and lately without a date. */
  private static final Pattern MOZILLA_SEPARATOR = Pattern.compile("From (?:- .*)?\\r?\\n");

  private SourceDetection() {}

  static ImportSource detect(Path path) throws IOException {
    return of(real(path));
  }

  static ImportSource ofUser(Path path) throws IOException {
    Path real = real(path);
    if (!real.equals(path)) {
      throw new MailException(
          MailError.SOURCE_UNREADABLE,
          ("%s is, or leads through, a symbolic link, which its owner could have set on somebody"
                  + " else's mail; if it is right, import %s for this user alone")
              .formatted(path, real));
    }
    return of(real);
  }

  static MailException unreadable(Path path, IOException cause) {
    return new MailException(
        MailError.SOURCE_UNREADABLE,
        "%s cannot be read (%s); check its permissions"
            .formatted(path, cause.getClass().getSimpleName()),
        cause);
  }

  private static Path real(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      throw new MailException(
          MailError.SOURCE_NOT_FOUND,
          ("%s does not exist; give an mbox file, a Maildir, a profile of Thunderbird or a folder"
                  + " of .eml, .emlx or .msg files")
              .formatted(path),
          e);
    }
  }

  private static ImportSource of(Path real) throws IOException {
    return Files.isDirectory(real) ? ofFolder(real) : ofFile(real);
  }

  private static ImportSource ofFolder(Path folder) throws IOException {
    Optional<ExportedMail> exported = ExportedMail.in(folder);
    if (exported.isPresent()) {
      return exported.get();
    }
    if (MaildirSource.isMaildir(folder)) {
      return new MaildirSource(folder);
    }
    FolderTreeSource tree = FolderTreeSource.of(folder);
    if (!tree.hasMail()) {
      throw unrecognised(folder);
    }
    return tree;
  }

  private static ImportSource ofFile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw unrecognised(file);
    }
    return switch (FileKind.byName(file)) {
      case MESSAGE, APPLE_MESSAGE -> new SingleMessageSource(file);
      case MBOX -> new MboxSource(file, MboxQuoting.MBOXRD);
      case OTHER -> byContent(file);
    };
  }

  private static ImportSource byContent(Path file) throws IOException {
    String first = FileKind.firstLine(file);
    if (MOZILLA_SEPARATOR.matcher(first).matches()) {
      return MboxSource.ofMozilla(file, List.of(), "");
    }
    // An mbox of no messages is an empty file.
    if (Files.size(file) == 0 || FromLine.date(first).isPresent()) {
      return new MboxSource(file, MboxQuoting.MBOXRD);
    }
    if (HEADER_FIELD.matcher(FileKind.start(file)).matches()) {
      return new SingleMessageSource(file);
    }
    throw unrecognised(file);
  }

  private static MailException unrecognised(Path path) {
    return new MailException(
        MailError.SOURCE_UNRECOGNISED,
        ("%s holds no mail that can be recognised; expected an mbox file (its first line a whole"
                + " 'From sender date' line), a Maildir (a folder with cur), a message file, a"
                + " profile of Thunderbird, or a folder of .eml, .emlx, .msg or .mbox files")
            .formatted(path));
  }
}
