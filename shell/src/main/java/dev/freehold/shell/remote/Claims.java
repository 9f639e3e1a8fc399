package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What a token says of itself. Nothing is decided by it here, for anyone who accepts the token
 * checks it; it is shown, and saves requests that must fail.
 */
final class Claims {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int PARTS = 3;

  private final JsonNode claims;

  private Claims(JsonNode claims) {
    this.claims = claims;
  }

  /** Reads a token; one that is no JWT says nothing. */
  static Claims of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      return new Claims(MissingNode.getInstance());
    }
    try {
      return new Claims(MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1])));
    } catch (IOException | IllegalArgumentException notAToken) {
      return new Claims(MissingNode.getInstance());
    }
  }

  /**
   * Reads a token that a user gave.
   *
   * @throws RemoteException if it is no JWT, which no server has made
   */
  static Claims ofGiven(String token) {
    Claims claims = of(token);
    if (!claims.claims.isObject()) {
      throw notOurs();
    }
    return claims;
  }

  /** The refusal of a token that a user gave. */
  static RemoteException notOurs() {
    return Failures.refused("token-invalid", "The access token is no token of this server.");
  }

  /** Who it is of: a person's name, else an application's id. */
  Optional<String> name() {
    return text("upn").or(() -> text("appid")).or(() -> text("azp")).or(() -> text("sub"));
  }

  Optional<UUID> tenantId() {
    return text("tid").flatMap(Claims::guid);
  }

  Optional<String> audience() {
    return text("aud");
  }

  Optional<Instant> end() {
    JsonNode end = claims.path("exp");
    return end.canConvertToLong()
        ? Optional.of(Instant.ofEpochSecond(end.asLong()))
        : Optional.empty();
  }

  private Optional<String> text(String name) {
    JsonNode value = claims.path(name);
    return value.isTextual() ? Optional.of(Shown.line(value.asText())) : Optional.empty();
  }

  static Optional<UUID> guid(String text) {
    return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
