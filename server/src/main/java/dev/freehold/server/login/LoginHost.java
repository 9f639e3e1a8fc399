package dev.freehold.server.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Json;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.LoginSite;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.WebRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The host {@code login.SUFFIX} on the port of the vaults, so that clients of a vault need one
 * port. It answers everything that the official clients ask before they have a token. Thread-safe.
 */
public final class LoginHost implements LoginSite {

  private static final String ANY = "*";
  private static final String DEVICE_LOGIN = DeviceLogin.PATH.substring(1);

  private final TokenEndpoint endpoint;
  private final DeviceLogin devices;
  private final LoginDocuments documents;
  private final Function<URI, Addresses> addresses;
  private final LoginSite others;

  private LoginHost(
      TokenEndpoint endpoint,
      DeviceLogin devices,
      LoginDocuments documents,
      Function<URI, Addresses> addresses,
      LoginSite others) {
    this.endpoint = endpoint;
    this.devices = devices;
    this.documents = documents;
    this.addresses = addresses;
    this.others = others;
  }

  /**
   * The host of vaults that run alone.
   *
   * @param others answers what is not about tokens, such as health and applications
   */
  public static LoginHost ofVaults(
      TokenEndpoint endpoint, DeviceLogin devices, LoginDocuments documents, LoginSite others) {
    return new LoginHost(endpoint, devices, documents, Addresses::ofVaults, others);
  }

  /**
   * The host beside a service: nothing but what is about tokens.
   *
   * @param api the address of the service
   */
  public static LoginHost ofService(
      TokenEndpoint endpoint, DeviceLogin devices, LoginDocuments documents, URI api) {
    return new LoginHost(
        endpoint,
        devices,
        documents,
        login -> Addresses.ofService(api, Optional.of(login)),
        (request, own) -> answer(documents.notFound()));
  }

  @Override
  public Answer answer(WebRequest request, URI own) {
    List<String> path = RequestUri.parse(request).segments();
    return switch (request.method()) {
      case "GET" -> got(path, own).orElseGet(() -> others.answer(request, own));
      case "POST" -> posted(path, request, own).orElseGet(() -> others.answer(request, own));
      default -> others.answer(request, own);
    };
  }

  private Optional<Answer> got(List<String> path, URI own) {
    return matches(path, DEVICE_LOGIN)
        ? Optional.of(answer(devices.begin()))
        : document(path, own).map(LoginHost::answer);
  }

  private Optional<Answer> posted(List<String> path, WebRequest request, URI own) {
    if (isEndpoint(path, "token")) {
      return Optional.of(answer(asked(request, path.getFirst(), own, endpoint::token)));
    }
    if (isEndpoint(path, "devicecode")) {
      URI page = URI.create(own + DeviceLogin.PATH);
      return Optional.of(
          answer(asked(request, path.getFirst(), own, device -> endpoint.device(device, page))));
    }
    if (matches(path, DEVICE_LOGIN)) {
      return Optional.of(submitted(request));
    }
    return Optional.empty();
  }

  private static boolean isEndpoint(List<String> path, String name) {
    return matches(path, ANY, "oauth2", "v2.0", name) || matches(path, ANY, "oauth2", name);
  }

  private Optional<LoginReply> document(List<String> path, URI own) {
    if (matches(path, ANY, "v2.0", ".well-known", "openid-configuration")) {
      return Optional.of(documents.discovery(own, path.getFirst()));
    }
    if (matches(path, Realm.ADFS, ANY, "v2.0", ".well-known", "openid-configuration")) {
      return Optional.of(documents.tenantOfCommandLine(own, path.get(1)));
    }
    if (matches(path, ANY, ".well-known", "openid-configuration")) {
      return Optional.of(
          path.getFirst().equalsIgnoreCase(Realm.ADFS)
              ? documents.adfsDiscovery(own)
              : documents.discovery(own, path.getFirst()));
    }
    if (matches(path, ".well-known", "freehold")) {
      return Optional.of(LoginReply.ok(addresses.apply(own)));
    }
    if (matches(path, "common", "discovery", "instance")) {
      return Optional.of(documents.instance(own));
    }
    if (matches(path, ANY, "discovery", "keys")
        || matches(path, ANY, "discovery", "v2.0", "keys")) {
      return Optional.of(documents.keys());
    }
    if (matches(path, ANY, "userrealm", ANY)) {
      return Optional.of(documents.userRealm(own, path.getLast()));
    }
    return Optional.empty();
  }

  private static boolean matches(List<String> path, String... pattern) {
    if (path.size() != pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (!pattern[i].equals(ANY) && !pattern[i].equalsIgnoreCase(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private LoginReply asked(
      WebRequest request, String tenant, URI own, Function<TokenRequest, LoginReply> answer) {
    Optional<String> correlationId = request.header("client-request-id");
    Optional<FormBody> form = form(request);
    return form.isEmpty()
        ? endpoint.malformed(correlationId)
        : answer.apply(
            new TokenRequest(
                own,
                tenant,
                form.get(),
                request.header("Authorization"),
                correlationId,
                request.remoteAddress()));
  }

  private Answer submitted(WebRequest request) {
    // Ports are forwarded: what the browser typed counts, not what is configured.
    URI typed = URI.create("https://" + request.host() + ":" + request.port());
    FormOrigin origin =
        new FormOrigin(request.header("Sec-Fetch-Site"), request.header("Origin"), typed);
    return form(request)
        .map(form -> answer(devices.submit(form, origin, request.remoteAddress())))
        .orElseGet(() -> answer(endpoint.malformed(Optional.empty())));
  }

  /** A body without a type is taken for a form: so the vendor's library for Java sends one. */
  private static Optional<FormBody> form(WebRequest request) {
    String type =
        request.header("Content-Type").orElse(FormBody.MEDIA_TYPE).toLowerCase(Locale.ROOT);
    if (!type.startsWith(FormBody.MEDIA_TYPE)) {
      return Optional.empty();
    }
    byte[] body = request.body((int) HttpLimits.MAX_FORM_BODY_BYTES);
    try {
      return Optional.of(FormBody.parse(new String(body, StandardCharsets.UTF_8)));
    } catch (RequestRefusedException malformed) {
      return Optional.empty();
    }
  }

  private static Answer answer(Page page) {
    return Answer.page(page.status(), page.html(), Page.HEADERS);
  }

  /** The reply as the vaults' listener writes it. */
  static Answer answer(LoginReply reply) {
    JsonNode body = Json.MAPPER.valueToTree(reply.body());
    return new Answer(reply.status(), Optional.ofNullable(body), reply.headers());
  }
}
