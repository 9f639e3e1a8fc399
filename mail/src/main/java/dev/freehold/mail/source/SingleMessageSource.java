package dev.freehold.mail.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
  public void forEach(SourceVisitor visitor) throws IOException {
    String name = file.getFileName().toString();
    visitor.message(new MessageFile("", name, Files.size(file), file));
  }
}
