package dev.freehold.server.features.factors;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.SIGNED_IN;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.patch;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.passkeys.FreshSignIns;
import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.custody.passkeys.Passkeys;
import dev.freehold.custody.passkeys.PasswordAlone;
import dev.freehold.custody.passkeys.RecoveryCodes;
import dev.freehold.custody.passkeys.SecondFactorRule;
import dev.freehold.custody.passkeys.SecondFactors;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.custody.people.Users;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.server.coverage.Clear;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;

/** Second factors, at the REST API of a service and at the login host of vaults that run alone. */
public final class FactorsFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("passkeys")
              .sealedRow()
              .ids("id tenant_id object_id")
              .clear(Clear.PUBLIC, "relying_party credential public_key")
              .numbers("sign_count"),
          TableRule.of("recovery_codes")
              .sealedRow()
              .ids("id way_id tenant_id object_id")
              .hashed("SHA-256 of 91 random bits", "code_hash"),
          TableRule.of("second_steps")
              .sealedRow()
              .ids("id tenant_id object_id")
              .hashed("random secret", "ticket_hash")
              .states("stage subject origin")
              .names("challenge")
              .numbers("revision tries expires_at"));

  /**
   * The services behind it.
   *
   * @param passkeys that people make while they are signed in
   * @param codes that stand in for them
   * @param steps what follows a password
   * @param fresh who has signed in just now
   * @param passwordAlone for whom a password is enough
   * @param rule whether a tenant requires a second factor
   */
  public record Factors(
      Passkeys passkeys,
      RecoveryCodes codes,
      SecondFactors steps,
      FreshSignIns fresh,
      PasswordAlone passwordAlone,
      SecondFactorRule rule) {

    /**
     * Makes them over one database, which also holds the ledger's tables.
     *
     * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}
     */
    public static Factors of(
        Database database, Ledger ledger, RandomSource random, Clock clock, LongSupplier ticker) {
      SecondFactors steps = new SecondFactors(database, ledger, random, clock);
      return new Factors(
          new Passkeys(database, ledger, random, clock),
          new RecoveryCodes(database, ledger, random, clock),
          steps,
          new FreshSignIns(steps, clock),
          new PasswordAlone(steps, ticker),
          new SecondFactorRule(database, ledger));
    }
  }

  private final FactorsApi api;

  /**
   * Builds the feature from these parts.
   *
   * @param own the address of the server by which people open it
   */
  public FactorsFeature(Factors factors, Users users, IdentityChanges changes, URI own) {
    this.api = new FactorsApi(factors, users, changes, PasskeySite.of(own));
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    Admission fresh = SIGNED_IN.freshly();
    String passkeys = "/api/v1/me/passkeys";
    String one = passkeys + "/{way}";
    String rule = "/api/v1/second-factor";
    return List.of(
        get(
            "List one's own passkeys",
            passkeys,
            SIGNED_IN,
            api::list,
            gives(FactorsApi.Page.class)),
        post(
            "Begin to make a passkey",
            passkeys + "/begin",
            fresh,
            api::begin,
            gives(FactorsApi.Offer.class)),
        post(
            "Make a passkey",
            passkeys,
            fresh,
            api::finish,
            takes(FactorsApi.Wanted.class),
            gives(201, FactorsApi.View.class)),
        patch(
            "Rename a passkey",
            one,
            SIGNED_IN,
            api::rename,
            takes(FactorsApi.Name.class),
            gives(FactorsApi.View.class)),
        delete("End one of one's own passkeys", one, fresh, api::end, gives(204)),
        post(
            "Make recovery codes",
            "/api/v1/me/recovery-codes",
            fresh,
            api::createCodes,
            gives(201, FactorsApi.Codes.class)),
        get(
            "Get whether the tenant requires a second factor",
            rule,
            SIGNED_IN,
            api::rule,
            gives(FactorsApi.Rule.class)),
        put(
            "Set whether the tenant requires a second factor",
            rule,
            ADMIN.freshly(),
            api::setRule,
            takes(FactorsApi.Rule.class),
            gives(FactorsApi.Rule.class)));
  }
}
