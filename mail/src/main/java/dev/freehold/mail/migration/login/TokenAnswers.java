package dev.freehold.mail.migration.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourcePassword;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads what token servers answer. Nothing of it is in any message. */
final class TokenAnswers {

  /** Where the server does not tell; the standard only recommends that it does. */
  private static final Duration USUAL_LIFE = Duration.ofMinutes(10);

  private static final JsonMapper JSON = mapper();

  private TokenAnswers() {}

  private static JsonMapper mapper() {
    JsonMapper mapper = new JsonMapper();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build());
    return mapper;
  }

  /**
   * A token.
   *
   * @param life how long it lives
   * @param refreshToken the one that counts from now on, if the server gives another
   */
  record Given(SourcePassword token, Duration life, Optional<SourcePassword> refreshToken) {}

  /**
   * The token in an answer.
   *
   * @throws SourceException {@code TOKEN_REFUSED} or {@code TOKEN_SERVER_UNUSABLE}
   */
  static Given read(HttpAnswer answer) throws SourceException {
    if (answer.status() == 400 || answer.status() == 401 || answer.status() == 403) {
      throw new SourceException(SourceError.TOKEN_REFUSED);
    }
    JsonNode said = json(answer.body());
    String token = said.path("access_token").asText();
    if (answer.status() != 200 || !isToken(token)) {
      throw new SourceException(SourceError.TOKEN_SERVER_UNUSABLE);
    }
    long seconds =
        Math.clamp(said.path("expires_in").asLong(USUAL_LIFE.toSeconds()), 0, Integer.MAX_VALUE);
    String refresh = said.path("refresh_token").asText();
    return new Given(
        secret(token),
        Duration.ofSeconds(seconds),
        isToken(refresh) ? Optional.of(secret(refresh)) : Optional.empty());
  }

  private static JsonNode json(String body) throws SourceException {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      // Its message may repeat what was read.
      throw new SourceException(SourceError.TOKEN_SERVER_UNUSABLE);
    }
  }

  /** Printable ASCII, so that it says nothing else to the server that it is shown to. */
  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.length() <= MigrationLimits.MAX_TOKEN_BYTES
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  private static SourcePassword secret(String text) {
    return SourcePassword.takeOver(text.getBytes(UTF_8));
  }
}
