package dev.freehold.server.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.DeviceAnswer;
import dev.freehold.custody.people.NewDeviceCode;
import dev.freehold.custody.people.ShownCode;
import dev.freehold.custody.people.SignInRequest;
import dev.freehold.custody.people.UserGrant;
import dev.freehold.custody.people.UserSignIns;
import dev.freehold.custody.tokens.IssuerName;
import dev.freehold.custody.tokens.TokenIssuer;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** The grants of people. Their clients have no secret, and their ids prove nothing. Thread-safe. */
final class PeopleGrants {

  private final Tenants tenants;
  private final TokenIssuer issuer;
  private final UserSignIns signIns;

  PeopleGrants(Tenants tenants, TokenIssuer issuer, UserSignIns signIns) {
    this.tenants = tenants;
    this.issuer = issuer;
    this.signIns = signIns;
  }

  UserGrant password(TokenRequest request) {
    return signIns.password(
        issuer(request),
        tenant(request),
        required(request, "username"),
        new Password(required(request, "password")),
        asked(request));
  }

  UserGrant refresh(TokenRequest request) {
    return signIns.refresh(
        issuer(request), tenant(request), required(request, "refresh_token"), asked(request));
  }

  UserGrant code(TokenRequest request) {
    return signIns.code(
        issuer(request),
        tenant(request),
        new ShownCode(
            required(request, "code"),
            required(request, "client_id"),
            required(request, "redirect_uri"),
            required(request, "code_verifier")),
        request.remoteAddress());
  }

  /** Version 1 of the protocol names the device's code differently. */
  UserGrant deviceCode(TokenRequest request) {
    String code = request.form().field("device_code").orElseGet(() -> required(request, "code"));
    DeviceAnswer answer =
        signIns.deviceCode(
            issuer(request), tenant(request), code, clientId(request), request.remoteAddress());
    return switch (answer) {
      case DeviceAnswer.SignedIn signedIn -> signedIn.grant();
      case DeviceAnswer.Pending _ ->
          throw LoginRefusal.badRequest(
              "authorization_pending",
              "AADSTS70016: Nobody has signed in for this device yet; ask again.");
      case DeviceAnswer.SlowDown _ ->
          throw LoginRefusal.badRequest(
              "slow_down", "AADSTS70016: The device asks too often; wait 5 seconds longer.");
      case DeviceAnswer.Declined _ ->
          throw LoginRefusal.badRequest(
              "authorization_declined", "AADSTS70018: Somebody declined to sign in.");
      case DeviceAnswer.Expired _ ->
          throw LoginRefusal.badRequest(
              "expired_token", "AADSTS70020: Nobody signed in in time; begin again.");
      case DeviceAnswer.Unknown _ ->
          throw LoginRefusal.badRequest(
              "invalid_grant", "AADSTS70008: The device code is unknown or was used.");
    };
  }

  /**
   * Lets a device wait for a person.
   *
   * @param page where the person types the code
   */
  Device begin(TokenRequest request, URI page) {
    NewDeviceCode made = signIns.deviceCodes().begin(tenant(request), asked(request));
    String code = made.userCode().shown();
    return new Device(
        code,
        made.deviceCode(),
        page.toString(),
        made.expiresInSeconds(),
        made.intervalSeconds(),
        "To sign in, open the page %s in a web browser and type the code %s."
            .formatted(page, code));
  }

  private Optional<UUID> tenant(TokenRequest request) {
    return Realm.tenantOf(request.tenant(), tenants);
  }

  private TokenIssuer issuer(TokenRequest request) {
    return issuer.named(new IssuerName(request.own()));
  }

  private static SignInRequest asked(TokenRequest request) {
    return new SignInRequest(clientId(request), request.scope(), request.remoteAddress());
  }

  private static String clientId(TokenRequest request) {
    return request.form().field("client_id").orElse("");
  }

  private static String required(TokenRequest request, String field) {
    return request.form().field(field).orElseThrow(() -> LoginRefusal.missing(field));
  }

  /** What a device is told (RFC 8628, section 3.2). */
  record Device(
      @JsonProperty("user_code") String userCode,
      @JsonProperty("device_code") String deviceCode,
      @JsonProperty("verification_uri") String page,
      @JsonProperty("expires_in") long expiresIn,
      @JsonProperty("interval") long interval,
      @JsonProperty("message") String message) {

    /** Never shows the codes. */
    @Override
    public String toString() {
      return "Device[" + page + "]";
    }
  }
}
