package dev.freehold.server.features.tokens;

import static dev.freehold.server.features.Admissions.ANYONE;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.HttpLimits.MAX_FORM_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.QueryParameter.text;
import static dev.freehold.server.http.QueryParameter.word;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.tokens.CodeChallenge;
import dev.freehold.server.coverage.Clear;
import dev.freehold.server.coverage.Key;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape.Part;
import dev.freehold.server.login.Addresses;
import dev.freehold.server.login.BrowserLogin;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.server.login.PasskeyScript;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Route;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The built-in token issuer at the address of the REST API, and the document that says where the
 * server's other addresses are.
 */
public final class TokensFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("refresh_tokens")
              .sealedRow()
              .ids("id tenant_id object_id")
              .hashed("random secret", "secret_hash")
              .states("factors")
              .numbers("used_at idle_until expires_at"),
          TableRule.of("device_codes")
              .sealedRow()
              .ids("id tenant_id object_id client_id")
              .hashed("random secret", "device_hash user_hash")
              .states("state scope asked_from factors")
              .numbers("revision interval_seconds polled_at created_at expires_at"),
          TableRule.of("authorization_codes")
              .sealedRow()
              .ids("id tenant_id object_id client_id")
              .hashed("random secret", "secret_hash code_challenge")
              .states("redirect_uri scope nonce factors")
              .numbers("revision signed_in_at expires_at used_at"),
          TableRule.of("token_signing_keys")
              .ids("kid")
              .sealed(Key.SERVICE_MASTER, "sealed_private_key")
              .clear(Clear.PUBLIC, "public_jwk")
              .numbers("created_at"));

  private static final String HTML = "text/html";

  private final TokenApi api;
  private final AuthorizeApi authorize;

  /**
   * Builds the feature from these parts.
   *
   * @param own the address of the REST API
   * @param vaultLogin the login host of this server's vaults, if they run
   */
  public TokensFeature(LoginHost.Tokens tokens, URI own, Optional<URI> vaultLogin) {
    this.api = new TokenApi(tokens, own, vaultLogin);
    this.authorize = new AuthorizeApi(tokens.browsers(), own, Optional.of(own));
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return List.of(
        form(
            "Get a token",
            "/{tenant}/oauth2/v2.0/token",
            api::token,
            takes(FormBody.MEDIA_TYPE),
            gives(Object.class),
            gives(400, Object.class),
            gives(401, Object.class)),
        form(
            "Get a device code",
            "/{tenant}/oauth2/v2.0/devicecode",
            api::deviceCode,
            takes(FormBody.MEDIA_TYPE),
            gives(Object.class),
            gives(400, Object.class)),
        show("Show the page where people sign in", AuthorizeApi.PATH, authorize::show),
        submit("Submit the page where people sign in", AuthorizeApi.PATH, authorize::submit),
        show(
            "Show the page where people sign in by the older path",
            AuthorizeApi.OLDER_PATH,
            authorize::showOlder),
        submit(
            "Submit the page where people sign in by the older path",
            AuthorizeApi.OLDER_PATH,
            authorize::submitOlder),
        get(
            "Show the page that asks for a device code",
            DeviceLogin.PATH,
            ANYONE,
            api::deviceLogin,
            gives(200, HTML)),
        form(
            "Submit the page that asks for a device code",
            DeviceLogin.PATH,
            api::submitDeviceLogin,
            takes(FormBody.MEDIA_TYPE),
            gives(200, HTML),
            gives(400, HTML),
            gives(403, HTML),
            gives(404, HTML),
            gives(429, HTML)),
        get(
            "Get the script of the sign-in pages",
            PasskeyScript.PATH,
            ANYONE,
            api::script,
            gives(200, "text/javascript")),
        get(
            "Get the addresses of the service",
            "/.well-known/freehold",
            ANYONE,
            api::addresses,
            gives(Addresses.class)),
        get(
            "Get the issuer's description",
            "/{tenant}/v2.0/.well-known/openid-configuration",
            ANYONE,
            api::discovery,
            gives(Object.class)),
        get(
            "Get the keys that sign tokens",
            "/{tenant}/discovery/v2.0/keys",
            ANYONE,
            api::keys,
            gives(Object.class)));
  }

  private static Route<Admission, Handler> show(String operation, String path, Handler handler) {
    return get(
        operation,
        path,
        ANYONE,
        handler,
        text("response_type", "code."),
        text("client_id", "What the program calls itself: a GUID."),
        text("redirect_uri", "Where the browser takes the answer: an address on the own computer."),
        text("scope", "<resource>/.default, perhaps with openid and offline_access."),
        text("resource", "The same in version 1 of the protocol."),
        text("code_challenge", "SHA-256 of the code_verifier in base64url (RFC 7636)."),
        word("code_challenge_method", "The only method.", List.of(CodeChallenge.METHOD)),
        text("state", "Comes back with the answer; at most 2048 characters."),
        text("nonce", "Comes back in the ID token; at most 256 characters."),
        word("response_mode", "How the answer comes; without it query.", BrowserLogin.MODES),
        text("prompt", "none is answered with login_required; others show the page."),
        text("login_hint", "The user name that the page begins with."),
        text("request", "Refused."),
        text("request_uri", "Refused."),
        gives(200, HTML),
        gives(303),
        gives(400, HTML));
  }

  private static Route<Admission, Handler> submit(String operation, String path, Handler handler) {
    return form(
        operation,
        path,
        handler,
        takes(FormBody.MEDIA_TYPE),
        gives(200, HTML),
        gives(303),
        gives(400, HTML),
        gives(403, HTML),
        gives(429, HTML));
  }

  private static Route<Admission, Handler> form(
      String operation, String path, Handler handler, Part... shape) {
    return ApiRoute.of(
        operation, "POST", path, MAX_FORM_BODY_BYTES, SHORT_REQUEST, ANYONE, handler, shape);
  }
}
