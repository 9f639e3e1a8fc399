package dev.freehold.server.features.factors;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.passkeys.NewRecoveryCodes;
import dev.freehold.custody.passkeys.PasskeyOffer;
import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.custody.passkeys.RecoveryCode;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.custody.people.Users;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Passkeys and recovery codes of the caller, and whether the tenant requires a second factor. */
final class FactorsApi {

  private final FactorsFeature.Factors factors;
  private final Users users;
  private final IdentityChanges changes;
  private final Optional<PasskeySite> site;

  FactorsApi(
      FactorsFeature.Factors factors,
      Users users,
      IdentityChanges changes,
      Optional<PasskeySite> site) {
    this.factors = factors;
    this.users = users;
    this.changes = changes;
    this.site = site;
  }

  /** {@code GET /api/v1/me/passkeys}. */
  void list(Exchange exchange) throws IOException {
    Caller caller = exchange.caller();
    exchange.reply(
        200,
        new Page(
            changes.waysIn(caller.tenantId(), caller.objectId()).stream()
                .filter(way -> way.kind() == WayKind.PASSKEY && way.endedAt().isEmpty())
                .map(View::of)
                .toList()));
  }

  /** {@code POST /api/v1/me/passkeys/begin}. */
  void begin(Exchange exchange) throws IOException {
    Caller caller = exchange.caller();
    User user = users.require(caller.tenantId(), caller.objectId().toString());
    exchange.reply(200, Offer.of(factors.passkeys().begin(caller, user, site)));
  }

  /** {@code POST /api/v1/me/passkeys} with {@code {"ticket", "name", "credential"}}. */
  void finish(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    WayIn made =
        factors
            .passkeys()
            .finish(exchange.caller(), wanted.ticket(), wanted.name(), wanted.credential());
    exchange.reply(201, View.of(made));
  }

  /** {@code PATCH /api/v1/me/passkeys/{way}} with {@code {"name"}}. */
  void rename(Exchange exchange) throws IOException {
    UUID wayId = exchange.pathId("way");
    factors.passkeys().requireOwn(exchange.caller(), wayId);
    String name = exchange.json(Name.class).name();
    exchange.reply(200, View.of(factors.passkeys().rename(exchange.caller(), wayId, name)));
  }

  /** {@code DELETE /api/v1/me/passkeys/{way}}. */
  void end(Exchange exchange) {
    Caller caller = exchange.caller();
    UUID wayId = exchange.pathId("way");
    factors.passkeys().requireOwn(caller, wayId);
    changes.endOwnWayIn(caller, wayId);
    exchange.reply(204);
  }

  /** {@code POST /api/v1/me/recovery-codes}. */
  void createCodes(Exchange exchange) throws IOException {
    exchange.reply(201, Codes.of(factors.codes().create(exchange.caller())));
  }

  /** {@code GET /api/v1/second-factor}. */
  void rule(Exchange exchange) throws IOException {
    exchange.reply(200, new Rule(factors.rule().isRequired(exchange.caller().tenantId())));
  }

  /** {@code PUT /api/v1/second-factor} with {@code {"required"}}. */
  void setRule(Exchange exchange) throws IOException {
    factors.rule().setRequired(exchange.caller(), exchange.json(Rule.class).required());
    rule(exchange);
  }

  /**
   * What is set for the whole tenant.
   *
   * @param required whether its people need a second factor
   */
  record Rule(@Required @JsonProperty("required") Boolean required) {}

  /** A passkey by its way in. */
  record View(UUID id, String name, String madeAt, String lastUsedAt) {
    static View of(WayIn way) {
      return new View(
          way.id(),
          way.label(),
          way.madeAt().toString(),
          way.lastUsedAt().map(Object::toString).orElse(null));
    }
  }

  /** Those that have not ended. */
  record Page(List<View> passkeys) {}

  /**
   * What may be made.
   *
   * @param ticket to be sent with what was made
   * @param options for {@code navigator.credentials.create}, as a text of JSON
   */
  record Offer(String ticket, String options) {
    static Offer of(PasskeyOffer offer) {
      return new Offer(offer.ticket(), offer.options());
    }

    /** Never shows the ticket. */
    @Override
    public String toString() {
      return "Offer[]";
    }
  }

  /**
   * What was made.
   *
   * @param name by what the caller will recognise it
   * @param credential what the browser made, {@code PublicKeyCredential.toJSON} as a text
   */
  record Wanted(
      @Required @JsonProperty("ticket") String ticket,
      @Required @JsonProperty("name") String name,
      @Required @JsonProperty("credential") String credential) {

    /** Never shows the ticket. */
    @Override
    public String toString() {
      return "Wanted[" + name + "]";
    }
  }

  /** Another name for a passkey. */
  record Name(@Required @JsonProperty("name") String name) {}

  /**
   * New codes.
   *
   * @param id of the way in that they are together
   * @param codes shown this once
   */
  record Codes(UUID id, List<String> codes) {
    static Codes of(NewRecoveryCodes made) {
      return new Codes(made.way().id(), made.codes().stream().map(RecoveryCode::shown).toList());
    }

    /** Never shows the codes. */
    @Override
    public String toString() {
      return "Codes[" + id + "]";
    }
  }
}
