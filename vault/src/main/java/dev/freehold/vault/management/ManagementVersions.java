package dev.freehold.vault.management;

import dev.freehold.vault.wire.WireError;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The api-versions of the management plane, which are dates. Those of the vaults are known one by
 * one; a preview is taken as the date that it carries. What else answers here belongs to other
 * providers, whose versions do not differ in what is answered.
 */
final class ManagementVersions {

  /** From here on a new vault that does not say otherwise grants access by roles. */
  static final String ROLES_BY_DEFAULT = "2026-02-01";

  static final List<String> STABLE =
      List.of(
          "2015-06-01",
          "2016-10-01",
          "2018-02-14",
          "2019-09-01",
          "2021-10-01",
          "2022-07-01",
          "2023-02-01",
          "2023-07-01",
          "2024-11-01",
          "2025-05-01",
          "2026-02-01",
          "2026-04-01");

  private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(-[a-z]{1,16})?");
  private static final String OURS = "Microsoft.KeyVault/";
  private static final int DATE_CHARS = 10;

  private ManagementVersions() {}

  /**
   * The version that a request for {@code action} asks for.
   *
   * @throws WireError 400 if there is none, or none that is known
   */
  static String require(RequestUri uri, String action) {
    String asked =
        uri.parameter("api-version")
            .orElseThrow(
                () ->
                    WireError.of(
                        400,
                        "MissingApiVersionParameter",
                        "The api-version query parameter (?api-version=) is required for all"
                            + " requests."));
    if (!FORM.matcher(asked).matches()) {
      throw WireError.of(
          400,
          "InvalidApiVersionParameter",
          "The api-version is invalid. The supported versions are '%s'."
              .formatted(String.join(",", STABLE)));
    }
    if (action.startsWith(OURS) && !isKnown(asked)) {
      throw WireError.of(
          400,
          "NoRegisteredProviderFound",
          "No registered resource provider found for API version '%s' for type 'vaults'. The"
                  .formatted(asked)
              + " supported api-versions are '%s'.".formatted(String.join(", ", STABLE)));
    }
    return asked;
  }

  /** Tells whether {@code version} is of the day {@code bound} or later. */
  static boolean atLeast(String version, String bound) {
    return date(version).compareTo(bound) >= 0;
  }

  private static boolean isKnown(String version) {
    return STABLE.contains(version)
        || (version.endsWith("-preview")
            && atLeast(version, STABLE.getFirst())
            && date(version).compareTo(STABLE.getLast()) <= 0);
  }

  private static String date(String version) {
    return version.substring(0, DATE_CHARS);
  }
}
