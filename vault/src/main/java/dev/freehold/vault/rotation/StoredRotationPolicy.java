package dev.freehold.vault.rotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A policy with its dates, as it is stored in the database: the protocol's JSON without the id.
 *
 * @param policy the policy
 * @param created when the key got its first one
 * @param updated when it got this one
 */
public record StoredRotationPolicy(RotationPolicy policy, Instant created, Instant updated) {

  /** Reads what {@link #text} wrote. */
  public static StoredRotationPolicy parse(String text) {
    JsonBody body = JsonBody.parse(text.getBytes(StandardCharsets.UTF_8));
    JsonBody attributes = body.object("attributes").orElseThrow();
    return new StoredRotationPolicy(
        RotationPolicyJson.read(body),
        Instant.ofEpochSecond(attributes.whole("created").orElseThrow()),
        Instant.ofEpochSecond(attributes.whole("updated").orElseThrow()));
  }

  /** For the database, and for a backup. */
  public String text() {
    return WireJson.text(json());
  }

  /** For the wire, but for the id. */
  public ObjectNode json() {
    ObjectNode json = RotationPolicyJson.write(policy);
    json.withObjectProperty("attributes")
        .put("created", created.getEpochSecond())
        .put("updated", updated.getEpochSecond());
    return json;
  }
}
