package dev.freehold.mail.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One message in its own file. */
final class SingleMessageSource implements ImportSource {

  private final Path file;

  SingleMessageSource(Path file) {
    this.file = file;
  }

  @Override
  public String kind() {
    return "message";
  }

  @Override
  public Size size() throws IOException {
    return new Size(1, Files.size(file));
  }

  @Override
  public List<List<String>> folders() {
    return List.of(List.of());
  }

  @Override
  public void forEach(SourceVisitor visitor) throws IOException {
    String name = file.getFileName().toString();
    if (FileKind.byName(file) == FileKind.APPLE_MESSAGE) {
      AppleMessage.tell(List.of(), name, file, visitor);
    } else {
      visitor.message(new MessageFile(List.of(), name, Files.size(file), file, false));
    }
  }
}
