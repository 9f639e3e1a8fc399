package dev.freehold.files.sites;

import dev.freehold.custody.Names;
import dev.freehold.custody.identity.Tenant;
import java.util.regex.Pattern;

/**
 * The short name of a tenant in host names: its own name in lower case where that can be one, else
 * {@code t-} and its GUID. Two tenants never have the same: names are unique whatever their case,
 * and no name is taken as it is that looks like the other form or like the host of a part.
 */
final class TenantName {

  /** A DNS label that has room for {@code -admin} after it. */
  private static final int MAX_CHARS = 63 - SiteUrls.ADMIN_HOST.length();

  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");
  private static final Pattern OF_GUID = Pattern.compile("t-[0-9a-f]{32}");

  private TenantName() {}

  static String of(Tenant tenant) {
    String folded = Names.fold(tenant.name());
    return isValid(folded) && !OF_GUID.matcher(folded).matches()
        ? folded
        : "t-" + tenant.id().toString().replace("-", "");
  }

  /** Tells whether a tenant can have this short name. */
  static boolean isValid(String name) {
    return name.length() <= MAX_CHARS
        && LABEL.matcher(name).matches()
        && !name.endsWith(SiteUrls.ADMIN_HOST)
        && !name.endsWith(SiteUrls.PERSONAL_HOST);
  }
}
