package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Me;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names a site: its URL, its name, or a URL in the published form whose domain says nothing,
 * as with {@link AdminUrl}:
 *
 * <pre>
 * https://TENANT.any.domain/sites/NAME
 * https://TENANT-my.any.domain/personal/NAME
 * </pre>
 *
 * <p>TENANT may end with the code of a geo.
 */
record SiteIdentity(SharePoint sharePoint) {

  private static final String SITES = "/api/v1/sites";
  private static final String NOT_OURS = "site-url-invalid";
  private static final String MY = "-my";
  private static final Pattern PATH = Pattern.compile("/(sites|teams|personal)/([^/]+)/?");

  /**
   * Finds the site.
   *
   * @throws RemoteException if there is none, or the server refuses
   */
  JsonNode find(String identity) {
    if (!identity.contains("://")) {
      return byName(identity);
    }
    try {
      JsonNode answer =
          sharePoint.rest().get(SITES + "?url=" + RequestUri.encode(withoutSlash(identity)));
      return AnswerJson.list(answer, "sites").stream()
          .findFirst()
          .orElseThrow(() -> SharePoint.siteNotFound());
    } catch (RemoteException refused) {
      if (!refused.code().equals(NOT_OURS)) {
        throw refused;
      }
      return published(identity).orElseThrow(() -> refused);
    }
  }

  private JsonNode byName(String name) {
    return sharePoint.rest().get(SITES + "/" + RequestUri.encode(name));
  }

  /** Empty if it is not of the published form either. */
  private Optional<JsonNode> published(String text) {
    Optional<URI> url = url(text);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    Matcher path = PATH.matcher(url.get().getPath());
    if (!path.matches()) {
      return Optional.empty();
    }
    boolean personal = path.group(1).equals("personal");
    if (!isOfTenant(url.get().getHost(), personal)) {
      throw SharePoint.siteNotFound();
    }
    JsonNode site = byName(path.group(2));
    if (SiteObjects.isPersonal(site) != personal) {
      throw SharePoint.siteNotFound();
    }
    return Optional.of(site);
  }

  private static Optional<URI> url(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(uri -> "https".equalsIgnoreCase(uri.getScheme()))
          .filter(uri -> uri.getHost() != null && uri.getPath() != null);
    } catch (URISyntaxException noUrl) {
      return Optional.empty();
    }
  }

  private boolean isOfTenant(String host, boolean personal) {
    String label = host.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
    if (label.endsWith(MY) != personal) {
      return false;
    }
    AdminUrl named =
        new AdminUrl(personal ? label.substring(0, label.length() - MY.length()) : label);
    Me me = Me.ask(sharePoint.rest());
    return named.isCentral(me) || named.geo(me, sharePoint.codes()).isPresent();
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
