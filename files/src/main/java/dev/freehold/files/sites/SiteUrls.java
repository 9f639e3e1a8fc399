package dev.freehold.files.sites;

import dev.freehold.custody.identity.Tenant;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URLs by which administrators know tenants and sites, both ways:
 *
 * <pre>
 * https://contoso-admin.SUFFIX               the tenant's administration
 * https://contoso.SUFFIX/sites/finance       team site, bucket finance
 * https://contoso.SUFFIX/teams/plans         files of a channel of a team, bucket plans
 * https://contoso-my.SUFFIX/personal/adele   files of one person, bucket adele
 * </pre>
 *
 * They are names; nobody need listen there. Safe for use by many threads.
 */
public final class SiteUrls {

  static final String ADMIN_HOST = "-admin";
  static final String PERSONAL_HOST = "-my";

  private static final Pattern PATH = Pattern.compile("/(sites|teams|personal)/([^/]*)");

  private final String suffix;

  /** Names hosts below {@code suffix}, a DNS name in lower case. */
  public SiteUrls(String suffix) {
    this.suffix = suffix;
  }

  /** The URL of the tenant's administration. */
  public URI admin(Tenant tenant) {
    return URI.create("https://%s%s.%s".formatted(TenantName.of(tenant), ADMIN_HOST, suffix));
  }

  /** The URL of a site of the tenant. */
  public URI of(Tenant tenant, Site site) {
    String host =
        switch (site.kind()) {
          case TEAM_SITE, TEAMS_CHANNEL -> TenantName.of(tenant);
          case ONEDRIVE -> TenantName.of(tenant) + PERSONAL_HOST;
        };
    return URI.create(
        "https://%s.%s/%s/%s".formatted(host, suffix, folder(site.kind()), site.name()));
  }

  private static String folder(SiteKind kind) {
    return switch (kind) {
      case TEAM_SITE -> "sites";
      case TEAMS_CHANNEL -> "teams";
      case ONEDRIVE -> "personal";
    };
  }

  /** Tells whether a URL is below the tenant's short name. */
  public boolean isOf(SiteUrl url, Tenant tenant) {
    return url.tenantName().equals(TenantName.of(tenant));
  }

  /**
   * Reads a URL. Scheme and host may have any case; user, port, query, fragment, escapes and a
   * slash at the end of a path are errors.
   *
   * @throws FilesException {@code site-url-invalid}
   */
  public SiteUrl parse(String text) {
    URI url = uri(text);
    String host = label(url.getHost());
    String path = url.getRawPath();
    if (host.endsWith(ADMIN_HOST)) {
      require(path.isEmpty() || path.equals("/"));
      return new SiteUrl.Admin(tenant(host, ADMIN_HOST));
    }
    Matcher parts = PATH.matcher(path);
    require(parts.matches());
    SiteKind kind =
        switch (parts.group(1)) {
          case "sites" -> SiteKind.TEAM_SITE;
          case "teams" -> SiteKind.TEAMS_CHANNEL;
          default -> SiteKind.ONEDRIVE;
        };
    require(SiteName.isValid(parts.group(2)));
    require(host.endsWith(PERSONAL_HOST) == (kind == SiteKind.ONEDRIVE));
    String tenant = kind == SiteKind.ONEDRIVE ? tenant(host, PERSONAL_HOST) : tenant(host, "");
    return new SiteUrl.OfSite(tenant, kind, parts.group(2));
  }

  private URI uri(String text) {
    require(text.length() <= FilesLimits.MAX_SITE_URL_CHARS);
    try {
      URI url = new URI(text);
      require("https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null);
      // The authority is the host alone: no user, no port, not even an empty one.
      require(url.getHost().equals(url.getRawAuthority()));
      require(url.getRawQuery() == null && url.getRawFragment() == null);
      return url;
    } catch (URISyntaxException e) {
      throw invalid();
    }
  }

  /** The one label before the suffix. */
  private String label(String host) {
    String folded = host.toLowerCase(Locale.ROOT);
    require(folded.endsWith("." + suffix));
    return folded.substring(0, folded.length() - suffix.length() - 1);
  }

  private String tenant(String host, String part) {
    String name = host.substring(0, host.length() - part.length());
    require(TenantName.isValid(name));
    return name;
  }

  private void require(boolean holds) {
    if (!holds) {
      throw invalid();
    }
  }

  private FilesException invalid() {
    return new FilesException(
        FilesError.SITE_URL_INVALID,
        ("a URL here is https://TENANT.%1$s/sites/NAME, https://TENANT.%1$s/teams/NAME,"
                + " https://TENANT-my.%1$s/personal/NAME or https://TENANT-admin.%1$s, without a"
                + " port, a query or a slash at the end")
            .formatted(suffix));
  }
}
