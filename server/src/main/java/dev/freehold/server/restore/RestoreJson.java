package dev.freehold.server.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freehold.custody.copies.KeyReach;
import dev.freehold.custody.copies.TriedWay;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.UUID;

/** Writes the results as one JSON object, one by one; its members are stable. */
public final class RestoreJson implements RestoreReport {

  private final JsonGenerator json;
  private boolean inTenant;
  private boolean inPolicy;

  /** Prints to {@code out}, which stays open. */
  public RestoreJson(PrintWriter out) {
    try {
      json = Json.MAPPER.getFactory().createGenerator(out);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeArrayFieldStart("tenants");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void tenant(UUID id, String name) {
    write(
        () -> {
          endTenant();
          json.writeStartObject();
          json.writeStringField("id", id.toString());
          json.writeStringField("name", name);
          json.writeArrayFieldStart("policies");
          inTenant = true;
        });
  }

  @Override
  public void policy(PolicyResult policy) {
    write(
        () -> {
          endPolicy();
          json.writeStartObject();
          json.writeStringField("id", policy.id().toString());
          json.writeStringField("name", policy.name());
          json.writeStringField("kind", policy.kind());
          json.writeStringField("state", policy.state());
          json.writeBooleanField("purged", policy.isPurged());
          json.writeStringField("standing", word(policy.standing()));
          json.writeArrayFieldStart("ways");
          for (TriedWay way : policy.ways()) {
            json.writeStartObject();
            json.writeStringField("by", way.by());
            json.writeStringField("standing", word(way.standing()));
            json.writeStringField("reason", way.reason());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("owners");
          inPolicy = true;
        });
  }

  @Override
  public void owner(OwnerResult owner) {
    write(
        () -> {
          json.writeStartObject();
          json.writeStringField("keyId", owner.keyId().toString());
          json.writeStringField("id", owner.ownerId().map(UUID::toString).orElse(null));
          json.writeStringField("kind", owner.kind().orElse(null));
          json.writeStringField("name", owner.name().orElse(null));
          json.writeBooleanField("purged", owner.isPurged());
          json.writeStringField("standing", word(owner.standing()));
          json.writeStringField("reason", owner.reason());
          json.writeEndObject();
        });
  }

  @Override
  public void end(RestoreSummary summary) {
    write(
        () -> {
          endTenant();
          json.writeEndArray();
          json.writeNumberField("policies", summary.policies());
          json.writeNumberField("openablePolicies", summary.openablePolicies());
          json.writeNumberField("purgedOpenable", summary.purgedOpenable());
          json.writeArrayFieldStart("notes");
          for (String note : summary.notes()) {
            json.writeString(note);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeRaw('\n');
          json.flush();
        });
  }

  private void endPolicy() throws IOException {
    if (inPolicy) {
      json.writeEndArray();
      json.writeEndObject();
      inPolicy = false;
    }
  }

  private void endTenant() throws IOException {
    endPolicy();
    if (inTenant) {
      json.writeEndArray();
      json.writeEndObject();
      inTenant = false;
    }
  }

  private static String word(KeyReach standing) {
    return standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private interface Part {
    void write() throws IOException;
  }

  private static void write(Part part) {
    try {
      part.write();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
