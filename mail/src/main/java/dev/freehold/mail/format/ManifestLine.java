package dev.freehold.mail.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.mail.MailException;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A line of the manifest that an export writes: a message, or a folder that has none.
 *
 * @param folder the folder's path in the mailbox
 * @param message what is said of the message; empty for a folder without messages
 */
public record ManifestLine(String folder, Optional<Message> message) {

  /** The name of a manifest. */
  public static final String FILE_NAME = "manifest.jsonl";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * What a manifest says of a message.
   *
   * @param file where it is within the export, with {@code /} between names
   * @param uid its UID in the folder
   * @param flags its flags and keywords
   * @param internalDate when it was delivered
   * @param sizeBytes how many bytes it has
   * @param sha256 of those bytes
   * @param lineEndAddedBefore true if an mbox needed a line end after the message before this one
   * @param properties what came with it
   */
  public record Message(
      String file,
      long uid,
      MessageFlags flags,
      Instant internalDate,
      long sizeBytes,
      String sha256,
      boolean lineEndAddedBefore,
      MessageProperties properties) {}

  /** The line as JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(message.isEmpty() ? new FolderWire(folder) : wire());
    } catch (IOException e) {
      throw new IllegalStateException("a line of a manifest always has a JSON form", e);
    }
  }

  private Wire wire() throws IOException {
    Message of = message.orElseThrow();
    boolean plain = of.properties.equals(MessageProperties.NONE);
    return new Wire(
        of.file,
        folder,
        of.uid,
        of.flags.system().stream().map(MessageFlag::imapName).toList(),
        List.copyOf(of.flags.keywords()),
        of.internalDate.toString(),
        of.sizeBytes,
        of.sha256,
        of.lineEndAddedBefore,
        plain ? JSON.createObjectNode() : JSON.readTree(of.properties.toJson()));
  }

  /** Reads a line; empty if it is none. Members that are not known are passed over. */
  public static Optional<ManifestLine> parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (!json.path("folder").isTextual()) {
        return Optional.empty();
      }
      String folder = json.path("folder").asText();
      Optional<Message> message = json.has("file") ? Optional.of(message(json)) : Optional.empty();
      return Optional.of(new ManifestLine(folder, message));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (MailException e) {
      return Optional.empty();
    }
  }

  private static Message message(JsonNode json) throws JsonProcessingException {
    Set<MessageFlag> flags = EnumSet.noneOf(MessageFlag.class);
    for (JsonNode flag : json.path("flags")) {
      flags.add(flag(flag.asText()));
    }
    Set<String> keywords = new TreeSet<>();
    json.path("keywords").forEach(keyword -> keywords.add(keyword.asText()));
    JsonNode properties = json.path("properties");
    return new Message(
        json.path("file").asText(),
        json.path("uid").asLong(),
        new MessageFlags(flags, keywords),
        Instant.parse(json.path("internalDate").asText()),
        json.path("sizeBytes").asLong(),
        json.path("sha256").asText(),
        json.path("lineEndAddedBefore").asBoolean(),
        properties.isEmpty()
            ? MessageProperties.NONE
            : MessageProperties.fromJson(JSON.writeValueAsBytes(properties)));
  }

  private static MessageFlag flag(String imapName) {
    for (MessageFlag flag : MessageFlag.values()) {
      if (flag.imapName().equals(imapName)) {
        return flag;
      }
    }
    throw new IllegalArgumentException("no system flag");
  }

  private record FolderWire(String folder) {}

  private record Wire(
      String file,
      String folder,
      long uid,
      List<String> flags,
      List<String> keywords,
      String internalDate,
      long sizeBytes,
      String sha256,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lineEndAddedBefore,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) JsonNode properties) {}
}
