package dev.freehold.shell.exchange.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.service.AnswerJson;
import java.time.Instant;
import java.util.Optional;

/** The properties at the end of every object of Exchange. */
public final class ObjectBase {

  private ObjectBase() {}

  /**
   * Adds them.
   *
   * @param view what the server says of the object, with {@code createdAt}
   */
  public static PsObject add(
      PsObject object, ExchangeConnection exchange, JsonNode view, String name) {
    Instant created = AnswerJson.time(view, "createdAt");
    Instant changed = Optional.ofNullable(AnswerJson.time(view, "changedAt")).orElse(created);
    return object
        .with("DistinguishedName", distinguishedName(name, exchange.me().tenantName()))
        .with("OrganizationId", exchange.me().tenantName())
        .with("WhenCreated", created)
        .with("WhenChanged", changed)
        .with("WhenCreatedUTC", created)
        .with("WhenChangedUTC", changed)
        .with("IsValid", true)
        .with("ObjectState", "Unchanged")
        .withText(name);
  }

  static String distinguishedName(String name, String organization) {
    return "CN=%s,O=%s".formatted(escaped(name), escaped(organization));
  }

  /** A comma in a name is not the end of it (RFC 4514). */
  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace(",", "\\,");
  }
}
