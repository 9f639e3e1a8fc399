package dev.freehold.server.nodes;

import com.fasterxml.jackson.core.JacksonException;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.http.Json;
import dev.freehold.web.files.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The file of a data folder that says of which node it is. No secret is in it. */
public final class NodeFile {

  /** Its name in the data folder. */
  public static final String NAME = "node.json";

  private final Path file;

  /** That of the data folder {@code folder}, which need not have one yet. */
  public NodeFile(Path folder) {
    this.file = folder.resolve(NAME);
  }

  private record Content(UUID id) {}

  /** The node's id; empty in a folder that was never served from. */
  public Optional<UUID> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Content content = Json.MAPPER.readValue(Files.readAllBytes(file), Content.class);
      if (content == null || content.id() == null) {
        throw damaged(null);
      }
      return Optional.of(content.id());
    } catch (JacksonException damaged) {
      throw damaged(damaged);
    } catch (IOException unreadable) {
      throw unusable("%s cannot be read", unreadable);
    }
  }

  /** Writes it durably. */
  public void write(UUID id) {
    StateFile.secret(file).write(content(id));
  }

  static byte[] content(UUID id) {
    try {
      return Json.MAPPER.writeValueAsBytes(new Content(id));
    } catch (JacksonException impossible) {
      throw new IllegalStateException("an id can be written", impossible);
    }
  }

  private ServerException damaged(IOException cause) {
    return unusable("%s does not say which node this is; restore it from a backup", cause);
  }

  private ServerException unusable(String what, IOException cause) {
    return new ServerException(ServerError.DATA_FOLDER_UNUSABLE, what.formatted(file), cause);
  }
}
