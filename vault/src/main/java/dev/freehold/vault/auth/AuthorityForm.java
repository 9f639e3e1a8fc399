package dev.freehold.vault.auth;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The path that follows the authority's host in the challenge. The official Java client requires
 * that it is the tenant of its credential. For {@code adfs}, and no other tenant, clients do not
 * ask a third party whether the authority can be trusted.
 */
public enum AuthorityForm {
  /** The tenant's GUID. */
  TENANT,
  /** The word {@code adfs}, for clients that are configured by environment variables alone. */
  ADFS;

  /** The tag by which a vault chooses its form, whatever the server's default. */
  public static final String TAG = "freehold-authority";

  /** The form that {@code tags} choose; what is not a form chooses nothing. */
  public static AuthorityForm chosenBy(Map<String, String> tags, AuthorityForm otherwise) {
    return switch (tags.getOrDefault(TAG, "").toLowerCase(Locale.ROOT)) {
      case "tenant" -> TENANT;
      case "adfs" -> ADFS;
      default -> otherwise;
    };
  }

  /** The path segment in a challenge for {@code tenant}. */
  public String segment(UUID tenant) {
    return switch (this) {
      case TENANT -> tenant.toString();
      case ADFS -> "adfs";
    };
  }
}
