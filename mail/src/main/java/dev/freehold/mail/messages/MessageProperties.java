package dev.freehold.mail.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.io.IOException;
import java.util.Optional;

/**
 * Data that came with a message beside its bytes. It is as secret as the message: the store seals
 * it under the mailbox key.
 *
 * @param fileName the name of the file it came from, if any; without folders
 * @param mbox the lines of the mbox file around it, if it came from one
 */
public record MessageProperties(Optional<String> fileName, Optional<MboxEnvelope> mbox) {

  /** Nothing known. */
  public static final MessageProperties NONE =
      new MessageProperties(Optional.empty(), Optional.empty());

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /**
   * Checks the bounds.
   *
   * @throws MailException {@code message-properties-invalid}
   */
  public MessageProperties {
    if (fileName.isPresent() && !isFileName(fileName.get())) {
      throw new MailException(
          MailError.PROPERTIES_INVALID,
          "a file name has 1 to %d characters, no '/' and no NUL"
              .formatted(MailLimits.MAX_FILE_NAME_CHARS));
    }
  }

  /** A message that came from a file of this name; a name over the bound is not kept. */
  public static MessageProperties ofFile(String name) {
    return new MessageProperties(
        Optional.of(name).filter(MessageProperties::isFileName), Optional.empty());
  }

  /** A message that came from an mbox file. */
  public static MessageProperties ofMbox(MboxEnvelope envelope) {
    return new MessageProperties(Optional.empty(), Optional.of(envelope));
  }

  /**
   * The properties as JSON in UTF-8.
   *
   * @throws MailException {@code message-properties-invalid} if that is longer than {@link
   *     MailLimits#MAX_PROPERTIES_BYTES}
   */
  public byte[] toJson() {
    try {
      byte[] json = JSON.writeValueAsBytes(new Wire(fileName.orElse(null), mbox.orElse(null)));
      requireWithinLimit(json);
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("message properties always have a JSON form", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote; unknown members are errors.
   *
   * @throws MailException {@code message-properties-invalid}
   */
  public static MessageProperties fromJson(byte[] json) {
    requireWithinLimit(json);
    try {
      Wire wire = JSON.readValue(json, Wire.class);
      return new MessageProperties(
          Optional.ofNullable(wire.fileName), Optional.ofNullable(wire.mbox));
    } catch (IOException | NullPointerException e) {
      throw new MailException(
          MailError.PROPERTIES_INVALID,
          "message properties are a JSON object with fileName and mbox",
          e);
    }
  }

  private static void requireWithinLimit(byte[] json) {
    if (json.length > MailLimits.MAX_PROPERTIES_BYTES) {
      throw new MailException(
          MailError.PROPERTIES_INVALID,
          "message properties have at most %d bytes".formatted(MailLimits.MAX_PROPERTIES_BYTES));
    }
  }

  private static boolean isFileName(String name) {
    return !name.isEmpty()
        && name.length() <= MailLimits.MAX_FILE_NAME_CHARS
        && name.indexOf('/') < 0
        && name.indexOf('\0') < 0;
  }

  private record Wire(String fileName, MboxEnvelope mbox) {}
}
