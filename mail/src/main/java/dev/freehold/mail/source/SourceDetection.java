package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.format.FromLine;
import dev.freehold.mail.messages.MboxQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Tells what kind of import source a path is. */
final class SourceDetection {

  private static final Pattern HEADER_FIELD = Pattern.compile("[!-9;-~]{1,78}:.*", Pattern.DOTALL);

  private SourceDetection() {}

  static ImportSource detect(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new MailException(
          MailError.SOURCE_NOT_FOUND,
          "%s does not exist; give an mbox file, a Maildir or a folder of .eml or .msg files"
              .formatted(path));
    }
    Path real = path.toRealPath();
    return Files.isDirectory(real) ? ofFolder(real) : ofFile(real);
  }

  private static ImportSource ofFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder.resolve("cur"))) {
      return new MaildirSource(folder);
    }
    FolderTreeSource tree = new FolderTreeSource(folder);
    if (!tree.hasMail()) {
      throw unrecognised(folder);
    }
    return tree;
  }

  private static ImportSource ofFile(Path file) throws IOException {
    FileKind kind = FileKind.of(file);
    if (!Files.isRegularFile(file)) {
      throw unrecognised(file);
    }
    if (kind == FileKind.MESSAGE) {
      return new SingleMessageSource(file);
    }
    String start = start(file);
    if (kind == FileKind.MBOX || FromLine.date(firstLine(start)).isPresent()) {
      return new MboxSource(file, MboxQuoting.MBOXRD);
    }
    if (HEADER_FIELD.matcher(start).matches()) {
      return new SingleMessageSource(file);
    }
    throw unrecognised(file);
  }

  private static String start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MailLimits.MAX_FROM_LINE_BYTES);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static String firstLine(String start) {
    return start.substring(0, start.indexOf('\n') + 1);
  }

  private static MailException unrecognised(Path path) {
    return new MailException(
        MailError.SOURCE_UNRECOGNISED,
        ("%s holds no mail that can be recognised; expected an mbox file (its first line a whole"
                + " 'From sender date' line), a Maildir (a folder with cur), a message file or a"
                + " folder of .eml, .msg or .mbox files")
            .formatted(path));
  }
}
