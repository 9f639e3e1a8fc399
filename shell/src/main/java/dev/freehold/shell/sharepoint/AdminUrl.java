package dev.freehold.shell.sharepoint;

import dev.freehold.shell.service.Me;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The published form of an administration URL, whose first label says whose and where:
 *
 * <pre>
 * https://TENANT-admin.any.domain        the tenant's central geo, the oldest it has
 * https://TENANTGEO-admin.any.domain     the tenant's geo of that code, such as contosoeur-admin
 * </pre>
 *
 * <p>TENANT is the tenant's name in lower case if that can be a label of a host, else {@code t-}
 * and its GUID without hyphens. The domain says nothing: which server is meant is not in it.
 *
 * @param label what stands before {@code -admin}, in lower case
 */
record AdminUrl(String label) {

  private static final Pattern HOST = Pattern.compile("([a-z0-9][a-z0-9-]*?)-admin(?:\\..*)?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,55}[a-z0-9])?");

  /** Reads a URL; empty if it is not of this form. */
  static Optional<AdminUrl> of(URI url) {
    Matcher host = HOST.matcher(url.getHost().toLowerCase(Locale.ROOT));
    return host.matches() ? Optional.of(new AdminUrl(host.group(1))) : Optional.empty();
  }

  /** Tells whether it is the tenant's central one. */
  boolean isCentral(Me me) {
    return label.equals(shortName(me));
  }

  /**
   * The geo that it names besides the tenant.
   *
   * @param geos the codes of the tenant's geos
   */
  Optional<String> geo(Me me, List<String> geos) {
    return geos.stream()
        .filter(code -> label.equals(shortName(me) + code.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  static String shortName(Me me) {
    String folded = me.tenantName().toLowerCase(Locale.ROOT);
    boolean isLabel =
        LABEL.matcher(folded).matches()
            && !folded.endsWith("-admin")
            && !folded.endsWith("-my")
            && !folded.matches("t-[0-9a-f]{32}");
    return isLabel ? folded : "t-" + me.tenantId().toString().replace("-", "");
  }
}
